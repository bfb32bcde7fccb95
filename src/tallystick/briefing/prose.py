"""Figures of several indicators → the sentences of a paragraph: which of them share one, and which are told in two.

A sentence that is more than the plainest is read back as it is written; where a figure of it comes back otherwise, it
is told in a plainer one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import timedelta

from tallystick.briefing.differing import differing
from tallystick.briefing.facts import Fact
from tallystick.briefing.naming import subject
from tallystick.briefing.numbers import is_word, printed
from tallystick.briefing.sentences import CLAIMS, Sentence, Voice, When, Writing, listed, told_in, when_told
from tallystick.briefing.times import opening
from tallystick.knowledge.loader import load_topics
from tallystick.model import Period
from tallystick.pipeline import read_text

MOVES = frozenset({"growth", "change", "average_growth", "contribution", "growth_streak"})
"""Forms that tell how something moves; the others tell how it stands. A claim tells of what it stands behind."""
_MOST = 3
"""Clauses, or indicators, that a sentence takes before it becomes two."""
_WIDE = 72
"""Characters of a name beside which no other one stands in a sentence."""


def paragraph(told: Iterable[Sequence[Fact]], voice: Voice) -> Iterator[Sentence]:
    """The sentences of a paragraph, of the figures of one indicator after those of another, in their order."""
    for run in _runs([list(one) for one in told], voice):
        yield from _best(run, voice)


def _best(run: list[list[Fact]], voice: Voice) -> list[Sentence]:
    """What tells a run best of what comes back: one sentence, the same with a verb for each, one each, plain ones."""
    ways: list[Callable[[Voice], list[Sentence]]] = []
    if len(run) > 1:
        ways += [lambda tried: [_together(run, tried)], lambda tried: [_own_verbs(run, tried)]]
        ways = ways if all(len(one) == 1 for one in run) else ways[:1]
    ways.append(lambda tried: [one for told in run for one in _of_one(told, tried)])
    when = when_told(run[0], voice.period)
    for way in ways if run[0][0].indicator not in voice.plainly else ():
        tried = voice.copy()
        made = way(tried)
        if comes_back(made, when, voice.language):
            voice.take(tried)
            return made
    plain = voice.copy(plain=True)
    made = [one for told in run for one in _of_one(told, plain)]
    voice.take(plain)
    return made


def comes_back(made: Sequence[Sentence], when: When, language: str) -> bool:
    """Whether sentences are read as they are written, where they say of when they tell."""
    opened = opening(*when, language) + ("，" if language == "zh" else ", ")
    first = made[0].text if made[0].text.startswith(opened) else opened + made[0].text[:1].lower() + made[0].text[1:]
    text = (" " if language == "en" else "").join([first, *(one.text for one in made[1:])])
    figures = [told.fact for one in made for told in one.figures]
    end = Period.parse(next((fact.period for fact in figures if fact.period), "2021")).end
    read = read_text(text, language=language, reader="fast", released=end + timedelta(days=45)).observations
    return len(read) == len(figures) and not any(
        list(differing(fact, one)) for fact, one in zip(figures, read, strict=True)
    )


def by_time(told: Iterable[Sequence[Fact]], period: str) -> list[Sequence[Fact]]:
    """The same with what tells of one time side by side, so that a paragraph does not go to and fro."""
    kept = list(told)
    times = list(dict.fromkeys(when_told(one, period) for one in kept))
    return sorted(kept, key=lambda one: times.index(when_told(one, period)))


def by_kind(told: Iterable[Sequence[Fact]]) -> list[Sequence[Fact]]:
    """The same with what grows first, then what falls, then what stands."""
    return sorted(told, key=lambda one: (one[0].form != "growth", not one[0].up if one[0].form == "growth" else False))


def _runs(told: Sequence[list[Fact]], voice: Voice) -> Iterator[list[list[Fact]]]:
    """Neighbours that one sentence tells; each with its own figures."""
    at = 0
    while at < len(told):
        end = at + 1
        while end < len(told) and end - at < _most_beside(told[at:end], told[end]) and _go(told[at], told[end], voice):
            end += 1
        yield list(told[at:end])
        at = end


def _most_beside(run: Sequence[list[Fact]], other: list[Fact]) -> int:
    """How many indicators may share the sentence: two whose names are long, or of which more is told."""
    figures = [*(fact for one in run for fact in one), *other]
    wide = any(len(subject(fact, "en")) > _WIDE / 2 for fact in figures)
    return 2 if wide or len(other) > 1 or other[0].form != "growth" else _MOST


def _go(one: list[Fact], other: list[Fact], voice: Voice) -> bool:
    """Whether two indicators are told alike, and so in one sentence."""
    if {one[0].indicator, other[0].indicator} & set(voice.plainly):
        return False
    if when_told(one, voice.period) != when_told(other, voice.period):
        return False
    if any(len(subject(fact[0], "en")) > _WIDE for fact in (one, other)):
        return False
    forms = [fact.form for fact in one]
    if forms != [fact.form for fact in other] or one[0].base != other[0].base:
        return False
    if forms == ["growth"]:
        return _is_rate(one[0]) and _is_rate(other[0]) and one[0].up == other[0].up
    if forms == ["growth", "contribution"] and voice.language == "zh":  # in English one `respectively` is enough
        alike = one[0].up == other[0].up and one[1].base == other[1].base
        return alike and all(map(_is_rate, (one[0], other[0]))) and bool(_shared(one[0], other[0], voice.language))
    return forms == ["level"]


def _is_rate(fact: Fact) -> bool:
    return not is_word(fact) and not fact.qualifier and printed(fact, "en").endswith("%")


def _together(run: list[list[Fact]], voice: Voice) -> Sentence:
    first = run[0][0]
    if first.form == "level":
        return _own_verbs(run, voice)
    if len(run) == 2 and (shared := _shared(first, run[1][0], voice.language)):
        return _each(run, voice, *shared)
    return _one_verb(run, voice)


def _shared(one: Fact, other: Fact, language: str) -> tuple[str, str, str] | None:
    """What the names of two indicators have in common, and the rest of either."""
    names = [subject(fact, language) for fact in (one, other)]
    known = load_topics("printing")["names"]
    if language == "zh":
        for end in sorted(known["shared_ends"]["zh"], key=len, reverse=True):
            if all(name.endswith(end) and name != end for name in names):
                return end, names[0].removesuffix(end), names[1].removesuffix(end)
        return None
    for begin in known["shared_begins"]["en"]:
        if all(name.startswith(f"the {begin}") for name in names):
            one_rest, other_rest = (name.removeprefix(f"the {begin}") for name in names)
            return f"the {begin}", one_rest, other_rest
    return None


def _each(run: list[list[Fact]], voice: Voice, shared: str, *rests: str) -> Sentence:
    """Two indicators whose figures are told respectively: 集成电路、工业机器人产量分别增长33.3%、44.9%."""
    joined = load_topics("printing")["names"]["joined"][voice.language]
    writing = Writing(voice)
    opened = voice.opened(when_told(run[0], voice.period))
    names = joined["and"].join(rests)
    text = opened + (names + shared if voice.is_zh else shared + names + " ")
    for number in range(len(run[0])):
        clause = writing.twice([one[number] for one in run], joined, further=number > 0)
        text += (("，" if voice.is_zh else ", ") if number else "") + clause
    return writing.sentence(text + ("。" if voice.is_zh else "."))


def _one_verb(run: list[list[Fact]], voice: Voice) -> Sentence:
    """Several that grew, or fell: A increased by a, B by b and C by c."""
    writing = Writing(voice)
    opened = voice.opened(when_told(run[0], voice.period))
    clauses = []
    for number, (fact,) in enumerate(run):
        name = subject(fact, voice.language)
        if number and not voice.is_zh:
            clauses.append(f"{name} by {writing.mark(fact)}")
        else:
            told = writing.clauses([fact])[0]
            clauses.append(f"{name}{told}" if voice.is_zh else f"{name} {told}")
    if voice.is_zh:
        return writing.sentence(f"{opened}{'，'.join(clauses)}。")
    return writing.sentence(f"{opened}{', '.join(clauses[:-1])} and {clauses[-1]}.")


def _own_verbs(run: list[list[Fact]], voice: Voice) -> Sentence:
    """Each with its own verb: A exceeded a, and B stood at b."""
    writing = Writing(voice)
    opened = voice.opened(when_told(run[0], voice.period))
    space = "" if voice.is_zh else " "
    clauses = [f"{subject(fact, voice.language)}{space}{writing.clauses([fact])[0]}" for (fact,) in run]
    if voice.is_zh:
        return writing.sentence(f"{opened}{'，'.join(clauses)}。")
    return writing.sentence(f"{opened}{', '.join(clauses[:-1])}, and {clauses[-1]}.")


def _of_one(told: list[Fact], voice: Voice) -> Iterator[Sentence]:
    """What is told of one indicator: in one sentence, or how it moves and then how it stands."""
    moves, stands = _sides(told)
    if not moves or not stands or moves[0] is not told[0] or len(told) <= _MOST:
        yield told_in(voice, told)
    elif voice.plain:
        yield from (told_in(voice, part) for part in (moves, stands))
    elif voice.is_zh:
        yield _in_halves(moves, stands, voice)
    else:
        yield told_in(voice, moves)
        writing = Writing(voice)
        yield writing.sentence(f"It {listed(writing.clauses(stands))}.")


def _sides(told: Sequence[Fact]) -> tuple[list[Fact], list[Fact]]:
    """What tells how it moves, and what how it stands."""
    moves, stands = list[Fact](), list[Fact]()
    side = moves
    for fact in told:
        if fact.form not in CLAIMS:
            side = moves if fact.form in MOVES else stands
        side.append(fact)
    return moves, stands


def _in_halves(moves: list[Fact], stands: list[Fact], voice: Voice) -> Sentence:
    writing = Writing(voice)
    opened = voice.opened(when_told(moves, voice.period))
    halves = ["，".join(writing.clauses(moves)), "，".join(writing.clauses(stands, further=True))]
    return writing.sentence(f"{opened}{subject(moves[0], voice.language)}{'；'.join(halves)}。")
