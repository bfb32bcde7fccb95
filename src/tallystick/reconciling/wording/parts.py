"""What stands in the gaps of messages, made from figures and quantities."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from tallystick.model import Observation
from tallystick.model.message import Formula, Measured, Printed, Said
from tallystick.reconciling.evidence import Evidence, Quantity
from tallystick.reconciling.expression import Binary, Fold, Name, Node, Number, Power, parse, turns
from tallystick.reconciling.ties import Tie

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
_SHOWN = ("%", "pp")  # units that a formula tells
GAP = "{}"
MOVES = ("growth", "average_growth", "annualised_growth", "change", "gap", "contribution")
"""Measures whose sign a text may leave to a word: `fell by 4.3%`."""
_SIGNED = ("-", "−", "–", "－", "(", "（", "负")


def said(observation: Observation) -> Said:
    """The words of a figure with its qualifier, and with the sign that they leave to a verb."""
    minus = observation.measure in MOVES and is_unsigned(observation.text, observation.value)
    low, high = observation.value if isinstance(observation.value, tuple) else (observation.value, None)
    unit = "1" if observation.measure == "since" else observation.unit
    return Said(observation.text, observation.qualifier, minus, Printed(low, unit, high=high))


def is_unsigned(words: str, value: Decimal | tuple[Decimal, Decimal] | None) -> bool:
    """Whether a value is negative and its words do not show it.

    >>> is_unsigned("4.3%", Decimal("-4.3")), is_unsigned("-4.3%", Decimal("-4.3")), is_unsigned("4.3%", Decimal("4.3"))
    (True, False, False)
    """
    if value is None or isinstance(value, tuple) or value >= 0:
        return False
    return not any(sign in words for sign in _SIGNED) and not words.lower().startswith(("minus", "negative"))


def printed(observation: Observation) -> Printed:
    """The number of a figure for a formula: `9.6%`, `>1.43 million`."""
    value = observation.value
    low, high = value if isinstance(value, tuple) else (value, None)
    unit = observation.unit if observation.unit in _SHOWN and high is None else "1"
    return Printed(low, unit, observation.qualifier, high)


def describe_series(quantity: Quantity, evidence: Evidence, ties: Sequence[Tie] = ()) -> Measured:
    """What a quantity is that no figure states: in the words of a figure of its series, or of one that names it."""
    named = next((s.observation for s in evidence.stated if s.quantity.series == quantity.series), None)
    if named:
        return describe(quantity, named)
    return Measured(quantity.measure, _whole(quantity, evidence, ties), quantity.period)


def _whole(quantity: Quantity, evidence: Evidence, ties: Sequence[Tie]) -> str:
    for tie in ties:
        for other in tie.quantities:
            for stated in evidence.by_quantity.get(other, ()):
                if stated.quantity.base == quantity.series:
                    base = stated.observation.base
                    return f"{stated.observation.subject}, {base}" if "@" in quantity.series else base
    return quantity.series.removeprefix("~")


def describe(quantity: Quantity, figure: Observation, told_as: str = "") -> Measured:
    """What a quantity is, in the words of a figure that states it; `told_as` where it is more than its measure."""
    return Measured(told_as or quantity.measure, figure.subject, quantity.period, figure.indicator or "")


def measured(figure: Observation) -> Measured:
    """What a figure is of."""
    return Measured(figure.measure, figure.subject, figure.period, figure.indicator or "")


def formula(tie: Tie, figures: Mapping[Quantity, Printed | str]) -> Formula:
    """The identity's formula with the numbers (or `?`) in the places of its roles."""
    parsed = parse(tie.identity.shown or tie.identity.formula)
    writer = _Writer(tie, figures, (parsed.left, parsed.right))
    return Formula(f"{writer.show(parsed.left)} = {writer.show(parsed.right)}", tuple(writer.numbers))


class _Writer:
    """Writes a formula with gaps, and gathers what stands in them; `sides` stand without brackets."""

    def __init__(self, tie: Tie, figures: Mapping[Quantity, Printed | str], sides: Sequence[Node]) -> None:
        self.numbers: list[Printed | str] = []
        self._tie, self._figures, self._sides = tie, figures, sides
        self._sizes = {role: len(filled) for role, filled in tie.roles}
        exponents = (str(b) for name, _, b in tie.tape.operations if name == "^")
        self._exponent = next(exponents, str(max(self._sizes.values())))

    def show(self, node: Node, each: int = 0) -> str:
        """A part of the formula, for the figure `each` of roles that hold several."""
        match node:
            case Number(value):
                return str(value)
            case Name(role):
                return self._put_in(role, each)
            case Fold(sign, body):
                return f" {_SIGNS[sign]} ".join(self.show(body, turn) for turn in range(turns(body, self._sizes)))
            case Power(base, power):
                return f"{self.show(base, each)}^{power if isinstance(power, int) else self._exponent}"
            case Binary():
                return self._binary(node, each)

    def _binary(self, node: Binary, each: int) -> str:
        match node:
            case Binary("/", left, Number(value)) if value == 100:
                return self._as_rate(self.show(left, each))
            case Binary("/", Binary("*", Number(value), left), right) if value == 100:
                return f"{self.show(left, each)} ÷ {self._as_rate(self.show(right, each))}"
        shown = f"{self.show(node.left, each)} {_SIGNS[node.sign]} {self.show(node.right, each)}"
        return f"({shown})" if node.sign in "+-" and node not in self._sides else shown

    def _put_in(self, role: str, each: int) -> str:
        filled = self._tie.role(role)
        self.numbers.append(self._figures.get(filled[min(each, len(filled) - 1)], "?"))
        return GAP

    def _as_rate(self, shown: str) -> str:
        """A rate carries its % sign."""
        if not shown.endswith(GAP):
            return f"{shown}%"
        self.numbers[-1] = _as_rate(self.numbers[-1])
        return shown


def _as_rate(told: Printed | str) -> Printed | str:
    if isinstance(told, str):
        return f"{told}%"
    return Printed(told.value, "%", told.qualifier, told.high)
