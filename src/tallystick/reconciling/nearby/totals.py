"""Totals in English and the parts about them: amounts of one unit, changes, or points, that add up to one told there.

Chinese lists its parts otherwise: see `sums`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from tallystick.knowledge import load_topics
from tallystick.model import Observation
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import IS_GROWTH, is_amount
from tallystick.reconciling.nearby.named import are_opposites, is_named_balance, is_within_all
from tallystick.reconciling.nearby.weighing import KIN, kin, least_odds, prior
from tallystick.reconciling.tying import FEW

PARTS = 6  # that a whole is told in at most
REACH = 10  # amounts of one unit and time behind or before a whole among which its parts are looked for
PAIRS = 6  # on either side of a whole, any two of which may be its parts
MISSING = 2.0  # times as fine as whole and parts are told, below which a part is as good as none
LOOSE = 0.1  # chance of agreeing for nothing above which parts are told so coarsely that it says nothing
AROUND = 3  # on either side of a whole that may be its parts together

LEVELS, CHANGES, POINTS = "partition", "sum_of_changes", "contributions_to_growth"
ROLES = {LEVELS: ("whole", "part"), CHANGES: ("whole", "part"), POINTS: ("growth", "points")}
"""The identities of sums with the names of their whole and of its parts."""
SPREAD = {LEVELS: 2.0, CHANGES: 0.6, POINTS: 1.0}
"""Over how many times the whole such sums lie."""


@dataclass(frozen=True, slots=True)
class Total:
    """A whole and the parts that may make it up; `shape` tells how they stand about it.

    `complete`: their sentences tell no other amount that might be a part.
    """

    identity: str
    whole: Near
    parts: tuple[Near, ...]
    shape: str
    complete: bool
    ends: tuple[float, float]
    width: float

    @property
    def agrees(self) -> bool:
        """Whether the parts add up to the whole within the bounds of all."""
        return self.ends[0] <= self.whole.high and self.ends[1] >= self.whole.low


def totals(figures: Iterable[Near]) -> Iterator[Total]:
    """All parts that are tried for the wholes of a release."""
    groups: dict[tuple[str, ...], tuple[list[Near], list[Near]]] = defaultdict(lambda: ([], []))
    for near in figures:
        for identity, unit, is_whole, is_part in _may_be(near.figure):
            wholes, parts = groups[identity, unit, near.figure.period]
            if near.value and near.in_words:
                wholes += [near] if is_whole and not _is_handful(near) else []
                parts += [near] if is_part and not _is_handful(near) else []
    for (identity, *_), (wholes, parts) in groups.items():
        places = [near.place for near in parts]
        for whole in wholes:
            at = bisect_left(places, whole.place)
            behind = at + (at < len(parts) and parts[at] is whole)
            yield from _about(identity, whole, parts[max(0, at - REACH) : at], parts[behind : behind + REACH])


def _may_be(figure: Observation) -> Iterator[tuple[str, str, bool, bool]]:
    """The sums a figure may stand in: identity, unit, whether as a whole, whether as a part."""
    if is_amount(figure):
        yield LEVELS, figure.unit, True, True
    elif figure.measure == "change" and (figure.unit not in NOT_AMOUNTS or figure.unit == "point"):
        yield CHANGES, figure.unit, True, True
    elif IS_GROWTH(figure) or (figure.measure == "contribution" and figure.unit == "pp"):
        yield POINTS, "", IS_GROWTH(figure), not IS_GROWTH(figure)


def _about(identity: str, whole: Near, before: Sequence[Near], behind: Sequence[Near]) -> Iterator[Total]:
    tried: set[frozenset[int]] = set()
    for shape, parts in _shapes(before, behind):
        places = frozenset(near.place for near in parts)
        if places in tried or len({near.value for near in parts}) < 2:
            continue
        tried.add(places)
        low, high = sum(near.low for near in parts), sum(near.high for near in parts)
        width = sum(near.width for near in parts)
        fine = MISSING * (width + whole.width)  # a part below this could as well be missing
        signed = identity != LEVELS or all(near.low > 0 for near in (whole, *parts))
        if signed and all(abs(near.value) > fine for near in parts):
            told = {near.sentence for near in parts}
            complete = sum(near.sentence in told for near in (*before, *behind)) == len(parts)
            yield Total(identity, whole, parts, shape, complete, (low, high), width)


def _shapes(before: Sequence[Near], behind: Sequence[Near]) -> Iterator[tuple[str, tuple[Near, ...]]]:
    """The parts that may make up a whole: such as follow one another behind, before or about it, and any two."""
    for shape, run in (("behind", behind), ("before", before[::-1])):
        for first in range(len(run)):
            for last in range(first + 2, min(first + PARTS, len(run)) + 1):
                yield shape, tuple(sorted(run[first:last], key=lambda near: near.place))
    for some in range(1, min(AROUND, len(before)) + 1):
        for more in range(1, min(AROUND, len(behind)) + 1):
            yield "around", (*before[-some:], *behind[:more])
    for pair in combinations((*before[-PAIRS:], *behind[:PAIRS]), 2):
        yield "apart", pair


def likely_totals(found: Iterable[Total]) -> Iterator[Total]:
    """Those that agree and are tied by all odds, the likeliest first; a figure is once part of a whole."""
    weighed = sorted(((total_odds(one), one) for one in found if one.agrees), key=lambda pair: -pair[0])
    taken: set[tuple[int, int]] = set()
    for chances, one in weighed:
        pairs = {(one.whole.place, part.place) for part in one.parts}
        if chances >= least_odds("total") and total_chance(one) <= LOOSE and not pairs & taken:
            taken |= pairs
            yield one


def _is_handful(near: Near) -> bool:
    """Whether so few things are counted that the number is as likely another's, or that of a list."""
    return near.figure.unit == "1" and abs(near.value) < FEW


