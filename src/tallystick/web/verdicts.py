"""What a check of a draft comes to, in a line: kept with each version of a draft, told again beside today's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from tallystick.model import Comparison, Finding
from tallystick.model.finding import VERDICTS


class Verdicts(msgspec.Struct, frozen=True, kw_only=True):
    """Figures read, checks by verdict, and how many figures differ from a translation or are missing there."""

    figures: int = 0
    counts: Mapping[str, int] = {}
    differing: int = 0
    missing: int = 0
    translated: bool = False

    @property
    def contradicting(self) -> int:
        """Findings that contradict."""
        return self.counts.get("contradicts", 0)

    @property
    def is_clean(self) -> bool:
        """Whether nothing contradicts and nothing differs."""
        return not (self.contradicting or self.differing or self.missing)

    @property
    def holding(self) -> int:
        """Checks that hold, by rounding too."""
        return self.counts.get("holds", 0) + self.counts.get("holds by rounding", 0)


def verdicts(figures: int, findings: Sequence[Finding], comparison: Comparison | None = None) -> Verdicts:
    """The verdicts of a check, each finding counted where it counts as what it says."""
    checks = [finding.verdict for finding in findings if finding.counts_as == finding.verdict]
    return Verdicts(
        figures=figures,
        counts={verdict: n for verdict in VERDICTS if (n := checks.count(verdict))},
        differing=len(comparison.differing) if comparison else 0,
        missing=len(comparison.missing) if comparison else 0,
        translated=comparison is not None,
    )
