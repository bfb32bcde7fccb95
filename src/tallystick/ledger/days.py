"""Days as the ledger's questions take them: dates, or ISO texts as it keeps them."""

from __future__ import annotations

from datetime import date


def iso(day: date | str | None) -> str | None:
    """A day as ISO text; of a moment with its hour.

    >>> iso(date(2022, 3, 1)), iso("2022-03-01"), iso(None)
    ('2022-03-01', '2022-03-01', None)
    """
    return day.isoformat() if isinstance(day, date) else day
