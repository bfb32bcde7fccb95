"""The unit of a number printed without one: asked for by its measure or noun, or carried over from the figure before.

Money without a currency (`sales of 610 million`) is in that of the document, a change beside another (`4.6 percentage
points higher in England and 3.4 in Wales`) in the unit of the other, a price in a list per what the others are.
"""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.reading.candidates.unit_classes import class_of
from tallystick.reading.printed.en.items import WORDS
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.quantities.units import THINGS
from tallystick.reading.printed.en.vocabulary import word_set
from tallystick.reading.sentence import Sentence

_MONEY, _RATIO = word_set("choosing", "money_nouns"), word_set("choosing", "ratio_nouns")
_COUNTED, _AGES = word_set("choosing", "counted_nouns"), word_set("choosing", "age_nouns")
_RATES = frozenset({"growth", "average_growth", "annualised_growth", "share"})
_CARRIED = frozenset({"pp", "physical", "money"})
_BEFORE, _BEHIND = 8, 4  # items in which a noun tells what a number is of
_HEADS = 2  # words above a number whose names tell
_OLDEST = 120  # years
_OFTEN = 100  # times


@dataclass(frozen=True)
class Spent:
    """The document's own money, and of the figure before its unit, measure and item (None: in another sentence)."""

    money: str = ""
    unit: str = ""
    measure: str = ""
    item: int | None = None


def unit_of(sentence: Sentence, k: int, spent: Spent, measure: str) -> str:
    """The unit of the quantity at item `k`: that printed, unless none is and something tells which it must be."""
    quantity = sentence.items[k].quantity
    if quantity.is_money:
        carried = spent.item is not None and spent.unit.startswith(f"{quantity.unit}/")
        return spent.unit if carried else quantity.unit
    if quantity.unit != THINGS:
        return THINGS if measure == "level" and _counts_events(quantity) else quantity.unit
    if measure in _RATES:
        return "%"
    if _counts(sentence, k):
        return THINGS
    return _carried(quantity, spent, measure) or _of_noun(sentence, k, spent.money) or THINGS


def _carried(quantity: Quantity, spent: Spent, measure: str) -> str:
    """The unit of the figure before in the sentence, where this one is its like."""
    if spent.item is None or measure == "index":
        return ""
    kind = class_of(spent.unit)
    if kind in _CARRIED and (quantity.scaled or (spent.measure == measure and measure in ("change", "gap"))):
        return spent.unit
    decimal = "." in quantity.digits and not quantity.scaled
    return spent.unit if decimal and kind in ("%", "pp", "times") else ""


def _of_noun(sentence: Sentence, k: int, money: str) -> str:
    """The unit that a noun asks for: money for sales and debts, times for leverage."""
    quantity = sentence.items[k].quantity
    if quantity.scaled:
        told = _stands(sentence, k, _MONEY, near=True) and not _stands(sentence, k, _COUNTED, near=True)
        return money if told else ""
    if quantity.form == "digits" and _stands(sentence, k, _RATIO, near=False):
        return "times"
    return "year" if _may_be_age(quantity) and _stands(sentence, k, _AGES, near=False) else ""


def _may_be_age(quantity: Quantity) -> bool:
    high = quantity.value[1] if isinstance(quantity.value, tuple) else quantity.value
    return 0 < high < _OLDEST


def _counts_events(quantity: Quantity) -> bool:
    """Whether `times` counts how often something was done (`viewed 4,000 times`): no ratio is so large and whole."""
    whole = quantity.form == "digits" and "." not in quantity.digits
    return quantity.unit == "times" and whole and not isinstance(quantity.value, tuple) and quantity.value >= _OFTEN


def _counts(sentence: Sentence, k: int) -> bool:
    """Whether a noun that the number may count stands right behind it."""
    words = sentence.words_of(sentence.items[k])
    tags = [sentence.tree.tags[word] for word in range(words.stop, min(words.stop + 2, len(sentence.tree)))]
    return bool(words) and bool(tags) and (tags[0] in ("NNS", "NN") or (tags[0] == "JJ" and tags[-1] == "NNS"))


def _stands(sentence: Sentence, k: int, nouns: frozenset[str], *, near: bool) -> bool:
    """Whether one of some nouns governs the number; with `near` also whether it stands close to it."""
    items = sentence.items
    if nouns & _governing(sentence, sentence.words_of(items[k])):
        return True
    close = (item.low for item in items[max(k - _BEFORE, 0) : k + _BEHIND] if near and item.kind == WORDS)
    return any(word in nouns for low in close for word in low.split())


def _governing(sentence: Sentence, words: range) -> set[str]:
    """What a number hangs on, up to its verb, the words of the verb's subject, and its object."""
    tree, found = sentence.tree, set[str]()
    if not words:
        return found
    for n, above in enumerate(tree.above(tree.top(words))):
        if n < _HEADS and not sentence.kinds[above]:
            found.add(tree.lows[above])
        if tree.tags[above][:2] in ("VB", "MD"):
            found.update(tree.lows[c] for c in tree.children[above] if tree.deps[c] == "dobj" and c not in words)
            subject = next((c for c in tree.children[above] if tree.deps[c] in ("nsubj", "nsubjpass")), None)
            if subject is not None:
                parts = (c for c in tree.children[subject] if tree.deps[c] in ("compound", "amod"))
                found.update(tree.lows[c] for c in (subject, *parts))
            break
    return found
