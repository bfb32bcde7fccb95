"""What a check gives: findings and their summary, as JSON, as words and as tables."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from msgspec import to_builtins

from tallystick.model import Finding, Observation, Reading
from tallystick.model.finding import UNTESTED, VERDICTS
from tallystick.model.frames import Framed, Kinds
from tallystick.model.notebook import table
from tallystick.model.reading import HANDED_IN
from tallystick.published import Series
from tallystick.reconciling.coverage import coverage
from tallystick.reconciling.finding_rows import COLUMNS, file_of, finding_to_dict, rows
from tallystick.reconciling.shown import Quotes, markdown
from tallystick.reconciling.tables.counts import by_tables
from tallystick.reconciling.wording import in_language

_SHOWN = ("verdict", "statement", "reason", "repairs", "sentences", "identity")


class Report(Framed, msgspec.Struct, frozen=True):
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
    def release(self) -> str | list[str]:
        """The id of the release; of several readings those of all."""
        names = [reading.release.id for reading in self.readings]
        return names[0] if len(names) == 1 else names

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
        return {
            "release": self.release,
            "reader": sorted({str(reading.reader) for reading in self.readings}),
            "summary": self.summary,
            **handed_to_dict(self.readings),
            "observations": [observation.to_dict() for observation in self.observations],
            "findings": self.findings_to_dicts(language, implied=implied),
        }

    def findings_to_dicts(self, language: str = "en", *, implied: bool = True) -> list[dict[str, Any]]:
        """The findings in plain JSON types, each with the sentences it speaks of."""
        quoted = Quotes(self.readings)
        return [
            {**finding_to_dict(one), "sentences": [to_builtins(quote) for quote in quoted.of(one)]}
            for one in self.told(language, implied=implied).findings
        ]

    def to_markdown(self, language: str = "en", *, implied: bool = False) -> str:
        """The report for people, as GitHub shows it: counts, then each finding with its sentences and arithmetic."""
        return markdown(self, language, implied=implied)

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dict a finding, as `tallystick check --format csv` has it; implied figures come last."""
        return list(rows(self, implied=True))

    def _kinds(self) -> Kinds:
        return COLUMNS

    def __repr__(self) -> str:
        return f"<Report on {file_of(self)}: {self._counts()}>"

    def _repr_html_(self) -> str:
        told = list(rows(self))
        return table(f"{file_of(self)}: {self._counts()}", told, _SHOWN, more="all are in .findings and .to_polars()")

    def _counts(self) -> str:
        summary = self.summary
        names = [name for name in (*VERDICTS, UNTESTED, "implied") if summary.get(name)]
        return ", ".join(f"{summary[name]} {name}" for name in names) or "no findings"


def handed_to_dict(readings: Iterable[Reading]) -> dict[str, Any]:
    """Of readings that were handed in which figures were refused, and what our own reader reads otherwise."""
    handed = [reading for reading in readings if reading.reader.name == HANDED_IN]
    if not handed:
        return {}
    return {
        "refused": [to_builtins(one) for reading in handed for one in reading.refused],
        "differs": [to_builtins(one) for reading in handed for one in reading.differs],
    }
