"""A finding in plain types: as JSON, and as a flat row of a table."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from tallystick.model import Assertion, Claim, Finding, Interval, Repair, Window, plain
from tallystick.model.source_names import source_name
from tallystick.reconciling.shown import Quotes, repair_words

if TYPE_CHECKING:
    from tallystick.reconciling.report import Report

# Column → its kind; the order is that of every table of findings.
COLUMNS = {
    "file": "string",
    "release": "string",
    "verdict": "string",
    "kind": "string",
    "identity": "string",
    "statement": "string",
    "formula": "string",
    "reason": "string",
    "figures": "string",
    "quotes": "string",
    "offsets": "string",
    "lines": "string",
    "sentences": "string",
    "unit": "string",
    "period": "string",
    "base": "string",
    "published_lower": "float64",
    "published_upper": "float64",
    "derived_lower": "float64",
    "derived_upper": "float64",
    "repairs": "string",
    "citation": "string",
}
"""The columns of a finding in tables. What a finding has several of stands in one cell, with ` | ` between."""
BETWEEN = " | "


def file_of(report: Report) -> str:
    """The source of a report's release, a file without its folder; of several all of them."""
    return BETWEEN.join(source_name(reading.release.source) or reading.release.name for reading in report.readings)


def rows(report: Report, language: str = "en", *, implied: bool = False) -> Iterator[dict[str, Any]]:
    """The findings of a report as rows of COLUMNS."""
    quotes = Quotes(report.readings)
    releases = BETWEEN.join(reading.release.id for reading in report.readings)
    for finding in report.told(language, implied=implied).findings:
        told = finding_to_dict(finding)
        claim = finding.published or finding.derived
        figures = [quotes.figure(name) for name in finding.figures]
        said = quotes.of(finding)
        bounds = {
            f"{name}_{end}": (told[name] or {}).get(end)
            for name in ("published", "derived")
            for end in ("lower", "upper")
        }
        mends = [repair_words(one, finding, quotes, language) for one in finding.repairs if one.is_bounded]
        row = {
            "file": file_of(report),
            "release": releases,
            **{
                name: told[name]
                for name in ("verdict", "kind", "identity", "statement", "formula", "reason", "citation")
            },
            "figures": BETWEEN.join(finding.figures),
            "quotes": BETWEEN.join(finding.quotes),
            "offsets": BETWEEN.join(f"{one.start}-{one.end}" if one else "" for one in figures),
            "lines": BETWEEN.join(str(one.line) for one in said),
            "sentences": BETWEEN.join(" ".join(one.sentence.split()) for one in said),
            **{name: getattr(claim, name) if claim else "" for name in ("unit", "period", "base")},
            **bounds,
            "repairs": BETWEEN.join(mends),
        }
        yield {name: row[name] for name in COLUMNS}


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
