"""Items: the words, marks and recognised pieces of a sentence."""

from __future__ import annotations

from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.times.time import Time
from tallystick.reading.printed.en.vocabulary import NO_TAGS, Tags

# Kinds of item.
WORDS, MARK, QUANTITY, TIME, DECOY = "w", "p", "Q", "T", "X"


class Item:
    """A word with its tags, a mark, or in `data` what was recognised: Quantity, Time, or a decoy's reason."""

    __slots__ = ("data", "end", "kind", "low", "start", "tags")

    def __init__(
        self, kind: str, start: int, end: int, low: str, tags: Tags = NO_TAGS, data: Quantity | Time | str | None = None
    ) -> None:
        self.kind, self.start, self.end, self.low, self.tags, self.data = kind, start, end, low, tags, data

    def __repr__(self) -> str:
        return f"{self.kind}:{self.low}" + (f"{sorted(self.tags)}" if self.tags else "")

    @property
    def quantity(self) -> Quantity:
        """The quantity of an item of that kind."""
        assert isinstance(self.data, Quantity)
        return self.data

    @property
    def time(self) -> Time:
        """The time of an item of that kind."""
        assert isinstance(self.data, Time)
        return self.data


def add(items: list[Item], quantity: Quantity, text: str) -> int:
    """Add a quantity to the items; where it stops."""
    items.append(
        Item(QUANTITY, quantity.start, quantity.end, text[quantity.start : quantity.end].lower(), NO_TAGS, quantity)
    )
    return quantity.stop
