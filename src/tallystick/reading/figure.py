"""A figure on its way to being an observation: what a language's reader fills in, shared by all languages."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from tallystick.model import Candidate, Evidence


@dataclass(slots=True)
class Figure:
    """A number with its meaning so far; `start` and `end` span the shortest words with number and unit.

    `half` is half a unit of the last printed place, in `unit` (`31.4 trillion` → 0.05e12): the rounding
    that print allows. It is 0 for exact counts such as ranks and streaks. `confidence` is the odds that all of it is
    right, where the reader tells them; `odds` are those of measure, sign, period and subject, `grounds` what else
    it leans on; `candidates` what was weighed where one was not certain.
    """

    start: int
    end: int
    digits: str
    value: Decimal | tuple[Decimal, Decimal]
    half: Decimal
    unit: str = "1"
    measure: str = "level"
    subject: str = ""
    period: str = ""
    base: str = ""
    qualifier: str = ""
    status: str = "actual"
    area: str = ""
    confidence: float | None = None
    odds: tuple[float, ...] = ()
    grounds: tuple[str, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    evidence: list[Evidence] = field(default_factory=list)

    def because(self, name: str, rule: str, start: int, end: int) -> None:
        """Note which words gave a field, for `tallystick explain`."""
        self.evidence.append(Evidence(name, rule, start, end))
