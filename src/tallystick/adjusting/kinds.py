"""Which values can be adjusted by their kind: levels as published, of months or quarters."""

from __future__ import annotations

from tallystick.adjusting.histories import FEWEST
from tallystick.model import SeriesError

_RATES = ("growth", "annualised_growth", "average_growth", "change", "share", "contribution", "gap", "rank", "streak")
_LENGTHS = ("", *(frequency.name.lower() for frequency in FEWEST))
_AS_PUBLISHED = ("", "not adjusted", "calendar adjusted")


def unfit_kind(name: str, measure: str, unit: str, adjustment: str, advice: str) -> SeriesError | None:
    """Why values of a kind cannot be adjusted; `advice` on those that are adjusted already.

    >>> print(unfit_kind("use of capacity", "level", "%", "", ""))
    use of capacity is in per cent; adjust the two levels that it is made of, and divide what comes out
    """
    if measure in _RATES:
        growth = "a rate has no season of its own: adjust the levels, and take the growth of what comes out"
        return SeriesError(f"{name} is a rate", growth)
    if adjustment not in _AS_PUBLISHED:
        return SeriesError(f"{name} is adjusted already ({adjustment})", advice)
    if is_rate(measure, unit):
        parts = "adjust the two levels that it is made of, and divide what comes out"
        return SeriesError(f"{name} is in per cent", parts)
    return None


def unfit_length(name: str, length: str) -> SeriesError | None:
    """Why values of periods of a length cannot be adjusted; empty where the length is not known."""
    if length in _LENGTHS:
        return None
    advice = "adjust a series of single months or quarters"
    return SeriesError(f"{name} is not monthly or quarterly ({length})", advice)


def is_rate(measure: str, unit: str) -> bool:
    """Whether values are rates by their measure, or by their unit.

    >>> is_rate("level", "%"), is_rate("index", "%"), is_rate("growth", "1")
    (True, False, True)
    """
    return measure in _RATES or (unit in ("%", "pp") and measure != "index")
