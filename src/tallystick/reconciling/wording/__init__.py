"""The words of findings: messages as data, told in English or Chinese. See `saying` for how to add one."""

from tallystick.reconciling.wording.numbers import amount, last_digit, number, within
from tallystick.reconciling.wording.parts import (
    describe,
    describe_series,
    formula,
    is_unsigned,
    measured,
    printed,
    said,
)
from tallystick.reconciling.wording.saying import because, in_language, reads, reasons_of, say, told

__all__ = [
    "amount",
    "because",
    "describe",
    "describe_series",
    "formula",
    "in_language",
    "is_unsigned",
    "last_digit",
    "measured",
    "number",
    "printed",
    "reads",
    "reasons_of",
    "said",
    "say",
    "told",
    "within",
]
