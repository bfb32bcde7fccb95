"""`tallystick.adjust`: series of a ledger, of a file or of a frame without their season."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from tallystick.adjusting import keeping
from tallystick.adjusting.fitness import series_of
from tallystick.adjusting.many import Outcome, Wish
from tallystick.adjusting.model import Method, Model
from tallystick.adjusting.of_tables import adjust_plain
from tallystick.ledger import Ledger
from tallystick.model import SeriesError
from tallystick.published.plain import plain_series


def adjust(
    source: Any,
    *names: str,
    area: str | None = None,
    holiday: str = "",
    model: Model | None = None,
    models: Mapping[str, Model] | None = None,
    identify: bool = False,
    method: Method = "x11",
    as_of: date | str | None = None,
    keep: bool = True,
    today: date | None = None,
    jobs: int = 1,
) -> tuple[Outcome, ...]:
    """Each series that the names stand for, adjusted by its kept model, or one that is chosen now and kept with it.

    `source` is a ledger; or the path of a file, a frame (pandas, polars, Arrow), a series of pandas, or a mapping of
    periods to values, whose series need stand in no catalogue.

    In a ledger a name is a series' whole key, or short (`output.crude_steel.level`): then it stands for those of its
    series that can be adjusted by their kind, of one `area` (a code) where that is told. With `keep` the outcome is a
    compiled release of the ledger (`Outcome.release`), and its columns series of their own; `as_of` takes the values
    that stood on a day of publication. In a table a name is that of a column, and none stands for all; nothing is kept,
    so give `models` (by the series' names: `outcome.done.model`) the next time.

    `holiday` is cny, diwali, easter, none, or a file with one day a line (empty: by the series' area). `identify`
    chooses anew, `model` stands in for the kept one. `jobs` series are adjusted at once.

    A series that cannot be adjusted is told with why (`Outcome.refused`, a SeriesError) and the next is taken.
    LedgerError or SeriesError where a name stands for none, before anything is adjusted.

    >>> import tallystick
    >>> [steel] = tallystick.adjust(tallystick.open("my.db"), "output.crude_steel.level")  # doctest: +SKIP
    >>> steel.done.adjusted[-1], steel.done.diagnostics.residual_season  # doctest: +SKIP
    (8791.2, 0.87)
    >>> [short] = tallystick.adjust({"2024-01": 100.0, "2024-02": 90.0})
    >>> print(short.refused)
    values has 2 months; at least 60 are needed: a season seen less often is a guess
    """
    known = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    wish = Wish(
        holiday=holiday, model=model, method=method, anew=identify, day=today or date.today(), as_of=known, jobs=jobs
    )
    if isinstance(source, Ledger):
        outcomes = keeping.adjust_series(source, series_of(source, names, area), wish)
        return tuple(keeping.keep(source, outcomes, wish.day) if keep else outcomes)
    if known:
        raise SeriesError("as_of is for series of a ledger", "give the values that stood then")
    series = plain_series(source)
    for name in names:
        if name not in {one.name for one in series}:
            there = ", ".join(one.name for one in series)
            raise SeriesError(f"no series of the table is called {name!r}", f"there are {there}")
    return tuple(adjust_plain([one for one in series if one.name in names or not names], wish, models, area or ""))
