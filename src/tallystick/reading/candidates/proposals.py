"""What the rules propose for a quantity, as names for the choosers: one voice among others."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tallystick.reading.sentence import Sentence

_QUARTERS = 4  # shares of words are told in quarters


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


def likeness(text: str, other: str, agreed: bool) -> Iterator[str]:
    """How much of the subject `other` by rules a candidate has, and how much of the candidate that subject has."""
    own, proposed = set(text.lower().split()), set(other.lower().split())
    both = len(own & proposed)
    name = f"rules:{_share(both, len(own))}:{_share(both, len(proposed))}"
    yield name
    yield f"{name}:{agreed}"


def _share(part: int, whole: int) -> int:
    return round(_QUARTERS * part / max(whole, 1))


def _low(value: Decimal | tuple[Decimal, Decimal]) -> Decimal:
    return value[0] if isinstance(value, tuple) else value
