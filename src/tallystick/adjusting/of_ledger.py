"""`tallystick.adjust`: series of a ledger without their season, kept there as series of their own."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from tallystick.adjusting.keeping import Outcome, Wish, adjust_series
from tallystick.adjusting.keeping import keep as keep_all
from tallystick.adjusting.model import Method, Model
from tallystick.ledger import Ledger


def adjust(
    ledger: Ledger,
    *names: str,
    holiday: str = "",
    model: Model | None = None,
    identify: bool = False,
    method: Method = "x11",
    as_of: date | str | None = None,
    keep: bool = True,
    today: date | None = None,
) -> tuple[Outcome, ...]:
    """Each series that the names stand for, adjusted by its kept model, or one that is chosen now and kept with it.

    `holiday` is cny, diwali, easter, none, or a file with one day a line (empty: by the series' area). `identify`
    chooses anew, `model` stands in for the kept one; `as_of` takes the values that stood on a day of publication. With
    `keep` the outcome is a compiled release of the ledger (`Outcome.release`), and its columns series of their own.

    A series that cannot be adjusted is told with why (`Outcome.refused`, a SeriesError) and the next is taken.
    LedgerError where a name stands for none that has values.

    >>> import tallystick
    >>> [steel] = tallystick.adjust(tallystick.open("my.db"), "output.crude_steel.level")  # doctest: +SKIP
    >>> steel.done.adjusted[-1], steel.done.diagnostics.residual_season  # doctest: +SKIP
    (8791.2, 0.87)
    """
    day = today or date.today()
    known = date.fromisoformat(as_of) if isinstance(as_of, str) else as_of
    wish = Wish(holiday=holiday, model=model, method=method, anew=identify, day=day, as_of=known)
    outcomes = list(adjust_series(ledger, names, wish))
    if not keep:
        return tuple(outcomes)
    releases = iter(keep_all(ledger, outcomes, day))
    return tuple(one if one.done is None else replace(one, release=next(releases)) for one in outcomes)
