"""Points of a series as a ledger would tell them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from tallystick.ledger import Point
from tallystick.ledger.identity import run
from tallystick.model import Period
from tallystick.monitoring.course import Course, course


def point(
    period: str, value: str, *, measure: str = "growth", unit: str = "%", stock: bool = False, **more: Any
) -> Point:
    """A value of industrial value added, rounded at its last digit, said by the producer on the day after."""
    when, number = Period.parse(period), Decimal(value)
    half = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1)
    frequency, accumulation = run(when, stock=stock)
    told: dict[str, Any] = {
        "indicator": "industry.value_added", "area": "CN", "comparison": "year earlier", "price_basis": "", "scope": "",
        "status": "actual", "value_to": None, "lower": number - half, "upper": number + half, "qualifier": "",
        "obs_status": "observed", "base": "", "first_published": f"{when.end.year + 1}-01-20", "superseded_by": "",
        "superseded_on": "", "publisher": "National Bureau of Statistics of China", "sentence": "",
        "known_at": "", "dated_by": "released", "home_area": "", "series": "one",
    }  # fmt: skip
    told |= {"quote": f"{value}{unit}", "release": "r", "observation": f"r:{period}"} | more
    return Point(
        period=period, period_start=when.start.isoformat(), period_end=when.end.isoformat(), value=number,
        measure=measure, unit=unit, frequency=frequency, accumulation=accumulation, **told,
    )  # fmt: skip


def growth(values: dict[str, str], wanted: str = "", **more: Any) -> Course:
    """The course of a series given by period."""
    made = course([point(period, value, **more) for period, value in values.items()], wanted)
    assert made
    return made


def years(*values: str, last: int = 2021, **more: Any) -> Course:
    """The course of a yearly series, given in time up to a last year."""
    first = last - len(values) + 1
    return growth({str(first + place): value for place, value in enumerate(values)}, **more)
