"""Figures of one indicator and period → a sentence in English or Chinese that knows where each of them stands."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

import msgspec

from tallystick.briefing.facts import OF_WHOLES, Fact
from tallystick.briefing.naming import is_counted, is_many, subject
from tallystick.briefing.numbers import is_word, printed
from tallystick.briefing.times import base_words, opening, step_words, years_words
from tallystick.briefing.wholes import whole_words
from tallystick.knowledge.forms import forms
from tallystick.knowledge.indicators import catalogue
from tallystick.model import Period


class Told(msgspec.Struct, frozen=True):
    """A figure where it stands in a text: from `start` up to `end`; `strong` where the outline gives it weight."""

    fact: Fact
    start: int
    end: int
    strong: bool = False

    def moved(self, by: int) -> Told:
        """The same further on in a text."""
        return Told(self.fact, self.start + by, self.end + by, self.strong)


class Sentence(msgspec.Struct, frozen=True):
    """Words, the figures in them, and what else they claim (the highest since a time), which is no figure."""

    text: str
    figures: tuple[Told, ...] = ()
    claims: tuple[Told, ...] = ()

    @property
    def told(self) -> list[Told]:
        """Both in the order of the text."""
        return sorted((*self.figures, *self.claims), key=lambda one: one.start)


CLAIMS = ("since", "record")
"""Forms that claim in words alone what a history says; no figure stands in them."""

When = tuple[str, str]
"""How a time is told (`in` a period, at its `end`, until `now`), and the period."""

_MARKED = re.compile("([\x00\x02])(.*?)\x01")
_VERB = re.compile("增长|下降|上涨|为")
"""Behind what Chinese says 分别: 同比分别增长, 贡献率分别为."""


class Voice:
    """What a paragraph has said so far: of when, and how often in each form; so its sentences do not sound alike.

    What is to be told `plainly` stands alone; a plain voice takes the first wording each time.
    """

    def __init__(
        self,
        period: str,
        language: str,
        *,
        after: When | None = None,
        plainly: Collection[str] = (),
        turns: Mapping[str, int] | None = None,
    ) -> None:
        self.period, self.language, self.after = period, language, after
        self.plainly, self.plain = plainly, False
        self._turns: Counter[str] = Counter(turns)

    def turn(self, form: str) -> int:
        """How often a form was told before."""
        self._turns[form] += 1
        return 0 if self.plain else self._turns[form] - 1

    def opened(self, when: When) -> str:
        """The words that say when, with the comma behind them; none where the sentence before told of the same time."""
        if when == self.after:
            return ""
        self.after = when
        return opening(*when, self.language) + ("，" if self.language == "zh" else ", ")

    def copy(self, *, plain: bool = False) -> Voice:
        """A voice that has said the same so far."""
        made = Voice(self.period, self.language, after=self.after, plainly=self.plainly, turns=self._turns)
        made.plain = plain
        return made

    def take(self, other: Voice) -> None:
        """Go on from where another one came to."""
        self.after, self._turns = other.after, other._turns

    @property
    def is_zh(self) -> bool:
        """Whether it speaks Chinese."""
        return self.language == "zh"


class Writing:
    """A sentence as it is written: its clauses with their figures marked, in the order of the text."""

    def __init__(self, voice: Voice) -> None:
        self.voice = voice
        self.figures: list[Fact] = []
        self.claims: list[Fact] = []

    def mark(self, fact: Fact, *, bare: bool = False) -> str:
        """A figure's number where it comes next in the text."""
        self.figures.append(fact)
        return f"\x00{printed(fact, self.voice.language, bare=bare)}\x01"

    def clauses(self, told: Sequence[Fact], *, further: bool = False) -> list[str]:
        """A clause for each figure, in the order given; `further` where other clauses stand before them."""
        made: list[str] = []
        for number, fact in enumerate(told):
            behind = forms()[fact.form].behind
            if behind and not {one.form for one in told[:number]} & set(behind):
                raise ValueError(f"{fact.form} is told behind {' or '.join(behind)}")
            if fact.form == "streak" and self.voice.is_zh:  # Chinese says first for how long: 连续12年居世界第一位
                place = self.figures.pop()
                del made[-1]
                made.append(self._clause(fact, told, number, further=True))
                made[-1] += self._clause(place, told, number - 1, further=further or number > 1)
            elif fact.form == "streak":
                made[-1] += f" {self._clause(fact, told, number, further=True)}"
            else:
                made.append(self._clause(fact, told, number, further=further or number > 0))
        return made

    def _clause(self, fact: Fact, told: Sequence[Fact], number: int, *, further: bool) -> str:
        turn = self.voice.turn(fact.form)
        gaps = _gaps(fact, self.voice, turn, told[:number])
        if fact.form in CLAIMS:
            self.claims.append(fact)
            words = forms()[fact.form].clause(self.voice.language, further=further, turn=turn).render(gaps)
            return f"\x02{words}\x01"
        gaps["figure"] = self.mark(fact, bare=bool(gaps["over"]) and not further)
        return forms()[fact.form].clause(self.voice.language, further=further, turn=turn).render(gaps)

    def twice(self, told: Sequence[Fact], joined: Mapping[str, str], *, further: bool) -> str:
        """One clause for the figures of two indicators, told respectively."""
        first, turn = told[0], self.voice.turn(told[0].form)
        gaps = _gaps(first, self.voice, turn, ())
        gaps |= {"figure": joined["and"].join(self.mark(fact) for fact in told)}
        clause = forms()[first.form].clause(self.voice.language, further=further, turn=turn).render(gaps)
        if not self.voice.is_zh:
            return clause if further else clause + joined["each"]
        verbs = list(_VERB.finditer(clause, 0, clause.index("\x00")))
        at = verbs[-1].start() if verbs else 0
        return clause[:at] + joined["each"] + clause[at:]

    def sentence(self, marked: str) -> Sentence:
        """The words without the marks around their figures, which tell where they stand."""
        text, at = "", 0
        told: dict[str, list[Told]] = {"\x00": [], "\x02": []}
        left = {"\x00": iter(self.figures), "\x02": iter(self.claims)}
        for found in _MARKED.finditer(marked):
            text += marked[at : found.start()]
            told[found[1]].append(Told(next(left[found[1]]), len(text), len(text) + len(found[2])))
            text += found[2]
            at = found.end()
        text += marked[at:]
        return Sentence(text[:1].upper() + text[1:], tuple(told["\x00"]), tuple(told["\x02"]))


