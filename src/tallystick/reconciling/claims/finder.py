"""Finds claims: sentence by sentence, the longest form first, each with the figures it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from tallystick.model import Assertion, Observation, Reading
from tallystick.reconciling.claims.asserting import Asserted, asserted
from tallystick.reconciling.claims.choosing import figure_of
from tallystick.reconciling.claims.plain import Line, line_of
from tallystick.reconciling.claims.vocabulary import LANGUAGES, Form, Vocabulary, vocabulary
from tallystick.releases.sentences import sentences

READ = frozenset({"title", "heading", "paragraph", "item", "note"})
_ORDER = ("turning", "rank", "streak", "window", "level", "record", "target", "steady")
_BREAKS = {"zh": "，。；、：！？,;“”", "en": ".;:"}
_PLANNED = frozenset({"steady", "level", "target"})
MOST = 40  # claims of one form in a sentence; more are no sentence of a person
_NEAR = 60  # characters before a claim in which English words make it an aim
_TAKES_UP = re.compile(r"(?:This|That|These|It|They|Both)\b|[这该]", re.IGNORECASE)
_LONGEST_START = 24  # characters of a clause before a claim that belong to its words


@dataclass(frozen=True, slots=True)
class Told:
    """A claim, its sentence, all figures of the sentence, and those the claim speaks of."""

    claim: Assertion
    sentence: str
    language: str
    figures: tuple[Observation, ...]
    about: tuple[Observation, ...]
    before: str
    """The words of its own clause before the claim."""
    words: str
    """The claim's words."""
    taken_up: tuple[Observation, ...] = ()
    """The figures of the sentence before, where this one goes on with it (`This is the highest …`)."""
    behind: tuple[Observation, ...] = ()
    """The figures of the sentence after."""


def claims_of(reading: Reading) -> Iterator[Told]:
    """The claims of a release's running text in their order; tables, navigation and the like claim nothing."""
    release = reading.release
    prose = sorted((o for o in reading.observations if not o.is_cell), key=lambda o: (o.start, o.end))
    starts = [o.start for o in prose]
    for block in release.blocks:
        if block.kind not in READ or block.language not in LANGUAGES:
            continue
        forms = vocabulary(block.language).forms_in(_lowered(release.text[block.start : block.end], block.language))
        if not forms:
            continue
        spans = list(sentences(release.text, block.start, block.end, block.language))
        for at, (start, end) in enumerate(spans):
            told = _lowered(release.text[start:end], block.language)
            if here := [form for form in forms if form.may_stand_in(told)]:
                line = line_of(release.text, start, end, block.language)
                around = [
                    tuple(prose[bisect_left(starts, a) : bisect_left(starts, z)])
                    for a, z in (*spans[max(at - 1, 0) : at], (start, end), *spans[at + 1 : at + 2])
                ]
                own = min(at, 1)
                goes_on = own and _TAKES_UP.match(line.text)
                for claim in _in_line(reading, line, here, around[own], block.language):
                    before = around[0] if goes_on else ()
                    behind = around[own + 1] if len(around) > own + 1 else ()
                    yield replace(claim, taken_up=before, behind=behind)


def _lowered(text: str, language: str) -> str:
    """A text in small letters in which words stand together also where a line ends between them."""
    return "".join(text.split()) if language == "zh" else text.lower().replace("\n", " ")


def _in_line(
    reading: Reading, line: Line, forms: Sequence[Form], figures: tuple[Observation, ...], language: str
) -> Iterator[Told]:
    known = vocabulary(language)
    release = reading.release
    for one in _apart(_found(line.text, forms, known, language, reading)):
        clause = _clause(line.text, one.start, language)
        first = _first(line, one, clause, figures, language)
        start, end = line.span(first, one.end)
        end = max([end, *(o.end for o in figures if start < o.start < end)]) if one.kind != "rank" else end
        claim = Assertion(
            release=release.id,
            start=start,
            end=end,
            kind=one.kind,
            window=one.window,
            direction=one.direction,
            n=one.n,
            unit=one.unit,
            line=one.line,
            place=one.place,
        )
        before = line.text[clause : one.start]
        words = line.text[one.start : one.end]
        about = figure_of(claim, line.span(one.start, one.end), before, figures, release.text)
        if one.kind == "steady" and about and about[0].status == "target":
            continue  # what a plan lists is an aim
        yield Told(claim, line.text, language, figures, about, before, words)


