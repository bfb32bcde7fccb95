"""What the names of amounts say of one another: a deficit lies between imports and exports, men and women are all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from tallystick.knowledge import load_topics
from tallystick.reconciling.nearby.figures import Near

FINE = 0.02  # of a margin, how finely it must be told
OWN = 1  # words that the name of what another part is not may have for itself

Names = frozenset[frozenset[str]]


def is_named_balance(whole: Near, parts: Sequence[Near]) -> bool:
    """Whether two parts are by name the smaller amount and the balance of which the whole is the larger."""
    if len(parts) != 2:
        return False
    pairs = (tuple(parts), tuple(reversed(parts)))
    return any(
        _has(whole.words, larger)
        and any(_has(one.words, smaller) and _has(other.words, rest) and not _is_of_both(other) for one, other in pairs)
        for larger, smaller, rest in _balances()
    )


def are_opposites(whole: Near, parts: Sequence[Near]) -> bool:
    """Whether two parts are by name the two that make up all: men and women, within the union and outside it."""
    if len(parts) != 2:
        return False
    one, other = (_spoken(near) for near in parts)
    return any(
        (a in one and b in other and not (b in one or a in other))
        or (b in one and a in other and not (a in one or b in other))
        for a, b in _opposites()
    ) or any(_is_other(whole, *pair) for pair in (parts, parts[::-1]))


def is_within_all(whole: Near, parts: Iterable[Near]) -> bool:
    """Whether each part has the name of the whole, and more words than it."""
    return bool(whole.words) and all(whole.words < near.words for near in parts)


def is_margin(share: Near) -> bool:
    """Whether a share is a margin: what it is of is revenue, whatever words stand before it."""
    return any(word in share.words or f" {word} " in share.before for word in _words()["margins"])


def is_margin_of(share: Near, part: Near, whole: Near) -> bool:
    """Whether an amount is what margins are of, and a part that of which it is one: operating income and margin."""
    own = share.words - _words()["margins"] - turnover()
    named = not own.isdisjoint(part.words.union(part.before.split())) and turnover().isdisjoint(part.words)
    fine = share.width <= FINE * share.value and share.figure.status == whole.figure.status
    return fine and named and not turnover().isdisjoint(whole.words)


def turnover() -> frozenset[str]:
    """The words for what margins are of, in singular."""
    return _words()["turnover"]


def _is_of_both(rest: Near) -> bool:
    """Whether a name tells a surplus and a deficit, and so no one of them."""
    return rest.words >= {"surplus", "deficit"}


def _has(words: frozenset[str], names: Names) -> bool:
    return any(name <= words for name in names)


def _spoken(near: Near) -> frozenset[str]:
    """The words of a subject, with the small ones that `words` leave out."""
    told = near.figure.subject.lower().replace("other than", "")
    return near.words | frozenset(told.split()) | frozenset(told.replace("-", " ").split())


def _is_other(whole: Near, one: Near, part: Near) -> bool:
    """Whether a part is by name what another is not: exports to others, or outside the union, beside those to it."""
    if _words()["others"].isdisjoint(_spoken(part)) or not _words()["others"].isdisjoint(_spoken(one)):
        return False
    of_its_own = part.words - _words()["others"] - whole.words - one.words
    return len(of_its_own) <= OWN and bool(whole.words & one.words & part.words)


@lru_cache(maxsize=1)
def _words() -> Mapping[str, frozenset[str]]:
    told = load_topics("nearby")["words"]
    margins = told["margins"]
    lists = {"others": told["opposites"]["others"], "margins": margins["names"], "turnover": margins["of"]}
    return {name: frozenset(words) for name, words in lists.items()}


@lru_cache(maxsize=1)
def _opposites() -> tuple[tuple[str, str], ...]:
    return tuple((one, other) for one, other in load_topics("nearby")["words"]["opposites"]["pairs"])


@lru_cache(maxsize=1)
def _balances() -> tuple[tuple[Names, Names, Names], ...]:
    """Of each kind of balance the names of the larger amount, the smaller and what lies between them."""
    told = load_topics("nearby")["words"]["named_balance"]
    return tuple((_names(one["larger"]), _names(one["smaller"]), _names(one["rest"])) for one in told)


def _names(told: Iterable[str]) -> Names:
    return frozenset(frozenset(name.split()) for name in told)
