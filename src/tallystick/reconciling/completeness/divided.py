"""Links of a whole with the parts of a division that the catalogue of divisions knows, told in one passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tallystick.knowledge.partitions import NEGATIVE, WHOLE, Division, divisions, plain
from tallystick.model import Observation
from tallystick.reconciling.completeness.labelling import Kind, kind_of, labelled, words
from tallystick.reconciling.completeness.listing import FAR_FROM_ALL
from tallystick.reconciling.links import NEAR, PHRASE, Link
from tallystick.reconciling.mentions import Sentence
from tallystick.reconciling.phrases.meaning import scaled, size

LONGEST, MOST_FIGURES = 3000, 60  # a longer sentence is a list that nobody can take for one
SENTENCES_BEFORE = 2  # how far back the whole may be told

SUMS = {"level": "partition", "change": "sum_of_changes"}


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of all parts of a division, in their order, and the figure of the whole where it is told."""

    division: Division
    kind: Kind
    sentence: Sentence
    parts: tuple[Observation, ...]
    whole: Observation | None
    near: bool = False

    @property
    def figures(self) -> tuple[Observation, ...]:
        """All figures."""
        return (*self.parts, self.whole) if self.whole else self.parts


def divided_links(told: Sequence[Sentence]) -> Iterator[Link]:
    """The links that known divisions make among the sentences of a release."""
    for number, sentence in enumerate(told):
        if len(sentence.text) > LONGEST or not 2 <= len(sentence.figures) <= MOST_FIGURES:
            continue
        said = plain(sentence.text)
        for division in divisions(sentence.language).values():
            if "ratio" not in division.partition.links and division.may_stand_in(said):
                for one in _told(sentence, division, told[max(0, number - SENTENCES_BEFORE) : number]):
                    yield from _links(one)


def _told(sentence: Sentence, division: Division, before: Sequence[Sentence]) -> Iterator[Told]:
    for kind, labels in labelled(sentence, division).items():
        parts = [_part(sentence.figures[at], label, division) for at, label in labels.items() if label != WHOLE]
        if not _of_one_time([part for _, part in parts]):
            continue
        ordered = tuple(part for _, part in sorted(parts, key=lambda pair: pair[0]))
        whole = next((sentence.figures[at] for at, label in labels.items() if label == WHOLE), None)
        one = Told(division, kind, sentence, ordered, whole)
        if division.partition.roles or kind == ("share", "%"):
            yield one
        else:
            yield from _with_whole(one, before)


def _part(figure: Observation, label: int, division: Division) -> tuple[int, Observation]:
    if label != NEGATIVE:
        return label, figure
    told_negative = figure.measure == "level" and size(figure) < 0
    return division.size - 1, figure if told_negative else scaled(figure, Decimal(-1))


def _of_one_time(figures: Sequence[Observation]) -> bool:
    """Whether figures are of one period, base and status, as far as these are told; and none stands for two."""
    moves = [figure.base for figure in figures if figure.measure in ("growth", "change")]
    return (
        len({figure.period for figure in figures}) == 1
        and len(set(moves)) < 2
        and len({figure.status for figure in figures}) == 1
        and len({figure.id for figure in figures}) == len(figures)
    )


def _with_whole(told: Told, before: Sequence[Sentence]) -> Iterator[Told]:
    """The same with its whole: in the sentence, or in one before it."""
    wanted = ("growth", "%") if told.kind == ("points", "pp") else told.kind
    if told.whole is not None and wanted == told.kind:
        yield told
        return
    opens = told.sentence.text.lower().startswith(tuple(words()["opens"]))
    for back, sentence in enumerate((told.sentence, *reversed(before))):
        for figure in _wholes(sentence, told, wanted):
            near = back > 1 or (back == 1 and not opens)
            yield Told(told.division, told.kind, told.sentence, told.parts, figure, near)
            return


def _wholes(sentence: Sentence, told: Told, kind: Kind) -> Iterator[Observation]:
    """The figures of a kind that a sentence tells of the whole itself."""
    names = told.division.find(plain(sentence.text))
    for figure, (start, _) in zip(sentence.figures, sentence.spans, strict=True):
        if kind_of(figure) != kind or figure in told.parts or figure.period != told.parts[0].period:
            continue
        last = next((name for name in reversed(names) if name[1] <= start), None)
        if last and last[2] == WHOLE and _is_told_of(sentence, last[1], start, kind):
            yield figure


def _is_told_of(sentence: Sentence, end: int, start: int, kind: Kind) -> bool:
    """Whether a figure follows a name with no other figure of its kind, and no end of a clause, between."""
    between = [o for o, (at, _) in zip(sentence.figures, sentence.spans, strict=True) if end <= at < start]
    gap = sentence.text[end:start]
    return start - end <= 60 and not any(kind_of(o) == kind for o in between) and not set(gap) & set("；;。")


def _links(told: Told) -> Iterator[Link]:
    partition = told.division.partition
    measure = told.kind[0]
    strength = PHRASE if _is_sure(told) else NEAR
    if partition.roles:
        if measure in partition.links:
            roles = dict(zip(partition.roles, ((one,) for one in told.parts), strict=True))
            yield Link(partition.links[measure], roles, strength)
    elif told.kind == ("share", "%"):
        if _may_be_all(told):
            yield Link("parts_of_all", {"part": told.parts}, strength)
    elif told.kind == ("change", "pp"):
        yield Link("changes_of_shares", {"change": told.parts}, NEAR)
    elif told.whole is None:
        return
    elif measure == "points":
        yield Link("contributions_to_growth", {"growth": (told.whole,), "points": told.parts}, strength)
    elif measure == "growth" and partition.mean:
        ordered = sorted(told.parts, key=size)
        yield Link(
            "growth_of_parts", {"growth": (told.whole,), "least": (ordered[0],), "most": (ordered[-1],)}, strength
        )
    elif measure in SUMS and (told.kind[1] != "%" or _any("additive", told.sentence.text)):
        yield Link(SUMS[measure], {"whole": (told.whole,), "part": told.parts}, strength)


def _is_sure(told: Told) -> bool:
    """Whether the words leave no doubt that these are all parts of this whole at one time."""
    text = told.sentence.text
    if not told.division.partition.closed or told.near or _any("elsewhere", text):
        return False
    if told.kind[0] != "points" and not _of_one_time(told.figures):
        return False
    if told.kind == ("share", "%"):
        return _any("divides", text) and told.division.partition.shares and not _among(told)
    return True


def _may_be_all(told: Told) -> bool:
    """Whether shares can be those of all parts: none is a bound, none else is told beside them, they come near 100."""
    others = [o for o in told.sentence.figures if kind_of(o) == told.kind and o.period == told.parts[0].period]
    return (
        all(part.qualifier in ("", "~") and not isinstance(part.value, tuple) for part in told.parts)
        and len(others) == len(told.parts)
        and abs(sum((size(part) for part in told.parts), Decimal(0)) - 100) <= FAR_FROM_ALL
        and (told.division.partition.shares or len({part.base for part in told.parts} | {""}) == 2)
    )


def _among(told: Told) -> bool:
    """Whether a share stands right before `of` and the name of its part: it is a share among them."""
    said = plain(told.sentence.text)
    among = tuple(f" {word}" for word in words()["among"])
    return any(label >= 0 and said[:start].rstrip().endswith(among) for start, _, label in told.division.find(said))


def _any(name: str, text: str) -> bool:
    low = text.lower()
    return any(word in low for word in words()[name])