def sentence(told: Sequence[Fact], period: str, language: str, *, after: When | None = None) -> Sentence:
    """One sentence of an indicator's figures, in the order given; it says when, unless the one `after` it told that.

    What can only be told behind another form (a change behind its growth) must follow it: ValueError otherwise.
    """
    return told_in(Voice(period, language, after=after), told)


def told_in(voice: Voice, told: Sequence[Fact]) -> Sentence:
    """One sentence of an indicator's figures, as a voice goes on."""
    writing = Writing(voice)
    opened = voice.opened(when_told(told, voice.period))
    name = "" if forms()[told[0].form].names else subject(told[0], voice.language)
    clauses = writing.clauses(told)
    if voice.is_zh:
        return writing.sentence(f"{opened}{name}{'，'.join(clauses)}。")
    return writing.sentence(f"{opened}{name}{' ' if name else ''}{listed(clauses)}.")


def listed(clauses: Sequence[str]) -> str:
    """English clauses one behind another, without a comma where `and` joins the first two to one.

    A second amount of the same verb keeps its comma: it is of another time.

    >>> listed(["amounted to 9 tonnes", "and ranked first"]), listed(["grew by 9%", "and by 6% a year"])
    ('amounted to 9 tonnes and ranked first', 'grew by 9%, and by 6% a year')
    """
    first, rest = clauses[0], clauses[1:]
    if rest and rest[0].startswith("and ") and not rest[0].startswith("and by"):
        first, rest = f"{first} {rest[0]}", rest[1:]
    return ", ".join((first, *rest))


def _gaps(fact: Fact, voice: Voice, turn: int, before: Sequence[Fact]) -> dict[str, object]:
    language, known = voice.language, catalogue()[fact.indicator]
    gaps: dict[str, object] = {
        "name": subject(fact, language),
        "word": is_word(fact),
        "up": fact.up,
        "bound": bool(fact.qualifier),
        "over": language == "en" and fact.measure == "level" and fact.qualifier == ">",
        "counted": known.kind == "stock" or is_counted(fact.indicator),
        "amount": known.kind == "flow" and fact.unit not in ("%", "pp") and not is_counted(fact.indicator),
        "plain": voice.plain,
        "flows": known.kind == "flow",
        "one": not is_many(subject(fact, "en")),
        "now": not fact.period,
        "grown": any(one.form == "growth" and one.up for one in before),
        "along": bool(before) and before[0].up and fact.up,
    }
    if fact.measure == "growth":
        gaps |= step_words(fact, language, again=turn > 0)
        gaps["other_step"] = any(one.form == "growth" and one.base != fact.base for one in before)
    if fact.measure == "change":
        gaps["base"] = base_words(fact.base, language)
    if fact.form in CLAIMS:
        gaps |= {"highest": "highest" in fact.qualifier, "least": "at least" in fact.qualifier, "held": bool(fact.base)}
        gaps["base"] = base_words(fact.base, language) if fact.base else ""
        gaps["rate"] = fact.measure == "growth"
    if fact.form == "growth_streak":
        gaps["least"] = fact.qualifier == ">"
    if fact.measure in OF_WHOLES:
        gaps["whole"] = whole_words(fact.base, language)
    if fact.measure == "average_growth":
        gaps |= years_words(Period.parse(fact.period))
    return gaps


def when_told(told: Sequence[Fact], period: str) -> When:
    """Of when a sentence of these figures tells: a period, the moment that ends it, or the time up to now."""
    first = told[0]
    if not first.period:
        return "now", ""
    state = catalogue()[first.indicator].kind == "stock" and first.measure == "level"
    return ("end" if state else "in"), period
