"""What a check gives: findings and their summary, as JSON and as words."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import to_builtins

from tallystick.model import Assertion, Claim, Finding, Interval, Observation, Reading, Repair, Window, plain
from tallystick.model.finding import VERDICTS
from tallystick.model.reading import HANDED_IN
from tallystick.published import Series
from tallystick.reconciling.coverage import coverage
from tallystick.reconciling.shown import Quotes, markdown
from tallystick.reconciling.tables.counts import by_tables
from tallystick.reconciling.wording import in_language


class Report(msgspec.Struct, frozen=True):
    """The outcome of a check: readings, the series that joined, and findings with contradictions first."""

    readings: tuple[Reading, ...]
    series: tuple[Series, ...]
    findings: tuple[Finding, ...]

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The figures of all readings in order."""
        return tuple(o for reading in self.readings for o in reading.observations)

    @property
    def summary(self) -> dict[str, int]:
        """How many checks and tested claims have each verdict, and how many figures are implied.

        Claims that were not tested are counted where there are any. Where there are tables also how many figures
        stand outside of them, and how many of these a cell proves. Then how many figures of running text stand in a
        tie, how many in none, and why (`coverage`).
        """
        counts = {**dict.fromkeys(VERDICTS, 0), "implied": 0}
        for finding in self.findings:
            counts[finding.counts_as] = counts.get(finding.counts_as, 0) + 1
        return {**counts, **by_tables(self.observations, self.findings), **coverage(self.observations, self.findings)}

    @property
    def contradicts(self) -> bool:
        """Whether any finding says that figures cannot all be right."""
        return any(finding.verdict == "contradicts" for finding in self.findings)

    def told(self, language: str = "en", *, implied: bool = False) -> Report:
        """The report with its findings in a language (`en`, `zh`), without implied figures unless they are wanted."""
        kept = (one for one in self.findings if implied or one.kind != "implied")
        return msgspec.structs.replace(self, findings=tuple(in_language(one, language) for one in kept))

    def to_dict(self, language: str = "en", *, implied: bool = True) -> dict[str, Any]:
        """Plain JSON types: the form of `tallystick check --format json`, its words in a language."""
        names = [reading.release.id for reading in self.readings]
        quoted = Quotes(self.readings)
        return {
            "release": names[0] if len(names) == 1 else names,
            "reader": sorted({str(reading.reader) for reading in self.readings}),
            "summary": self.summary,
            **handed_to_dict(self.readings),
            "observations": [observation.to_dict() for observation in self.observations],
            "findings": [
                {**finding_to_dict(one), "sentences": [to_builtins(quote) for quote in quoted.of(one)]}
                for one in self.told(language, implied=implied).findings
            ],
        }

    def to_markdown(self, language: str = "en", *, implied: bool = False) -> str:
        """The report for people, as GitHub shows it: counts, then each finding with its sentences and arithmetic."""
        return markdown(self, language, implied=implied)

    def _repr_markdown_(self) -> str:
        return self.to_markdown()


def handed_to_dict(readings: Iterable[Reading]) -> dict[str, Any]:
    """Of readings that were handed in which figures were refused, and what our own reader reads otherwise."""
    handed = [reading for reading in readings if reading.reader.name == HANDED_IN]
    if not handed:
        return {}
    return {
        "refused": [to_builtins(one) for reading in handed for one in reading.refused],
        "differs": [to_builtins(one) for reading in handed for one in reading.differs],
    }


def finding_to_dict(finding: Finding) -> dict[str, Any]:
    """One finding in plain JSON types."""
    return {
        "verdict": finding.verdict,
        "kind": finding.kind,
        "identity": finding.identity,
        "statement": finding.statement,
        "formula": finding.formula,
        "figures": list(finding.figures),
        "quotes": list(finding.quotes),
        "published": claim_to_dict(finding.published),
        "derived": claim_to_dict(finding.derived),
        "reason": finding.reason,
        "citation": finding.citation,
        "repairs": [_repair_to_dict(repair) for repair in finding.repairs],
        "slack": None if finding.slack is None else float(finding.slack),
        "claim": assertion_to_dict(finding.claim),
    }


def assertion_to_dict(claim: Assertion | None) -> dict[str, Any] | None:
    """A claim that is told in words; its window is `ever`, or an object of what is told of it."""
    if claim is None:
        return None
    row = {name: getattr(claim, name) for name in claim.__struct_fields__}
    return {**row, "window": _window(claim.window), "line": plain(claim.line)}


def _window(window: Window | None) -> str | dict[str, Any] | None:
    if window is None or window.is_ever:
        return None if window is None else "ever"
    told = {name: getattr(window, name) for name in window.__struct_fields__}
    return {name: plain(v) if isinstance(v, Decimal) else v for name, v in told.items() if v not in ("", None)}


def claim_to_dict(claim: Claim | None) -> dict[str, Any] | None:
    """A claim with its interval's ends beside its other fields."""
    if claim is None:
        return None
    fields = {name: getattr(claim, name) for name in ("subject", "measure", "unit", "period", "base")}
    return {**fields, **_ends(claim.interval)}


def _ends(interval: Interval) -> dict[str, Any]:
    return {
        "lower": _number(interval.lower),
        "upper": _number(interval.upper),
        "lower_open": interval.lower_open,
        "upper_open": interval.upper_open,
    }


def _number(end: Any) -> int | float | None:
    if end is None:
        return None
    return int(end) if end.denominator == 1 else float(end)


def _repair_to_dict(repair: Repair) -> dict[str, Any]:
    return {
        "figure": repair.figure,
        **_ends(repair.allowed),
        "edit": repair.edit,
        "printed": repair.printed,
        "likeliest": repair.likeliest,
    }
