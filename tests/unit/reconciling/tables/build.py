"""Releases of prose and tables made cell by cell, for tests of what a check says of them."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

import msgspec

import tallystick
from tallystick.model import Finding, Observation, Reading
from tallystick.reading.bounds import asserted
from tallystick.reconciling import Report, check


class Column(NamedTuple):
    """What the head of a column tells of its cells."""

    head: str
    period: str = "2021"
    unit: str = "%"
    measure: str = "level"
    base: str = ""
    power: int = 0


class Page:
    """A release with prose (read by rules) and tables; cells stand behind the prose."""

    def __init__(self, prose: str, released: str = "2022-02-10", language: str = "en") -> None:
        self.read = tallystick.read_text(prose, released=released, language=language, reader="fast")
        self.cells: list[Observation] = []
        self.tables = 0

    def table(
        self,
        caption: str,
        columns: Sequence[Column],
        rows: Sequence[tuple[str | tuple[str, ...], str]],
        *,
        of: str = "",
        area: str = "",
    ) -> Page:
        """Add a table: each row its stub (or path of stubs) and its numbers between bars, `.` for a cell without one.

        `of` is what the caption says the figures are of.
        """
        self.tables += 1
        for stub, numbers in rows:
            path = (stub,) if isinstance(stub, str) else stub
            for column, printed in zip(columns, numbers.split("|"), strict=True):
                if printed.strip() not in (".", ""):
                    self.cells.append(self._cell(caption, column, path, printed.strip(), of, area))
        return self

    def _cell(
        self, caption: str, column: Column, path: tuple[str, ...], printed: str, of: str, area: str
    ) -> Observation:
        number = Decimal(printed.replace(",", ""))
        power = column.power - max(-int(number.as_tuple().exponent), 0)
        half = Decimal(5).scaleb(power - 1) if column.unit != "1" or column.power or power else Decimal(0)
        value = number.scaleb(column.power)
        lower, upper, lower_open, upper_open = asserted(value, half, "")
        start = 100_000 * self.tables + 20 * len(self.cells)
        return Observation(
            release=self.read.release.id,
            id=f"{self.read.release.id}:{start}",
            text=printed,
            start=start,
            end=start + len(printed),
            value=value,
            lower=lower,
            upper=upper,
            lower_open=lower_open,
            upper_open=upper_open,
            digits=printed.lstrip("-"),
            unit=column.unit,
            measure=column.measure,
            subject=" ".join((*path, of)).strip(),
            area=area,
            period=column.period,
            base=column.base,
            table=caption,
            row=path,
            column=(column.head,),
        )

    def reading(self) -> Reading:
        """All of it as a reading."""
        return msgspec.structs.replace(self.read, observations=(*self.read.observations, *self.cells))

    def check(self) -> Report:
        """What a check says of it."""
        return check(self.reading())


def told(report: Report, identity: str) -> list[Finding]:
    """The findings of one kind."""
    return [finding for finding in report.findings if finding.identity == identity]


def verdicts(report: Report, identity: str = "stated_in_table") -> dict[str, str]:
    """The words of each figure that is held against the table, and its verdict."""
    return {finding.quotes[0]: finding.verdict for finding in told(report, identity)}