def _found(text: str, forms: Sequence[Form], known: Vocabulary, language: str, reading: Reading) -> Iterator[Asserted]:
    day = reading.release.event or reading.release.released
    for form in forms:
        for match in islice(form.pattern.finditer(text), MOST):
            if match.end() > match.start() and _is_claim(form, match, text, known, language):
                one = asserted(form, match, known, language, day)
                if one is not None and not _goes_on(form, text, one.end):
                    yield one


def _is_claim(form: Form, match: re.Match[str], text: str, known: Vocabulary, language: str) -> bool:
    """Whether nothing before the words makes them an aim, a question or something else."""
    before = text[: match.start()].rstrip()
    if any(_ends_with(before, word, language) for word in form.told.get("unless_before", ())):
        return False
    if language == "en":
        near = text[max(match.start() - _NEAR, 0) : match.start()]
        planned = form.kind in _PLANNED
        if known.aims.search(near) or (planned and _is_foreseen(before, near, known)):
            return False
        return not _opens_an_aim(before, known, planned=planned)
    clause = text[_clause(text, match.start(), language) : match.start()]
    if known.aims.search(clause if form.kind == "target" else clause + match[0]):
        return False
    if form.kind not in _PLANNED or form.told.get("states"):
        return True
    opens = f"{clause}{match[0]}".startswith(known.opening)
    return not opens and not (known.strong and known.strong.search(before))


def _is_foreseen(before: str, near: str, known: Vocabulary) -> bool:
    """Whether an English outcome is only foreseen (`projected to run above`), or the condition of something else."""
    foreseen = known.foreseeing is not None and known.foreseeing.search(near) is not None
    return foreseen or (known.strong is not None and known.strong.search(before) is not None)


def _opens_an_aim(before: str, known: Vocabulary, *, planned: bool) -> bool:
    """Whether an English claim stands right behind `to`, `should`, … and is none: what is foreseen is one."""
    words = before.lower().rsplit(" ", 2)[-2:]
    if not words or (words[-1] in ("will", "would") and not planned):
        return False
    if words[-1] == "to" and words[0] in known.foreseen:
        return False
    return any(_ends_with(before, word, "en") for word in (*known.opening, "will", "would"))


def _ends_with(before: str, word: str, language: str) -> bool:
    low = before.lower()
    if not low.endswith(word):
        return False
    at = len(low) - len(word)
    return language == "zh" or at == 0 or not low[at - 1].isalnum()


def _goes_on(form: Form, text: str, end: int) -> bool:
    """Whether the words behind make it another thing."""
    behind = text[end:].lstrip(" ,").lower()
    return any(behind.startswith(word) for word in form.told.get("unless_after", ()))


def _apart(found: Iterator[Asserted]) -> list[Asserted]:
    """Of claims that overlap the kind that says more, then the longer; in the order of the text."""
    kept: list[Asserted] = []
    for one in sorted(found, key=lambda a: (_ORDER.index(a.kind), a.start - a.end, a.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda a: a.start)


def _clause(text: str, at: int, language: str) -> int:
    """Where the clause begins in which a character stands."""
    return max((text.rfind(sign, 0, at) for sign in _BREAKS[language]), default=-1) + 1


def _first(line: Line, one: Asserted, clause: int, figures: tuple[Observation, ...], language: str) -> int:
    """Where the claim's words begin: in Chinese with its clause, unless a figure or much else stands there."""
    if language == "en" or one.start - clause > _LONGEST_START:
        return one.start
    start, at = line.place(clause), line.place(one.start)
    behind = max((o.end for o in figures if start <= o.start and o.end <= at), default=None)
    return clause if behind is None else one.start
