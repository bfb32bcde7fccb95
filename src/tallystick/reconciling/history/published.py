"""The past of a figure from files of published series."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from tallystick.knowledge import find_indicator
from tallystick.model import Observation, Period, PeriodError
from tallystick.published import Series
from tallystick.reconciling.evidence import language
from tallystick.reconciling.history.past import Known, Past
from tallystick.reconciling.linking import subject


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
    for text in (name, name.partition(",")[0], name.partition("(")[0]):
        indicator = find_indicator(text, language(text))
        if indicator and indicator.id == figure.indicator:
            return True
    return subject(name).words == subject(figure.subject).words


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
