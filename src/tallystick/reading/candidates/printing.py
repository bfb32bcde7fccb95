"""How a number is printed, and the sorts of words around it, as names for the choosers."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.sentence import Sentence

_SMALL, _LARGE = 5, 7  # digits before the point
_FEW = 6  # words of a line that is no sentence


def shape(quantity: Quantity) -> Iterator[str]:
    """How the number is printed: its form, its decimals, its size."""
    value = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
    digits = len(str(int(abs(value))))
    size = str(digits) if digits < _SMALL else "thousands" if digits < _LARGE else "millions"
    decimal = "." in quantity.digits
    yield f"form:{quantity.form}"
    yield f"size:{size}"
    yield f"size:{size}:{decimal}:{quantity.form}"
    if isinstance(quantity.value, tuple):
        yield "range"
    elif abs(value) == 100 or (digits > 1 and not decimal and _ends_in_nought(value)):
        yield f"round:{size if value != 100 else 100}"  # the whole of a rate or index


def surroundings(sentence: Sentence, k: int) -> Iterator[str]:
    """The sorts of the words next to item `k`, and what kind of line it stands in."""
    tree, text, item = sentence.tree, sentence.text, sentence.items[k]
    words = sentence.words_of(item)
    if not words:
        return
    tags = [tree.tags[w] if 0 <= w < len(tree) else "END" for w in (words.start - 1, words.stop, words.stop + 1)]
    yield from (f"tag{n}:{tag}" for n, tag in zip((-1, 1, 2), tags, strict=True))
    yield f"tags:{tags[0]}:{tags[1]}"
    yield f"tags:{tags[1]}:{tags[2]}"
    if words.start and text[tree.starts[words.start - 1]].isupper():
        yield f"capital-before:{'start' if words.start == 1 else 'inside'}"
    if words.stop < len(tree) and text[tree.starts[words.stop]].isupper():
        yield "capital-behind"
    verbless = not any(tag[:2] in ("VB", "MD") for tag in tree.tags)
    yield f"line:{sentence.block.kind}:{verbless}"
    if len(tree) <= len(words) + _FEW:
        yield f"short:{len(tree) - len(words)}:{verbless}"
    yield f"starts:{words.start == 0}:{verbless}"


def _ends_in_nought(value: Decimal) -> bool:
    """Whether a number, however long, is a whole multiple of ten.

    >>> _ends_in_nought(Decimal(120)), _ends_in_nought(Decimal("1" * 40)), _ends_in_nought(Decimal("0.5"))
    (True, False, False)
    """
    return value == value.to_integral_value() and int(value) % 10 == 0