def total_chance(found: Total) -> float:
    """How likely amounts like these add up though nothing ties them."""
    told = max(found.ends[1] - found.ends[0], found.width) + found.whole.width
    return min(1.0, told / (SPREAD[found.identity] * abs(found.whole.value)))


def total_odds(found: Total) -> float:
    """The odds, 0 to 1, that parts which add up to a whole are its parts."""
    before = prior(total_features(found))
    return before / (before + (1 - before) * total_chance(found))


def total_features(found: Total) -> tuple[tuple[str, str], ...]:
    """What is known of a whole and its parts before their numbers are looked at."""
    whole, parts = found.whole, found.parts
    apart = min(abs(near.place - whole.place) for near in parts)
    next_to = "beside" if apart == 1 else "near" if apart < 4 else "far"
    return (
        ("total", found.identity),
        ("total_place", f"{_place(whole, parts)}, {found.shape}"),
        ("total_words", f"{_words(whole, parts)}, {found.shape}"),
        ("total_parts", f"{'two' if len(parts) == 2 else 'more'}, {next_to}"),
        ("total_complete", "all" if found.complete else "some"),
        ("total_whole_kin", KIN[max(kin(whole.words, near.words) for near in parts)]),
        ("total_named", _named(whole, parts)),
        ("total_parts_kin", KIN[min(kin(one.words, other.words) for one, other in pairwise(parts))]),
        ("total_time", "told" if whole.figure.period else "open"),
    )


def _named(whole: Near, parts: Sequence[Near]) -> str:
    if is_named_balance(whole, parts):
        return "balance"
    told = ("opposites",) if are_opposites(whole, parts) else ()
    return ", ".join((*told, "within all") if is_within_all(whole, parts) else told) or "silent"


def _place(whole: Near, parts: Sequence[Near]) -> str:
    sentences = [near.sentence for near in (whole, *parts)]
    apart = max(sentences) - min(sentences)
    if len({near.sentence for near in parts}) == 1:
        return "sentence" if not apart else "listed next" if apart == 1 else "listed"
    together = len({near.paragraph for near in (whole, *parts)}) == 1
    return "next" if apart < 2 else "together" if together else "close" if apart < 5 else "apart"


def _words(whole: Near, parts: Sequence[Near]) -> str:
    """Whether words tell a total, parts of it, or what is left of one amount after another."""
    told = _telling()
    if any(word in whole.before or word.strip() in whole.words for word in told["whole"]):
        return "total"
    if any(word in near.before for near in parts for word in told["part"]):
        return "parts"
    if any(word.strip() in near.words or word in near.before for near in (whole, *parts) for word in told["balance"]):
        return "balance"
    return "silent"


@lru_cache(maxsize=1)
def _telling() -> dict[str, tuple[str, ...]]:
    told = load_topics("nearby")["words"]["total"]
    return {name: tuple(f" {word} " if word.isascii() else word for word in words) for name, words in told.items()}
