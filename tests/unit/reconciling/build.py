"""Builds readings figure by figure, for tests of what a check says of them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tallystick.model import Finding, Observation, Reading, Release
from tallystick.reading.bounds import asserted
from tallystick.reconciling import Report


class Draft:
    """A release that grows by one figure at a time; every figure's sentence names its subject unless told."""

    def __init__(self, name: str = "draft", released: date | None = None) -> None:
        self.name, self.released = name, released
        self.observations: list[Observation] = []

    def say(
        self,
        digits: str,
        subject: str,
        unit: str = "%",
        measure: str = "growth",
        period: str = "2021",
        base: str | None = None,
        *,
        qualifier: str = "",
        power: int = 0,
        exact: bool = False,
        sentence: str = "",
        status: str = "actual",
        area: str = "",
        text: str = "",
    ) -> str:
        """Add a figure printed as `digits` × 10^`power`; the id it got."""
        value = Decimal(digits.replace(",", "")).scaleb(power)
        places = -int(Decimal(digits.replace(",", "")).as_tuple().exponent)
        half = Decimal(0) if exact else Decimal(5).scaleb(power - places - 1)
        lower, upper, lower_open, upper_open = asserted(value, half, qualifier)
        if base is None:
            base = str(int(period[:4]) - 1) + period[4:] if measure in ("growth", "change") else ""
        start = 100 * len(self.observations)
        self.observations.append(
            Observation(
                release=self.name,
                id=f"{self.name}:{start}",
                text=text or digits + ("%" if unit == "%" else ""),
                start=start,
                end=start + len(digits),
                value=value,
                lower=lower,
                upper=upper,
                lower_open=lower_open,
                upper_open=upper_open,
                digits=digits.lstrip("-"),
                unit=unit,
                measure=measure,
                subject=subject,
                area=area,
                period=period,
                base=base,
                qualifier=qualifier,
                status=status,
                sentence=sentence or f"{start}: the {subject} came to {digits}.",
            )
        )
        return self.observations[-1].id

    def reading(self) -> Reading:
        """The figures said so far as a reading."""
        text = "".join(f"{o.text}\n" for o in self.observations)
        release = Release(self.name, self.name, "", "", text, "en", released=self.released)
        return Reading(release, tuple(self.observations))


def finding(report: Report, identity: str, kind: str = "check") -> Finding:
    """The one finding of an identity."""
    found = [f for f in report.findings if f.identity == identity and f.kind == kind]
    assert len(found) == 1, [f.statement for f in report.findings]
    return found[0]


def verdicts(report: Report) -> list[str]:
    """The verdicts of all checks, contradictions first."""
    return [f.verdict for f in report.findings if f.kind == "check"]
