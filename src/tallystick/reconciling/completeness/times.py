"""Links of a period with its parts: the months of a quarter, the quarters of a year, told one after another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallystick.model import Observation
from tallystick.reconciling.completeness.labelling import kind_of, words
from tallystick.reconciling.linking import subject
from tallystick.reconciling.links import NEAR, PHRASE, Link
from tallystick.reconciling.mentions import Sentence
from tallystick.reconciling.periods import related


def timed_links(told: Sequence[Sentence]) -> Iterator[Link]:
    """The links of amounts of a period and of all its parts in one sentence, or in one that lists them behind it."""
    for number, sentence in enumerate(told):
        behind = told[number + 1] if number + 1 < len(told) else None
        for at, whole in enumerate(sentence.figures):
            kind = kind_of(whole)
            if kind is None or kind[0] not in ("level", "change") or kind[1] == "%" or not whole.period:
                continue
            for periods in related("each part", whole.period, ""):
                yield from _of_parts(sentence, at, behind, periods)


def _of_parts(sentence: Sentence, at: int, behind: Sentence | None, periods: Sequence[str]) -> Iterator[Link]:
    whole = sentence.figures[at]
    identity = "sum_of_periods" if whole.measure == "level" else "sum_of_changes"
    for other in (sentence, behind):
        by_period = _by_period(other, whole) if other else {}
        if other is None or len(periods) < 2 or any(len(by_period.get(period, ())) != 1 for period in periods):
            continue
        parts = tuple(by_period[period][0] for period in periods)
        if _one_thing([whole, *parts]):
            strength = PHRASE if _lists(other, among=other is sentence) else NEAR
            yield Link(identity, {"whole": (whole,), "part": parts}, strength)
            return


def _lists(sentence: Sentence, *, among: bool) -> bool:
    """Whether a sentence says that it lists parts: among others, or of what the sentence before told."""
    low = sentence.text.lower()
    if among:
        return any(word in low for name in ("open", "closed") for word in words()[name])
    return low.startswith(tuple(words()["opens"]))


def _by_period(sentence: Sentence, whole: Observation) -> dict[str, list[Observation]]:
    found: dict[str, list[Observation]] = defaultdict(list)
    for figure in sentence.figures:
        if kind_of(figure) == kind_of(whole) and figure is not whole and figure.status == whole.status:
            found[figure.period].append(figure)
    return found


def _one_thing(figures: Sequence[Observation]) -> bool:
    """Whether the subjects of figures share a word: months of one thing are told by one name."""
    bags = [set(subject(figure.subject).words) for figure in figures]
    return bool(set.intersection(*bags))
