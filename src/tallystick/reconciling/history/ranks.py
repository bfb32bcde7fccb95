"""A place among areas, kept for some periods: by their values, or by ranks that were told."""

from __future__ import annotations

from collections.abc import Mapping

from tallystick.model import Assertion, Period
from tallystick.model.message import Message, Part, Several, Time
from tallystick.reconciling.history.ordering import BEYOND, EITHER, SAME, beside
from tallystick.reconciling.history.past import Known, Past, runs, steps_back
from tallystick.reconciling.history.testing import CANNOT, MOST_SHOWN, Answer

PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4}
FAR = 2
"""An area of which values are missing is left out where it never came within so many times of the one that leads."""


def rank_beside(claim: Assertion, period: Period, of_own: Past, others: Mapping[str, Past]) -> Answer | None:
    """Whether an area was at a place in each of the periods, among the areas whose values are known."""
    place = PLACES.get(claim.direction)
    back = steps_back(period, claim.n - 1, claim.unit) if place and claim.n else None
    if place is None or back is None or not others:
        return None
    periods = [period, *back]
    mine, missing = of_own.at(periods)
    gaps = {"": missing} if missing else {}
    near = {area: past for area, past in others.items() if _is_near(past, periods, mine)}
    gaps |= {area: lost for area, past in near.items() if (lost := past.at(periods)[1])}
    if gaps or not near:
        return Answer(CANNOT, tuple(_missing(area, lost) for area, lost in [*gaps.items()][:MOST_SHOWN]), tuple(mine))
    told = [_in_period(own, {area: past.values[own.period] for area, past in near.items()}, place) for own in mine]
    against = Message("first against", {"areas": Several(tuple(sorted(others)[: MOST_SHOWN * 2]))})
    cited = tuple(value for one in told for value in one.cited)
    for verdict in ("contradicts", CANNOT):
        found = next((one for one in told if one.verdict == verdict), None)
        if found:
            return Answer(verdict, (*found.reasons, against), found.cited)
    return Answer("holds", (against,), cited)


def _is_near(past: Past, periods: list[Period], mine: list[Known]) -> bool:
    """Whether an area is to be reckoned with: all its values are known, or one comes near."""
    missing = past.at(periods)[1]
    lead = min((value.value for value in mine if value.value is not None), default=None)
    most = max((value.value for value in past.values.values() if value.value is not None), default=None)
    if not missing:
        return True
    return bool(past.values) and (lead is None or most is None or most * FAR >= lead)


def _in_period(own: Known, others: Mapping[str, Known], place: int) -> Answer:
    told = [(beside(own, other, highest=True), area, other) for area, other in others.items()]
    above = [(area, other) for how, area, other in told if how == BEYOND]
    even = [(area, other) for how, area, other in told if how in (EITHER, SAME)]
    if len(above) >= place or len(above) + len(even) < place - 1:
        area, other = above[0] if above else ("", own)
        return Answer("contradicts", (_beside("not first", own, area, other),), (own, other))
    if even:
        return Answer(CANNOT, (_beside("rank open", own, *even[0]),), (own, even[0][1]))
    return Answer("holds", (), (own, *(other for _, other in above)))


def _beside(key: str, own: Known, area: str, other: Known) -> Message:
    parts: dict[str, Part] = {"own": own.quote, "area": area, "other": other.quote}
    return Message(key, {"period": Time(str(own.period)), **parts})


def _missing(area: str, periods: list[Period]) -> Message:
    told = Several(tuple(Time(one) for one in runs(periods))[:MOST_SHOWN])
    return Message("periods of area missing" if area else "periods missing", {"periods": told, "area": area})


def ranks_told(claim: Assertion, period: Period, ranks: Past) -> Answer | None:
    """The same by ranks that were told for each period."""
    place = PLACES.get(claim.direction)
    back = steps_back(period, claim.n - 1, claim.unit) if place and claim.n else None
    if place is None or back is None:
        return None
    known, missing = ranks.at([period, *back])
    other = next((value for value in known if value.value is not None and value.value != place), None)
    if missing:
        return Answer(CANNOT, (_missing("", missing),), tuple(known))
    if other:
        parts: dict[str, Part] = {"period": Time(str(other.period)), "quote": other.quote}
        return Answer("contradicts", (Message("rank was", parts),), (other,))
    return Answer("holds", (), tuple(known))
