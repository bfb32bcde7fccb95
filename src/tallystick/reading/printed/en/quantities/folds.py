"""Growth in one word: `doubled`; `twice`, `double the …` as so many times another amount."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from tallystick.reading.printed.en.items import Item, add
from tallystick.reading.printed.en.lexer import WORD, Token
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.vocabulary import Vocabulary, single_tags, vocabulary, word_set

_FOLD = "fold"
_MOVES = frozenset({"up", "down", "adverb_up", "adverb_down", "cmp:up", "cmp:down"})
_NEAR = 3  # tokens in which a fall turns a fold
_HALF_OF_TIMES, _HALF_OF_GROWTH = Decimal("0.5"), Decimal(50)
_AS_BASE, _AS_GROWTH = word_set("folds", "base_behind"), word_set("folds", "growth_before")
_TWICE_OF, _NO_COUNT, _NO_GROWTH, _NO_GROWTH_OF = (
    word_set("folds", name) for name in ("multiple_behind", "no_count_behind", "no_growth_behind", "no_growth_of")
)
_ONE_NOUN, _PREDICATES = word_set("folds", "one_noun_before"), word_set("folds", "plain_behind")


def folded(text: str, tokens: Sequence[Token], i: int, known: Vocabulary, items: list[Item]) -> int:
    """Add the growth or multiple that the word at token `i` tells; where it stops, 0 where it tells none."""
    token = tokens[i]
    if token.kind != WORD:
        return 0
    if token.low in known.multiples and (token.low not in known.fold or _is_multiple(tokens, i)):
        return _multiple(text, tokens, i, known.multiples[token.low], items)
    if token.low not in known.fold or not _grows(tokens, i):
        return 0
    value = Decimal(known.fold[token.low])
    quantity = Quantity(token.start, token.end, i + 1, value, _HALF_OF_GROWTH, token.low, "%", _FOLD)
    return add(items, quantity, text)


def settle_fold(tokens: Sequence[Token], i: int, quantity: Quantity) -> bool:
    """Turn the fold at token `i` where it tells of a fall; False where it tells of no move (`is twofold`)."""
    known = vocabulary()
    before = tokens[i - 1].low if i else ""
    behind = tokens[quantity.stop].low if quantity.stop < len(tokens) else ""
    if {token.low for token in tokens[max(i - 2, 0) : i]} & known.no_folding or (
        before in ("a", "an", "the") and not single_tags(behind) & _MOVES
    ):
        return False
    near = (*tokens[max(i - _NEAR, 0) : i], *tokens[quantity.stop : quantity.stop + 2])
    if any(token.low in known.folding_down for token in near):
        _turn(quantity)
    return True


def _turn(quantity: Quantity) -> None:
    value = quantity.value
    if isinstance(value, tuple):
        quantity.value = _fallen(value[0]), _fallen(value[1])
        return
    quantity.value = _fallen(value)
    quantity.half = (_fallen(value - quantity.half) - _fallen(value + quantity.half)) / 2


def _fallen(growth: Decimal) -> Decimal:
    """A fall to the part of which the growth would be the way back: fourfold up is 300, fourfold down -75."""
    return Decimal(repr(float(10000 / (growth + 100) - 100)))


def _is_multiple(tokens: Sequence[Token], i: int) -> bool:
    """`double the …`, `triple that of …`: not `to double the …`."""
    behind = tokens[i + 1].low if i + 1 < len(tokens) else ""
    return behind in _AS_BASE and (tokens[i - 1].low if i else "") not in _AS_GROWTH


def _multiple(text: str, tokens: Sequence[Token], i: int, times: int, items: list[Item]) -> int:
    token = tokens[i]
    behind = tokens[i + 1].low if i + 1 < len(tokens) else ""
    before = tokens[i - 1].low if i else ""
    unit, form, half = "times", _FOLD, _HALF_OF_TIMES
    if token.low in ("twice", "thrice") and behind not in _TWICE_OF:
        if behind in _NO_COUNT or before in ("at", "think"):
            return 0
        unit, form, half = "1", "words", Decimal(0)
    return add(items, Quantity(token.start, token.end, i + 1, Decimal(times), half, token.low, unit, form), text)


def _grows(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word of doubling tells of growth: not `double-digit`, `a double …`, `doubling down`."""
    token = tokens[i]
    behind = tokens[i + 1].low if i + 1 < len(tokens) else ""
    before = tokens[i - 1].low if i else ""
    if token.low == "redoubled" or behind in _NO_GROWTH or _NO_GROWTH_OF & {t.low for t in tokens[i + 1 : i + 4]}:
        return False
    if token.low not in vocabulary().multiples and token.low != "quintuple":
        return True
    compound = not token.glue and i + 1 < len(tokens) and tokens[i + 1].glue == "-"
    return not (compound or before in _ONE_NOUN or behind in _PREDICATES)
