"""Ranges: two amounts as one (`4 to 5 percent`, `-1 to 0 percent`, `$5-6 million`, `3.0 percent ± 1.0 point`)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.printed.en.lexer import DASHES, Token
from tallystick.reading.printed.en.quantities.amounts import Amount, amount_at
from tallystick.reading.printed.en.quantities.signs import is_signed
from tallystick.reading.printed.en.quantities.units import THINGS
from tallystick.reading.printed.en.vocabulary import single_tags, word_set

_DASHES = DASHES | {"—", "~"}
_MOVED, _PASSED, _SPANNED = word_set("ranges", "moved"), word_set("ranges", "passed"), word_set("ranges", "spanned")
_REACH = 7  # tokens before a number in which `from` or `between` makes what follows
_NEAR = 6
_FACTOR = 1000  # `500-1.2 million` is no `500 million`
_MOVES = frozenset({"up", "down"})
_WIDE = 3  # ends of a rate's range lie no farther apart behind a finished move
_TOLERANCES = (("±",), ("+", "/", "-"), ("+", "/", "−"), ("plus", "or", "minus"), ("plus", "and", "minus"))
_TOLERATED = frozenset(mark[0] for mark in _TOLERANCES)


class Range(msgspec.Struct, frozen=True):
    """Low and high end in the unit `code`, half a unit of the finer end's last place, printed digits, token behind."""

    low: Decimal
    high: Decimal
    half: Decimal
    code: str
    digits: str
    stop: int


def range_from(tokens: Sequence[Token], first: Amount, conventions: Conventions) -> Range | None:
    """The range that an amount opens; None where it stands alone or leads to another amount."""
    if first.number.form == "part" or first.stop + 1 >= len(tokens):
        return None
    tolerance = _tolerance(tokens, first, conventions)
    if tolerance is not None:
        return tolerance
    k = _second(tokens, first)
    last = amount_at(tokens, k, conventions) if k else None
    if last is None or last.number.form == "part":
        return None
    if tokens[k - 1].low == "to" and _leads_on(tokens, first, last):
        return None
    return _joined(first, last, tokens[k - 1].low)


def tolerance_at(tokens: Sequence[Token], i: int, conventions: Conventions) -> Range | None:
    """`±0.5 percentage points`, `plus or minus 2 percent`: as far below nought as above it."""
    mark = _mark_at(tokens, i)
    far = amount_at(tokens, i + mark, conventions) if mark and i + mark < len(tokens) else None
    if far is None or far.number.form == "part" or far.opening.sign:
        return None
    return Range(-far.value, far.value, far.half, far.code, f"±{far.number.digits}", far.stop)


def _mark_at(tokens: Sequence[Token], i: int) -> int:
    """How many tokens at `i` print a tolerance; 0 where none do."""
    if tokens[i].low not in _TOLERATED:
        return 0
    words = tuple(token.low for token in tokens[i : i + 3])
    return next((len(mark) for mark in _TOLERANCES if words[: len(mark)] == mark), 0)


def _tolerance(tokens: Sequence[Token], first: Amount, conventions: Conventions) -> Range | None:
    """`3.0 percent ± 1.0 percentage point`, `5 ± 0.3 kg`: as far below as above."""
    mark = _mark_at(tokens, first.stop)
    at = first.stop + mark
    far = amount_at(tokens, at, conventions) if mark and at < len(tokens) else None
    if far is None or far.number.form == "part":
        return None
    own, other = first.code, far.code
    if own == THINGS:
        value, code = far.in_unit(first.number.value), other
    elif other in (own, THINGS) or (own == "%" and other == "pp"):
        value, code = first.value, own
    else:
        return None
    reach = abs(far.value if other != THINGS else first.in_unit(far.number.value))
    half = min(first.half, far.half)
    return Range(value - reach, value + reach, half, code, f"{first.number.digits}±{far.number.digits}", far.stop)


def _second(tokens: Sequence[Token], first: Amount) -> int:
    """The token where the second end starts behind `to`, a dash, `and` after `between`; 0 where none does."""
    j = first.stop
    joint = tokens[j].low
    if joint == "and":
        follows = any(token.low == "between" for token in tokens[max(first.opening.at - _NEAR, 0) : j])
    elif joint == "or":
        follows = not first.number.scaled and (first.code == "%" or first.unit.stop == first.number.stop)
    elif joint == "to":
        follows = not _moves_on(tokens, first)
    else:
        follows = joint in _DASHES and not is_signed(tokens, j)
    return j + 1 if follows else 0


def _moves_on(tokens: Sequence[Token], first: Amount) -> bool:
    """Whether `to` leads from one amount to another (`from 5% to 6%`, `by 2 to 7`), not along a range."""
    opening = first.opening.at
    for k in range(opening - 1, max(opening - _REACH, 0) - 1, -1):
        low = tokens[k].low
        if low in ("from", "by"):
            return not (k and tokens[k - 1].low in _SPANNED)
        if low in ("to", "between") or low in _SPANNED or "auxiliary" in single_tags(low):
            return False
    return False


def _leads_on(tokens: Sequence[Token], first: Amount, last: Amount) -> bool:
    """`decreased $1.2 million to $23.5 million`: a finished change by one amount to the other."""
    if first.code == THINGS and last.code != THINGS and first.number.value < _FACTOR:
        return False
    k = first.opening.at - 1 - bool(first.opening.code)
    while k >= 0 and tokens[k].low in _PASSED:
        k -= 1
    if k < 0 or not (tokens[k].low in _MOVED or (tokens[k].low.endswith("ed") and single_tags(tokens[k].low) & _MOVES)):
        return False
    if first.code == THINGS or first.unit.code in ("%", "pp", "bp"):
        return abs(last.value) > _WIDE * abs(first.value)
    return True


def _joined(first: Amount, last: Amount, joint: str) -> Range | None:
    """Two amounts as the ends of one range, where their units allow it."""
    own, other = first.code, last.code
    if own == THINGS and other != THINGS and not first.opening.code:
        code, low, high = other, last.unit, last.value
        bare = (-1 if first.opening.sign < 0 else 1) * first.number.value
        start = (bare - 1) * 100 if last.unit.code == "fold" else bare * low.worth
    elif other == THINGS and first.opening.code and not last.opening.code:
        code, start, high = own, first.value, last.number.value * first.unit.worth
    elif first.opening.code and other.startswith(f"{own}/"):
        code, start, high = other, first.in_unit(first.number.value) / first.unit.worth * last.unit.worth, last.value
    elif own == other:
        code, start, high = own, first.value, last.value
    else:
        return None
    ends = _ordered(_scaled(start, first, last, high), high) or _ordered(start, high)
    if ends is None or (code == THINGS and joint not in _DASHES | {"to", "and"}):
        return None
    half = min(first.half, last.half) if own == other else last.half
    digits = f"{first.number.digits}-{last.number.digits}"
    return Range(*ends, half, code, digits, last.stop)


def _scaled(start: Decimal, first: Amount, last: Amount, high: Decimal) -> Decimal:
    """The first end with the scale that only the second prints: `$5-6 million`."""
    scale = last.number.scale
    if first.number.scaled or scale == 1 or abs(start) >= abs(high):
        return start
    own = first.number.value
    return start * scale if own < last.number.value / scale * _FACTOR else start


def _ordered(low: Decimal, high: Decimal) -> tuple[Decimal, Decimal] | None:
    """The two ends from low to high; falling ends are only a range where both are below nought."""
    if low < high:
        return low, high
    return (high, low) if high < low <= 0 else None
