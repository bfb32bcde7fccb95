"""A card of an indicator, from its course: what it was, where it stands, what was planned, and its light."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.lights import OF_HISTORY, Rule
from tallystick.ledger import Point, SeriesInfo
from tallystick.ledger.targets import Target
from tallystick.model import Interval, Period
from tallystick.monitoring.agreeing import disagreements, name
from tallystick.monitoring.banding import band
from tallystick.monitoring.changing import change, told_change
from tallystick.monitoring.course import YEAR, Course, Value, is_rate
from tallystick.monitoring.lighting import Facts, colours, ordered
from tallystick.monitoring.placing import place
from tallystick.monitoring.records import GREY, HIGHER, LOWER, NEITHER, Aim, Band, Card, Light, Movement, Said, Spot
from tallystick.reconciling.history.targets import KEPT, MISSED, Plan, outcome

DRAWN = 5
"""Years that the line of a card goes back."""

_BETTER = {1: HIGHER, -1: LOWER, 0: NEITHER}
_FREQUENCIES = {1: "month", 3: "quarter", 6: "half", YEAR: "year"}


class Told(NamedTuple):
    """A series that speaks for an indicator, its course, and all its vintages by the day."""

    info: SeriesInfo
    course: Course
    vintages: tuple[Point, ...]


def empty_card(group: str, indicator: str, area: str, why: Said) -> Card:
    """The card of an indicator without a value."""
    light = Light(colour=GREY, why=why)
    return Card(group=group, indicator=indicator, area=area, better=better(indicator), light=light)


def better(indicator: str) -> str:
    """What is good of an indicator: higher, lower or neither."""
    return _BETTER[catalogue()[indicator].higher_is_better]


def card(
    group: str,
    told: Told,
    rules: Sequence[Rule],
    changes: Sequence[Point],
    targets: Sequence[Target],
    moves: Movement | Said | None = None,
) -> Card:
    """The card of an indicator from its series, published changes, targets of the same measure, and how it moves."""
    course, notes, dispute = _agreeing(told)
    now, point = course.now, course.now.point
    aim, plan = _aim(point, targets)
    ten = band(course)
    if course.bounds:
        notes.append(Said("note bounds", {"n": str(course.bounds)}))
    light = Light(colour=GREY, why=dispute) if dispute else _light(course, rules, plan)
    return Card(
        group=group,
        indicator=point.indicator,
        better=better(point.indicator),
        light=light,
        measure=point.measure,
        unit=point.unit,
        area=point.area,
        period=point.period,
        accumulation=point.accumulation,
        series=point.series,
        value=point.value,
        lower=point.lower,
        upper=point.upper,
        qualifier=point.qualifier,
        publisher=point.publisher,
        published=point.first_published,
        quote=point.quote,
        observation=point.observation,
        release=point.release,
        before=change(now, course.before),
        year=change(now, course.year) or told_change(now, changes),
        place=place(course),
        band=ten if isinstance(ten, Band) else None,
        no_band=ten if isinstance(ten, Said) else None,
        movement=moves if isinstance(moves, Movement) else None,
        no_movement=moves if isinstance(moves, Said) else None,
        target=aim,
        notes=tuple(notes),
        course=tuple(
            Spot(one.period, one.point.period_end, one.point.first_published, one.value)
            for one in course.values
            if one.month >= now.month - YEAR * DRAWN
        ),
    )


def _agreeing(told: Told) -> tuple[Course, list[Said], Said | None]:
    """The course without values of publishers that contradict the one that counts, with notes; and where the value
    itself is disputed, by whom.
    """
    course = told.course
    parted = disagreements(told.vintages)
    own = name(course.now.point)
    against = {other: pairs for both, pairs in parted.items() if own in both for other in both - {own}}
    here = [pair for pairs in against.values() for pair in pairs if pair[0].period_end == course.now.point.period_end]
    kept = tuple(one for one in course.values if name(one.point) not in against or one is course.now)
    notes = []
    if out := len(course.values) - len(kept):
        values = {"n": str(out), "publishers": "; ".join(sorted(_shown(against)))}
        notes.append(Said("note publishers", values | {"own": course.now.point.publisher}))
    before, year = (None if one and name(one.point) in against else one for one in (course.before, course.year))
    course = course._replace(values=kept, before=before, year=year)
    return course, notes, _dispute(here[0]) if here else None


def _shown(against: Mapping[str, Sequence[tuple[Point, Point]]]) -> set[str]:
    return {point.publisher for other, pairs in against.items() for point in pairs[0] if name(point) == other}


def _dispute(pair: tuple[Point, Point]) -> Said:
    one, other = pair
    return Said(
        "light disputed", {"one": one.publisher, "said": one.quote, "other": other.publisher, "told": other.quote}
    )


def _aim(point: Point, targets: Sequence[Target]) -> tuple[Aim | None, Plan | None]:
    """The target of the card's period, else of the year around it; a plan where it was met or missed."""
    period = Period.parse(point.period)
    fitting = [one for one in targets if one.period == point.period]
    around = [one for one in targets if _around(one.period, period)]
    chosen = max(fitting or around, key=lambda one: one.set_on, default=None)
    if chosen is None:
        return None, None
    low, high = sorted((chosen.target, chosen.target if chosen.target_to is None else chosen.target_to))
    plan = Plan(low, high, chosen.bound, chosen.about, chosen.unit)
    printed = point.value if not point.qualifier else None
    verdict = outcome(plan, printed, Interval.of(point.lower, point.upper))[0] if fitting else ""
    aim = Aim(
        period=chosen.period, value=chosen.target, value_to=chosen.target_to, bound=chosen.bound, about=chosen.about,
        set_by=chosen.set_by, set_on=chosen.set_on, quote=chosen.quote, release=chosen.release, verdict=verdict,
    )  # fmt: skip
    return aim, plan if verdict in (KEPT, MISSED) else None


