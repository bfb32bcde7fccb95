"""What follows from levels and growths of parts and their whole: its growth, their points, how their shares moved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log

from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import IS_GROWTH, is_amount
from tallystick.reconciling.nearby.sums import Sum, sum_chance
from tallystick.reconciling.nearby.wholes import Shared, core, is_named, is_told_of_share, weight, words_of_base

STEPS = 4  # figures between an amount and its growth
BACK = 40  # growing amounts before and behind points among which their part and whole are looked for
TRIED = 3  # wholes, and parts, that are tried
TOGETHER = 3  # sentences over which a part's share, its move and its points may be told
LOWEST = -99.0  # per cent: what fell by more was as good as lost
SPREAD = 20.0  # points over which growth lies


@dataclass(frozen=True, slots=True)
class Growing:
    """An amount and by how much it grew."""

    level: Near
    growth: Near

    @property
    def before(self) -> tuple[float, float]:
        """What the amount was, as bounds."""
        return self.level.low / (1 + self.growth.high / 100), self.level.high / (1 + self.growth.low / 100)

    @property
    def times(self) -> tuple[object, ...]:
        """When it was so much and since when it grew."""
        return self.level.figure.period, self.growth.figure.base


def growing(passages: Iterable[Sequence[Near]]) -> dict[int, Growing]:
    """The amounts that are told with their growth, by place."""
    found: dict[int, Growing] = {}
    for here in passages:
        for at, near in enumerate(here):
            growth = _growth_behind(here, at) if is_amount(near.figure) and near.low > 0 else None
            if growth is not None:
                found[near.place] = Growing(near, growth)
    return found


def _growth_behind(here: Sequence[Near], at: int) -> Near | None:
    """The growth of an amount, told before the next amount."""
    level = here[at].figure
    for near in here[at + 1 : at + 1 + STEPS]:
        if is_amount(near.figure):
            return None
        same = near.figure.subject == level.subject and near.figure.period == level.period
        if IS_GROWTH(near.figure) and same:
            return near if near.low > LOWEST else None
    return None


def grown_together(found: Iterable[Sum], grown: Mapping[int, Growing]) -> Iterator[tuple[Growing, tuple[Growing, ...]]]:
    """Wholes and parts that add up both now and before, by what each of them grew."""
    told: set[tuple[int, frozenset[int]]] = set()
    for one in found:
        whole = grown.get(one.whole.place)
        parts = tuple(grown[near.place] for near in one.parts if near.place in grown)
        if whole is None or len(parts) < len(one.parts) or len({part.times for part in (whole, *parts)}) > 1:
            continue
        least, most = (sum(part.before[end] for part in parts) for end in (0, 1))
        low, high = (whole.level.low / most - 1) * 100, (whole.level.high / least - 1) * 100
        by_chance = min(1.0, (high - low + whole.growth.high - whole.growth.low) / SPREAD)
        agrees = low <= whole.growth.high and high >= whole.growth.low
        key = one.whole.place, frozenset(near.place for near in one.parts)
        if agrees and key not in told and -log(sum_chance(one) * by_chance) >= weight("least grown"):
            told.add(key)
            yield whole, parts


def points(passages: Iterable[Sequence[Near]], grown: Mapping[int, Growing]) -> Iterator[tuple[Near, Growing, Growing]]:
    """Contributions in points with the part and the whole whose growth they make."""
    by_time: dict[str, list[Growing]] = {}
    for _, one in sorted(grown.items()):
        by_time.setdefault(one.level.figure.period, []).append(one)
    for near in (near for here in passages for near in here):
        figure = near.figure
        if (figure.measure, figure.unit) == ("contribution", "pp") and near.value and figure.base:
            found = _pair(near, _around(by_time.get(figure.period, []), near))
            if found is not None:
                yield near, *found


def _around(listed: Sequence[Growing], near: Near) -> list[Growing]:
    """Those about a place, the nearest first."""
    low, high = 0, len(listed)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if listed[middle].level.place < near.place else (low, middle)
    some = listed[max(0, low - BACK) : low + BACK]
    return sorted(some, key=lambda one: abs(one.level.place - near.place))


def _pair(near: Near, around: Sequence[Growing]) -> tuple[Growing, Growing] | None:
    """The part of its name, and a whole that its words name, which make so many points."""
    own, wanted = core(near.figure.subject), words_of_base(near.figure.base)
    parts = [one for one in around if own and core(one.level.figure.subject) == own][:TRIED]
    wholes = [one for one in around if is_named(wanted, core(one.level.figure.subject)) and one not in parts]
    largest = max((one.level.value for one in wholes), default=0.0)  # a smaller one of like name is a part itself
    for part in parts:
        for whole in wholes:
            alike = part.level.figure.unit == whole.level.figure.unit and part.times == whole.times
            is_whole = whole.level.value == largest > part.level.value
            if alike and is_whole and _makes(near, part, whole):
                return part, whole
    return None


def _makes(near: Near, part: Growing, whole: Growing) -> bool:
    made = [
        (level - level / (1 + growth / 100)) / before * 100
        for level in (part.level.low, part.level.high)
        for growth in (part.growth.low, part.growth.high)
        for before in whole.before
    ]
    return min(made) <= near.high and max(made) >= near.low


def moved_shares(
    passages: Iterable[Sequence[Near]], shared: Iterable[Shared], grown: Mapping[int, Growing]
) -> Iterator[tuple[Near, Near, Near, Near]]:
    """By how many points a share moved, the share, and the growth of its part and of its whole."""
    moves: dict[int, list[Near]] = {}
    for near in (near for here in passages for near in here):
        if (near.figure.measure, near.figure.unit) == ("change", "pp") and is_told_of_share(near):
            moves.setdefault(near.sentence, []).append(near)
    for one in shared:
        part, whole = grown.get(one.part.place), grown.get(one.whole.place)
        if part is None or whole is None or part.times != whole.times:
            continue
        name = core(one.share.figure.subject)
        for near in (*moves.get(one.share.sentence, ()), *moves.get(one.share.sentence + 1, ())):
            if name and near.place > one.share.place and name <= core(near.figure.subject):
                if _moves(near, one.share, part.growth, whole.growth):
                    yield near, one.share, part.growth, whole.growth
                break


def _moves(near: Near, share: Near, growth: Near, total: Near) -> bool:
    made = [
        now - now * (1 + all_grew / 100) / (1 + grew / 100)
        for now in (share.low, share.high)
        for grew in (growth.low, growth.high)
        for all_grew in (total.low, total.high)
    ]
    return min(made) <= near.high and max(made) >= near.low


def points_of_shares(
    passages: Iterable[Sequence[Near]], grown: Mapping[int, Growing]
) -> Iterator[tuple[Near, Near, Near, Near]]:
    """Contributions in points, the share of their part, by how many points it moved, and the growth of the part."""
    shares: dict[frozenset[str], Near] = {}
    moves: dict[frozenset[str], Near] = {}
    parts: dict[frozenset[str], Growing] = {}
    told: dict[frozenset[str], Near] = {}
    for near in (near for here in passages for near in here):
        figure, name = near.figure, core(near.figure.subject)
        if near.place in grown:
            parts[name] = grown[near.place]
        if (figure.measure, figure.unit) == ("share", "%"):
            shares[name] = near
        elif (figure.measure, figure.unit) == ("change", "pp") and is_told_of_share(near):
            moves[name] = near
        elif (figure.measure, figure.unit) == ("contribution", "pp"):
            told[name] = near
        else:
            continue
        point, share, move, part = told.get(name), shares.get(name), moves.get(name), parts.get(name)
        if not (name and point and share and move and part):
            continue
        if _stand_by(point, share, move, part.level) and _makes_of_share(point, share, move, part.growth):
            yield point, share, move, part.growth


def _stand_by(*figures: Near) -> bool:
    """Whether figures of one name are of one time and of passages that follow one another."""
    sentences = [near.sentence for near in figures]
    one_time = len({near.figure.period for near in figures}) == 1
    return one_time and max(sentences) - min(sentences) <= TOGETHER and figures[0].value != 0


def _makes_of_share(point: Near, share: Near, move: Near, growth: Near) -> bool:
    made = [
        (now - moved) * grew / 100
        for now in (share.low, share.high)
        for moved in (move.low, move.high)
        for grew in (growth.low, growth.high)
    ]
    return min(made) <= point.high and max(made) >= point.low
