"""Shares of wholes told elsewhere: 占出口总值的59.2%, with the part in its clause and exports a sentence before.

The shares that follow one another of one whole are weighed together: how tightly each fits with its part and a whole,
how many wholes and parts were tried, and whether the words for what they are shares of name it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.reconciling.linking import cautions, subject
from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import is_amount

BACK, AHEAD = 40, 8  # amounts before and behind a share among which its whole is looked for
NEARBY = 16  # amounts on either side of a share among which its part is looked for
PARTS = 3  # parts that are tried where none stands in the clause
STEPS = 6  # figures between a part and its share in one sentence
EXTRA = 5  # signs that the name of a whole may have beside those that a share names
_AMONG = re.compile(r"([^在]{2,30})在([^在]{2,30})中(?:的?占?比重?|的?份额)?$")
MOST = 40  # shares that are weighed together


@dataclass(frozen=True, slots=True)
class Shared:
    """A share, its part and its whole."""

    share: Near
    part: Near
    whole: Near


@lru_cache(maxsize=65536)
def core(name: str) -> frozenset[str]:
    """The signs that name what is measured, without 增加值, 比重 and their like, all wholes by one name."""
    for word, plain in _weights()["names"].items():
        name = name.replace(word, plain)
    return frozenset(subject(name).core) if name else frozenset()


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = load_topics("nearby")["wholes"]
    return found


def weight(name: str) -> float:
    """How much a sign of belonging together weighs, as a natural logarithm."""
    return float(_weights()["weights"][name])


class Amounts:
    """The amounts of a release in the order of the text, by unit and period."""

    def __init__(self, figures: Iterable[Near]) -> None:
        self.listed: dict[tuple[str, str], list[Near]] = defaultdict(list)
        self.units: dict[str, list[str]] = defaultdict(list)
        for near in figures:
            if is_summand(near) and near.value > 0:
                key = near.figure.unit, near.figure.period
                if key not in self.listed:
                    self.units[near.figure.period].append(near.figure.unit)
                self.listed[key].append(near)

    def about(self, unit: str, period: str, place: int, back: int, ahead: int) -> list[Near]:
        """Those of a unit and period that stand nearest before and behind a place."""
        those = self.listed.get((unit, period), [])
        middle = bisect_left(those, place, key=lambda near: near.place)
        return those[max(0, middle - back) : middle + ahead]


def is_summand(near: Near) -> bool:
    """Whether a figure is an amount, or by how much one moved: flows are told as either."""
    figure = near.figure
    moved = figure.measure == "change" and figure.unit not in ("%", "pp", "bp")
    return (is_amount(figure) or moved) and near.in_words and figure.qualifier in ("", "~")


def shares_of_wholes(figures: Sequence[Near]) -> Iterator[Shared]:
    """The shares of a release with their parts and wholes, where all odds are for it."""
    amounts = Amounts(figures)
    for base, shares in _groups(figures):
        found = list(_likeliest((base, shares), amounts))
        yield from found
        told = {one.share.place for one in found}
        for share in shares if len(shares) > 1 else ():  # what is of another whole than those beside it
            if share.place not in told:
                yield from _likeliest((share_of(share)[1], [share]), amounts)


def _is_share(near: Near) -> bool:
    figure = near.figure
    told = not isinstance(figure.value, tuple) and figure.qualifier in ("", "~") and near.in_words
    return figure.measure == "share" and figure.unit == "%" and told and 0 < near.value < 100


def _groups(figures: Sequence[Near]) -> Iterator[tuple[str, list[Near]]]:
    """Shares of one whole as far as words tell: what names none is of what was named before it in its paragraph."""
    base, group = "", list[Near]()
    for near in figures:
        if not _is_share(near):
            continue
        named = share_of(near)[1]
        if group and not (_stand_together(near, group[-1]) and named in ("", base) and len(group) < MOST):
            yield base, group
            group = []
        base = named if named or not group else base
        group.append(near)
    if group:
        yield base, group


def share_of(near: Near) -> tuple[str, str]:
    """What has a share, and of what: 服务出口在服务进出口中 tells both."""
    figure = near.figure
    found = None if figure.base else _AMONG.match(figure.subject)
    return (found[1], found[2]) if found else (figure.subject, figure.base)


def _stand_together(near: Near, other: Near) -> bool:
    return near.paragraph == other.paragraph and near.figure.period == other.figure.period


def _likeliest(group: tuple[str, list[Near]], amounts: Amounts) -> Iterator[Shared]:
    base, shares = group
    parts = [_parts(share, amounts) for share in shares]
    units = {part.figure.unit for those in parts for part in those}
    period, place = shares[0].figure.period, shares[0].place
    best: tuple[float, list[Shared]] = (0.0, [])
    for unit in units:
        wholes = amounts.about(unit, period, place, BACK, AHEAD)
        tried = log(max(1, len({near.value for near in wholes})))
        for whole in wholes:
            odds, found = _fit(shares, parts, whole)
            odds += _named(base, whole) - tried
            if found and odds > max(best[0], weight("least")):
                best = (odds, found)
    yield from best[1]


def _parts(share: Near, amounts: Amounts) -> list[Near]:
    """The amounts that may be the part of a share: the nearest before it in its sentence, or those of one name."""
    own = core(share_of(share)[0])
    if not own:
        return []
    found = []
    for unit in amounts.units.get(share.figure.period, ()):
        for near in amounts.about(unit, share.figure.period, share.place, NEARBY, NEARBY // 2):
            named = core(near.figure.subject)
            if named and (own <= named or named <= own) and min(len(own), len(named)) > 1:
                found.append(near)
    here = [near for near in found if near.sentence == share.sentence and 0 < share.place - near.place <= STEPS]
    levels = [near for near in here if is_amount(near.figure)]  # beside these, what was added is no part
    if here:
        return (levels or here)[-1:]
    alike = [near for near in found if core(near.figure.subject) == own]
    return sorted(alike or found, key=lambda near: abs(near.place - share.place))[:PARTS]


def _fit(shares: Sequence[Near], parts: Sequence[Sequence[Near]], whole: Near) -> tuple[float, list[Shared]]:
    """How much the shares that fit say for a whole, less what those say against it that do not."""
    odds, found = 0.0, []
    for share, those in zip(shares, parts, strict=True):
        those = [part for part in those if part.figure.unit == whole.figure.unit and part is not whole]
        fitting = next((part for part in those if _fits(share, part, whole)), None)
        if fitting is not None:
            odds += -log(chance(share, fitting, whole)) - log(len(those))
            found.append(Shared(share, fitting, whole))
        elif any(part.sentence == share.sentence for part in those):
            odds -= weight("against")
    return odds, found


def _fits(share: Near, part: Near, whole: Near) -> bool:
    if whole.low <= 0 or part.low <= 0:
        return False
    return part.low / whole.high * 100 <= share.high and part.high / whole.low * 100 >= share.low


def chance(share: Near, part: Near, whole: Near) -> float:
    """How likely an amount of no concern to a share fits it: amounts are spread evenly over their orders of size."""
    width = (share.high - share.low) / share.value + part.width / part.value + whole.width / whole.value
    return min(1.0, max(width, 1e-6) / weight("spread"))


def _named(base: str, whole: Near) -> float:
    """What the words for what shares are of say for an amount as their whole."""
    if not base:
        return 0.0
    wanted, own = words_of_base(base), core(whole.figure.subject)
    if is_named(wanted, own):
        return weight("named")
    if wanted and wanted <= own:
        return weight("holds name")
    if own and 2 * len(wanted & own) >= len(wanted):
        return weight("like name")
    return weight("other name")


def is_named(wanted: frozenset[str], own: frozenset[str]) -> bool:
    """Whether a whole has the name wanted, but for a few signs."""
    return bool(wanted) and wanted <= own and len(own - wanted) <= EXTRA


def is_told_of_share(near: Near) -> bool:
    """Whether the name of a figure says that it is of a share."""
    return any(word in near.figure.subject for word in _weights()["told"]["shares"])


def words_of_base(base: str) -> frozenset[str]:
    """The signs that name a whole, by what shares and points are said to be of."""
    for word in cautions("said_of_wholes"):
        base = base.replace(word, "")
    return core(_weights()["themselves"].get(base, base))