def _around(planned: str, period: Period) -> bool:
    return bool(planned) and Period.parse(planned).contains(period)


def kind_of(point: Point) -> str:
    """What a rule calls a figure: growth, share, rate or amount."""
    if point.measure == "share":
        return "share"
    if point.measure not in ("level", "index"):
        return "growth"
    return "rate" if is_rate(point.measure, point.unit) else "amount"


def _light(course: Course, rules: Sequence[Rule], plan: Plan | None) -> Light:
    now = course.now
    good = catalogue()[now.point.indicator].higher_is_better
    rule = next((r for r in rules if r.fits(kind_of(now.point), now.point.indicator, target=bool(plan))), None)
    if rule is None:
        return Light(colour=GREY, why=Said("light no rule"))
    if not good and not rule.targets:
        return Light(colour=GREY, rule=rule.name, why=Said("light neither"))
    window = course.window(rule.years)
    needed = max(1, rule.fewest.get(_FREQUENCIES[course.step], 1))
    enough = len(window) >= needed
    rounded = colours(rule, _facts(course, window, good or 1, plan), enough=enough)
    printed = rounded
    if now.point.qualifier not in (">", "<"):
        printed = colours(rule, _facts(course, window, good or 1, plan, printed=True), enough=enough)
    if len(printed) > 1:
        return Light(colour=GREY, rule=rule.name, why=_why_open(rule, course, len(window), needed))
    return Light(colour=next(iter(printed)), rule=rule.name, could_be=ordered(rounded - printed))


def _facts(course: Course, window: Sequence[Value], good: int, plan: Plan | None, *, printed: bool = False) -> Facts:
    """What a rule is asked of: intervals, or the printed numbers alone."""

    def told(value: Value) -> Interval:
        return Interval.point(value.value) if printed else value.interval

    return Facts(
        value=told(course.now),
        better=good,
        window=tuple(told(one) for one in window),
        before=told(course.before) if course.before else None,
        year=told(course.year) if course.year else None,
        plan=plan,
    )


def _why_open(rule: Rule, course: Course, n: int, needed: int) -> Said:
    """Why a rule gives no colour: too few values, an earlier one that is not kept, or only a bound is told."""
    asked = rule.references()
    if n < needed and any(name in OF_HISTORY for name in asked):
        return Said("light few", {"n": str(n), "needed": str(needed), "years": str(rule.years)})
    if "a year earlier" in asked and course.year is None:
        return Said("light no year")
    if "the period before" in asked and course.before is None:
        return Said("light no before")
    return Said("light bound")
