"""A figure as it is meant in a phrase: with the sign its words give, in the unit of the role it plays."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal

import msgspec

from tallystick.model import Observation
from tallystick.reconciling.linking import Bag, cautions, subject

_MINUS = re.compile(r"[-−–(（负]|minus|negative", re.IGNORECASE)
_BASIS_POINTS = Decimal("0.01")
_FEW = 2  # words that a name may leave out


def scaled(figure: Observation, factor: Decimal, unit: str = "") -> Observation:
    """The same figure times a number, in another unit.

    A negative factor turns its bounds round.
    """
    value = figure.value
    ends = tuple(v * factor for v in value) if isinstance(value, tuple) else value * factor
    lower, upper = (None if end is None else end * factor for end in (figure.lower, figure.upper))
    lower_open, upper_open = figure.lower_open, figure.upper_open
    if factor < 0:
        lower, upper, lower_open, upper_open = upper, lower, upper_open, lower_open
        ends = (ends[1], ends[0]) if isinstance(ends, tuple) else ends
    return msgspec.structs.replace(
        figure,
        value=ends,
        lower=lower,
        upper=upper,
        lower_open=lower_open,
        upper_open=upper_open,
        unit=unit or figure.unit,
    )


def size(figure: Observation) -> Decimal:
    """How large a figure is; the middle of a range."""
    value = figure.value
    return (value[0] + value[1]) / 2 if isinstance(value, tuple) else value


def in_points(figure: Observation) -> Observation:
    """Basis points as percentage points; anything else as it is."""
    return scaled(figure, _BASIS_POINTS, "pp") if figure.unit == "bp" else figure


def signed(figure: Observation, sign: int) -> Observation:
    """The figure with a sign; with its own where there is none to give."""
    return scaled(figure, Decimal(-1)) if sign and (size(figure) < 0) != (sign < 0) and size(figure) else figure


def without_losses(levels: Mapping[str, Observation]) -> Mapping[str, Observation] | None:
    """Amounts that are all losses as positive amounts; None where some are losses and some are not."""
    below = [name for name, figure in levels.items() if size(figure) < 0]
    if not below:
        return levels
    if len(below) < len(levels):
        return None
    return {name: scaled(figure, Decimal(-1)) for name, figure in levels.items()}


def as_printed(rates: Mapping[str, Observation]) -> Mapping[str, Observation]:
    """Rates of which some are below nought, though printed without a minus, as they are printed.

    A reader may take `the rate fell from 41% to 39%` for a growth of -41%; a level told in words keeps its sign.
    """
    if len({size(figure) < 0 for figure in rates.values()}) < 2:
        return rates
    return {
        name: scaled(figure, Decimal(-1)) if size(figure) < 0 and not _MINUS.search(figure.text) else figure
        for name, figure in rates.items()
    }


def of_its_whole(figures: Mapping[str, Observation], *, named: bool) -> bool:
    """Whether each share is of the whole beside it: by its name or, where it need not be named, by no other."""
    shares = [figure for name, figure in figures.items() if name.startswith("share")]
    return all(_is_of(figure.base, figures["whole"], named=named) for figure in shares)


def _is_of(base: str, whole: Observation, *, named: bool) -> bool:
    """Whether what a share is of and what a whole counts have one name, but for words that wholes are known by."""
    if not base or base in cautions("whole_itself"):
        return not named
    own, counted = (set(_own_words(text)) for text in (base, whole.subject))
    return bool(own) and own <= counted | set(whole.text) and len(counted - own) <= _FEW


def _own_words(name: str) -> Bag:
    for word in cautions("said_of_wholes"):
        name = name.replace(word, "")
    return subject(name).core if name else ()


def sharing_scale(levels: Mapping[str, Observation], bare: Collection[str]) -> Mapping[str, Observation]:
    """Amounts of which only the last carries unit and scale (`from 3.2 to 4.1 million`) brought to that of the last.

    `bare` are those that may share it, since no thing of their own stands behind them.
    """
    last = max(levels.values(), key=lambda figure: figure.start, default=None)
    if last is None or last.unit == "1" or not _digits(last):
        return levels
    factor = abs(size(last)) / _digits(last)
    return {
        name: scaled(figure, factor, last.unit) if figure.unit == "1" and name in bare and _is_plain(figure) else figure
        for name, figure in levels.items()
    }


def _is_plain(figure: Observation) -> bool:
    return isinstance(figure.value, Decimal) and _digits(figure) == abs(figure.value)


def _digits(figure: Observation) -> Decimal:
    """The number as printed; nought where it is told in words or is a range."""
    digits = figure.digits.replace(",", "").replace(" ", "")
    try:
        return Decimal(digits)
    except ArithmeticError:
        return Decimal(0)
