"""From the ledger to the scorecard: the series of each indicator, what of them may be compared, and its card."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from tallystick.knowledge.briefing_groups import Groups, briefing_groups
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.lights import Rule, light_rules
from tallystick.ledger import Ledger, Point, SeriesInfo
from tallystick.ledger.targets import Target
from tallystick.ledger.vintages import standing
from tallystick.model import Frequency, KnowledgeError, Period, PeriodError
from tallystick.monitoring.carding import Told, card, empty_card
from tallystick.monitoring.choosing import chosen, last_period
from tallystick.monitoring.course import Course, course
from tallystick.monitoring.fitness import fit
from tallystick.monitoring.moving import adjusted_of, movement, run_of
from tallystick.monitoring.records import Card, Movement, Said, Scorecard

LAST = "9999-12-31"
TRIED = 4
"""Series of an indicator that are looked at for a value."""


def scorecard(
    ledger: Ledger,
    period: str = "",
    area: str = "CN",
    *,
    as_of: date | str | None = None,
    groups: Groups | None = None,
    rules: Sequence[Rule] | None = None,
    sure: float | None = None,
) -> Scorecard:
    """How the indicators of the five groups stand in a period (`2021`, `2021-Q3`, `2021-01/2021-08`; empty: each of
    its newest), with a light each.

    `area` is a code; `as_of` a day of publication: what was said later is not known. `groups` and `rules` stand in for
    those that ship. Raises KnowledgeError for what is no period.

    >>> import tallystick
    >>> tallystick.scorecard(tallystick.open("my.db"), "2021").cards[0].light.colour   # doctest: +SKIP
    'green'
    """
    wanted, day = checked(period), as_of.isoformat() if isinstance(as_of, date) else as_of or ""
    named = [(group.name, name) for group in (groups or briefing_groups()).group for name in group.indicators]
    book = ledger if sure is None else ledger.asking(sure)
    every = book.series_list(area=area, indicators={name for _, name in named})
    cards = cards_of(book, named, every, wanted, area, day=day, rules=rules)
    return Scorecard(period=wanted, area=area, as_of=day, cards=tuple(cards))


def checked(period: str) -> str:
    """A period in its usual form (`2021` of its twelve months, too); KnowledgeError for what is none."""
    try:
        told = Period.parse(period) if period else None
        if told and told.is_span and told.frequency is not Frequency.DAY:
            told = Period.months((told.start.year, told.start.month), (told.end.year, told.end.month))
        return str(told or "")
    except PeriodError as error:
        raise KnowledgeError(error.problem, "write it like 2021, 2021-Q3, 2021-08 or 2021-01/2021-08") from None


def cards_of(
    ledger: Ledger,
    named: Sequence[tuple[str, str]],
    every: Iterable[SeriesInfo],
    wanted: str,
    area: str,
    *,
    day: str = "",
    rules: Sequence[Rule] | None = None,
) -> list[Card]:
    """The cards of indicators (each behind the name of its group), given all series of the area."""
    every = list(every)
    kept: dict[str, list[SeriesInfo]] = defaultdict(list)
    for info in every:
        kept[info.indicator].append(info)
    names = {name for _, name in named}
    options = {name: series for name, series in chosen(every, wanted, day).items() if name in names}
    found = _found(ledger, options, wanted, day)
    changes = _told_changes(ledger, {name: told for name, told in found.items() if not told.course.year}, kept, day)
    plans = _plans(ledger, area, {name: told.info for name, told in found.items()}, day)
    moves = _movements(ledger, found, kept, wanted, day)
    used = tuple(rules) if rules is not None else light_rules()
    return [
        card(group, found[name], used, changes.get(name, ()), plans.get(name, ()), moves[name])
        if name in found
        else empty_card(group, name, area, _why_none(kept.get(name, ()), wanted, day))
        for group, name in named
    ]


def _found(ledger: Ledger, options: Mapping[str, Sequence[SeriesInfo]], wanted: str, day: str) -> dict[str, Told]:
    """Of each indicator the first of its series that holds a value; all that is asked for at one place together."""
    found: dict[str, Told] = {}
    for place in range(TRIED):
        tried = {name: some[place] for name, some in options.items() if name not in found and place < len(some)}
        told = _vintages(ledger, [info.key for info in tried.values()], day)
        for name, info in tried.items():
            made = _course(told[info.key], wanted, day)
            if made:
                found[name] = Told(info=info, course=made, vintages=tuple(told[info.key]))
    return found


def _movements(
    ledger: Ledger, found: Mapping[str, Told], kept: Mapping[str, Sequence[SeriesInfo]], wanted: str, day: str
) -> dict[str, Movement | Said]:
    """How each indicator moves without its season, by its adjusted series, or why that cannot be told."""
    series = {name: adjusted_of(kept[name], told.info, wanted) for name, told in found.items()}
    told = _vintages(ledger, [info.key for info in series.values() if not isinstance(info, Said)], day)
    runs = {
        name: info if isinstance(info, Said) else run_of(info, told[info.key], wanted, day)
        for name, info in series.items()
    }
    return {
        name: run if isinstance(run, Said) else movement(run, found[name].course.now.month)
        for name, run in runs.items()
    }


def _course(vintages: Sequence[Point], wanted: str, day: str) -> Course | None:
    indicator = catalogue().get(vintages[0].indicator) if vintages else None
    return course(fit(standing(vintages, day or None), indicator, undated=True), wanted)


def _vintages(ledger: Ledger, keys: Sequence[str], day: str) -> dict[str, list[Point]]:
    """Key of a series → all that was said of it by a day."""
    found: dict[str, list[Point]] = {key: [] for key in keys}
    for point in ledger.vintages_of(keys) if keys else ():
        if not day or point.first_published <= day:
            found[point.series].append(point)
    return found


def _told_changes(
    ledger: Ledger, wanting: Mapping[str, Told], kept: Mapping[str, Sequence[SeriesInfo]], day: str
) -> dict[str, list[Point]]:
    """Published changes in points of the series that have no value of a year earlier."""
    keys = {name: info.key for name, told in wanting.items() for info in kept[name] if _tells_change(info, told.info)}
    told = _vintages(ledger, list(keys.values()), day)
    return {name: list(standing(told[key], day or None)) for name, key in keys.items()}


def _tells_change(info: SeriesInfo, of: SeriesInfo) -> bool:
    """Whether a series tells by how many points another has changed: growth of an amount, or a rate itself."""
    alike = ("frequency", "accumulation", "scope")
    known = catalogue()[of.indicator]
    is_told = of.measure == ("level" if known.named_rate else "growth")
    change = (info.measure, info.unit, info.status, info.comparison) == ("change", "pp", "actual", "year earlier")
    return is_told and change and all(getattr(info, name) == getattr(of, name) for name in alike)


def _plans(ledger: Ledger, area: str, found: Mapping[str, SeriesInfo], day: str) -> dict[str, list[Target]]:
    """Targets by the indicator whose card they belong to."""
    plans: dict[str, list[Target]] = defaultdict(list)
    for target in ledger.targets(area=area):
        info = found.get(target.indicator)
        fits = info and (target.measure, target.unit) == (info.measure, info.unit)
        if (
            fits
            and (not day or target.set_on <= day)
            and not (target.replaced_on and target.replaced_on <= (day or "9"))
        ):
            plans[target.indicator].append(target)
    return plans


def _why_none(kept: Sequence[SeriesInfo], wanted: str, day: str) -> Said:
    """Why an indicator has no value: nothing is kept, or nothing for the period, and what there is instead."""
    telling = [info for series in chosen(kept, "", day).values() for info in series]
    if not telling:
        return Said("light none kept")
    newest = max(telling, key=lambda info: info.last_period)
    if wanted:
        return Said("light none of period", {"period": wanted, "last": last_period(newest)})
    return Said("light none fit")
