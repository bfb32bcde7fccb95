"""A figure as loose linking sees it: the numbers it may be, the words of its subject, where it stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.model import Observation, Reading
from tallystick.reconciling.linking import subject
from tallystick.reconciling.mentions import in_words, sentences

BESIDE = 80  # characters before a figure that may say what it is to the others


@dataclass(frozen=True, slots=True, eq=False)
class Near:
    """One figure; `low` and `high` bound it in its own unit (basis points in points), `width` is how fine it is told.

    `words` are those of its subject, `whole` those of what its base names; `place` is its number among the figures of
    the text, `sentence` and `paragraph` are where it stands, `before` the words since the figure before.
    """

    figure: Observation
    low: float
    high: float
    value: float
    width: float
    words: frozenset[str]
    whole: frozenset[str]
    place: int
    sentence: int
    paragraph: int
    before: str

    @property
    def in_words(self) -> bool:
        """Whether its sentence is one: cells that a text lists line by line have no words of their own."""
        return in_words(self.figure.sentence)


def near_figures(reading: Reading) -> Iterator[list[Near]]:
    """The figures of running text, sentence by sentence; those that nothing bounds are left out."""
    starts = [block.start for block in reading.release.blocks]
    place = 0
    for number, sentence in enumerate(sentences(reading)):
        here = []
        for order, figure in enumerate(sentence.figures):
            place += 1
            where = (place, number, bisect_right(starts, figure.start))
            near = _near(figure, where, _plain(sentence.before(order)))
            if near is not None:
                here.append(near)
        if here:
            yield here


def _plain(words: str) -> str:
    apart = words[-BESIDE:].lower().replace("（", "(").replace("(", " ( ").replace(",", " , ")
    return f" {' '.join(apart.split())} "


def _near(figure: Observation, where: tuple[int, int, int], before: str) -> Near | None:
    if figure.lower is None and figure.upper is None:
        return None
    part = 0.01 if figure.unit == "bp" else 1.0
    low, high = (None if end is None else float(end) * part for end in (figure.lower, figure.upper))
    printed = figure.value if isinstance(figure.value, tuple) else (figure.value, figure.value)
    value = float(printed[0] + printed[1]) / 2 * part
    step = 10.0 ** int(printed[0].as_tuple().exponent) * part
    if low is None or high is None:  # more than, less than: words say so of a number just below or above
        low, high = (value - step if low is None else low), (value + step if high is None else high)
    width = max(high - low, _round_to(figure, value))
    if figure.qualifier == "~":  # a loose link rests on the digits: what `about` allows besides agrees by chance
        near = max(step, _round_to(figure, value))
        low, high = max(low, value - near), min(high, value + near)
    words = frozenset(subject(figure.subject).words) if figure.subject else frozenset()
    named = bool(figure.base) and not figure.base[0].isdigit()
    whole = frozenset(subject(figure.base).words) if named else frozenset()
    return Near(figure, low, high, value, width, words, whole, *where, before)


def _round_to(figure: Observation, value: float) -> float:
    """The last place that is no nought of a whole number: so finely it differs from others like it."""
    digits = "".join(sign for sign in figure.digits if sign.isdigit() and sign.isascii())
    if "." in figure.digits or not digits.strip("0"):
        return 0.0
    return abs(value) / int(digits.rstrip("0"))
