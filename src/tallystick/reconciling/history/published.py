"""The past of a figure from files of published series."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from tallystick.knowledge import find_indicator
from tallystick.knowledge.areas import countries
from tallystick.model import Assertion, Finding, Observation, Period, PeriodError, Reading
from tallystick.published import Series
from tallystick.reconciling.evidence import language
from tallystick.reconciling.history.past import Known, Past
from tallystick.reconciling.history.ranks import rank_beside
from tallystick.reconciling.history.steadiness import steady_beside
from tallystick.reconciling.history.telling import answered
from tallystick.reconciling.history.testing import Answer, claim_beside
from tallystick.reconciling.linking import subject
from tallystick.reconciling.sureness import softened

_LAST_DAY = "9999-12-31"


def past_of_rows(figure: Observation, series: Iterable[Series], day: str) -> Past:
    """The rows of a figure's own series that were published by a day, the last vintage of each period.

    Rows are of its series where they have its indicator (or the very words of its subject), its measure and unit, and
    its area where both tell one.
    """
    rows = [row for one in series for row in one.observations if _is_of(row, figure, day)]
    areas = {row.area for row in rows}
    if not figure.area and len(areas) > 1:
        rows = []
    rows.sort(key=lambda row: (row.area == figure.area, row.section))
    return Past.of(_known(rows))


def _is_of(row: Observation, figure: Observation, day: str) -> bool:
    alike = (row.measure, row.unit) == (figure.measure, figure.unit) and (not row.section or row.section <= day)
    if not alike or (figure.area and row.area not in ("", figure.area)):
        return False
    return _distance(row) == _distance(figure) and _names(row.subject, figure)


def _names(name: str, figure: Observation) -> bool:
    identity = _indicator(name)
    return identity == figure.indicator if identity else subject(name).words == subject(figure.subject).words


@lru_cache(maxsize=4096)
def _indicator(name: str) -> str:
    """The indicator that a series' name tells, as it is or up to a comma or a bracket."""
    for text in (name, name.partition(",")[0], name.partition("(")[0]):
        if indicator := find_indicator(text, language(text)):
            return indicator.id
    return ""


def _distance(row: Observation) -> int | str | None:
    """How many months a rate looks back; words of a base as they are."""
    try:
        return Period.parse(row.period).first - Period.parse(row.base).first
    except PeriodError:
        return row.base or None


def _known(rows: Iterable[Observation]) -> Iterator[Known]:
    for row in rows:
        try:
            period = Period.parse(row.period)
        except PeriodError:
            continue
        value = row.value if isinstance(row.value, Decimal) else None
        yield Known(
            period=period,
            interval=row.interval,
            value=value,
            quote=row.text,
            figure=row.id,
            source=row.release,
            said_on=row.section,
        )


def claims_against(
    claims: Iterable[Finding], readings: Sequence[Reading], series: Sequence[Series]
) -> Iterator[Finding]:
    """What published series say of claims that the text alone leaves open; silent where they do not."""
    unsure = {o.id: o for reading in readings for o in reading.observations if not o.sure}

    def test(claim: Assertion, figure: Observation, reading: Reading) -> Answer | None:
        return _answer(claim, figure, series, str(reading.release.released or reading.release.event or _LAST_DAY))

    for finding in answered(claims, readings, test):
        yield softened(finding, unsure)


def _answer(claim: Assertion, figure: Observation, series: Sequence[Series], day: str) -> Answer | None:
    if claim.kind == "steady":
        return steady_beside(claim, figure, past_of_rows(figure, series, day))
    if claim.kind != "rank":
        return claim_beside(claim, figure, past_of_rows(figure, series, day))
    try:
        period = Period.parse(figure.period)
    except PeriodError:
        return None
    by_area = _by_area(figure, series, day)
    own = by_area.pop(figure.area, None)
    return rank_beside(claim, period, own, by_area) if own else None


def _by_area(figure: Observation, series: Sequence[Series], day: str) -> dict[str, Past]:
    """The levels of an indicator by country, in the figure's unit or the first that its area is told in."""
    rows = [
        row
        for one in series
        for row in one.observations
        if row.measure == "level" and row.area in countries() and (not row.section or row.section <= day)
        if _names(row.subject, figure)
    ]
    units = dict.fromkeys(row.unit for row in rows if row.area == figure.area)
    unit = figure.unit if figure.unit in units else next(iter(units), "")
    found: dict[str, list[Observation]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.section):
        if row.unit == unit:
            found[row.area].append(row)
    return {area: Past.of(_known(several)) for area, several in found.items()}
