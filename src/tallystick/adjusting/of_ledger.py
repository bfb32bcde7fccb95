"""`tallystick.adjust`: series of a ledger without their season, kept there as series of their own."""

from __future__ import annotations

from datetime import date

from tallystick.adjusting.fitness import series_of
from tallystick.adjusting.keeping import Outcome, Wish, adjust_series
from tallystick.adjusting.keeping import keep as keep_all
from tallystick.adjusting.model import Method, Model
from tallystick.ledger import Ledger


def adjust(
    ledger: Ledger,
    *names: str,
    area: str | None = None,
    holiday: str = "",
    model: Model | None = None,
    identify: bool = False,
    method: Method = "x11",
    as_of: date | str | None = None,
    keep: bool = True,
    today: date | None = None,
    jobs: int = 1,
) -> tuple[Outcome, ...]:
    """Each series that the names stand for, adjusted by its kept model, or one that is chosen now and kept with it.

    A name is a series' whole key, or short (`output.crude_steel.level`): then it stands for those of its series that
    can be adjusted by their kind, of one `area` (a code) where that is told. `holiday` is cny, diwali, easter, none, or
    a file with one day a line (empty: by the series' area). `identify` chooses anew, `model` stands in for the kept
    one; `as_of` takes the values that stood on a day of publication. With `keep` the outcome is a compiled release of
    the ledger (`Outcome.release`), and its columns series of their own. `jobs` series are adjusted at once.

    A series that cannot be adjusted is told with why (`Outcome.refused`, a SeriesError) and the next is taken.
    LedgerError where a name stands for none, before anything is adjusted.

    >>> import tallystick
    >>> [steel] = tallystick.adjust(tallystick.open("my.db"), "output.crude_steel.level")  # doctest: +SKIP
    >>> steel.done.adjusted[-1], steel.done.diagnostics.residual_season  # doctest: +SKIP
    (8791.2, 0.87)
    """
    known = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    wish = Wish(
        holiday=holiday, model=model, method=method, anew=identify, day=today or date.today(), as_of=known, jobs=jobs
    )
    keys = series_of(ledger, names, area)
    outcomes = adjust_series(ledger, keys, wish)
    return tuple(keep_all(ledger, outcomes, wish.day) if keep else outcomes)
