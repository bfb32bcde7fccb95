"""Figures that one link ties already: what else follows from two of them is likelier theirs.

That births rose by 8,000, or 3.1%, from 261,000 tells of which births 269,000 are, some sentences before.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from itertools import combinations
from math import exp

from tallystick.knowledge import load_topics
from tallystick.reconciling.nearby.weighing import (
    ACROSS,
    Triple,
    chance,
    kin,
    least_odds,
    odds,
    told_otherwise,
)

ROLES = {"new": "now", "later": "now", "old": "then", "earlier": "then", "growth": "growth", "change": "change"}
"""Roles of the identities of one level then and now, by what they are in all of these."""
OTHER = {"now": "then", "then": "now"}
CONTAINED = 2  # how near names must be
FINE = 0.1  # of growth, how finely it must be told
LOOSE = 0.2  # chance of agreeing for nothing above which it says nothing
OF_LEVELS = ("growth_from_levels", "change_of_level", "change_and_growth", "change_and_growth_to")

Part = tuple[str, int]
Pair = tuple[Part, Part]


def following(triples: Iterable[Triple], tied: Sequence[Triple]) -> list[Triple]:
    """Those of sentences apart that agree and, as two of their figures are tied already, are so by all odds.

    What they tie anew is a level of the like name, then or now.
    """
    known = {part for one in tied for part in _parts(one)}
    pairs = frozenset(pair for one in tied for pair in _pairs(one))
    taken = {(one.kind.identity, one.anchor.place) for one in tied}
    found = []
    those = (one for one in triples if one.place in ACROSS and _may_follow(one, pairs, known))
    for chances, one in sorted(((_odds(one), one) for one in those), key=lambda pair: -pair[0]):
        key = one.kind.identity, one.anchor.place
        if chances >= least_odds("across") and key not in taken:
            taken.add(key)
            found.append(one)
    return found


def _may_follow(triple: Triple, pairs: frozenset[Pair], known: Container[Part]) -> bool:
    parts = _parts(triple)
    told = [pair for pair in _pairs(triple) if pair in pairs]
    if not told or told_otherwise(triple):
        return False
    new = [part for part in parts if all(part not in pair for pair in told)]
    if any(role not in OTHER or (OTHER[role], place) in known for role, place in new):
        return False
    fine = triple.anchor.width <= FINE * abs(triple.anchor.value) or triple.kind.identity == "change_of_level"
    alike = all(kin(one.words, other.words) >= CONTAINED for one, other in combinations(triple.figures, 2))
    return fine and alike and _is_in_time(triple) and chance(triple) <= LOOSE


def _is_in_time(triple: Triple) -> bool:
    """Whether all is of the time that the anchor names, and before that only what was then."""
    anchor, first, second = (near.figure for near in triple.figures)
    then = anchor.base if triple.kind.over_time else anchor.period
    return first.period in ("", anchor.period) and second.period in ("", then)


def _odds(triple: Triple) -> float:
    alone = odds(triple)
    more = alone * exp(load_topics("nearby")["odds"]["known"]["pair"])
    return more / (more + 1 - alone)


def _pairs(triple: Triple) -> list[Pair]:
    return list(combinations(_parts(triple), 2))


def _parts(triple: Triple) -> list[Part]:
    """The figures of a triple by role and place."""
    if triple.kind.identity not in OF_LEVELS:
        return []
    return sorted((ROLES[role], near.place) for role, near in zip(triple.kind.roles, triple.figures, strict=True))
