"""What the rules propose for a quantity, as names for the choosers: one voice among others."""

from __future__ import annotations

from decimal import Decimal

from tallystick.reading.sentence import Sentence


def sign_proposed(sentence: Sentence, k: int) -> str:
    """The direction that the rules read, + or -; nothing where they read no figure."""
    figure, quantity = sentence.proposed.get(k), sentence.items[k].quantity
    if figure is None:
        return ""
    return "-" if (_low(figure.value) < 0) != (_low(quantity.value) < 0) else "+"


def status_proposed(sentence: Sentence, k: int) -> str:
    """The status that the rules read."""
    figure = sentence.proposed.get(k)
    return figure.status if figure else ""


def _low(value: Decimal | tuple[Decimal, Decimal]) -> Decimal:
    return value[0] if isinstance(value, tuple) else value
