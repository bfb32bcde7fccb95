"""How likely figures that agree are tied: what their words, times and places say, against agreement by chance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.reconciling.nearby.before import is_of_before, may_differ, stood_then
from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.kinds import Kind, bounds_of
from tallystick.reconciling.nearby.named import is_margin, is_margin_of

FINE, FINEST = 0.02, 0.005  # chance of a share that speaks for others of its whole, for others in its words
SAID = 3  # words before a share, but for its verb, that say what it is
ACROSS = ("paragraph", "release")
"""Places of triples that do not stand in one sentence."""


@dataclass(frozen=True, slots=True)
class Triple:
    """Three figures that may be tied, and where they stand to one another: see `odds.toml`."""

    kind: Kind
    anchor: Near
    first: Near
    second: Near
    place: str

    @property
    def figures(self) -> tuple[Near, Near, Near]:
        """In the order of the kind's roles."""
        return self.anchor, self.first, self.second


@lru_cache(maxsize=1)
def _odds() -> dict[str, Any]:
    return load_topics("nearby")["odds"]


def likely(triples: Iterable[Triple]) -> list[Triple]:
    """Those that agree and are tied by all odds: of what makes one figure in one way, the likeliest.

    What a sentence says whole is not told again of the same numbers elsewhere.
    """
    agreeing = [one for one in triples if agree(one) and not told_otherwise(one)]
    together = _speaking_for_each_other(agreeing)
    shares = (max(together[one.second.place], together[_said(one)]) if _is_share(one) else 0 for one in agreeing)
    told_odds = ((odds(one, others), one) for one, others in zip(agreeing, shares, strict=True))
    weighed = sorted(told_odds, key=lambda pair: (_rank(pair[1]), -pair[0]))
    taken: set[tuple[str, int]] = set()
    told: set[tuple[object, ...]] = set()
    best = []
    for chances, triple in weighed:
        anchor = (triple.kind.family, triple.anchor.place)
        numbers = (triple.kind.identity, *((near.value, near.figure.period) for near in triple.figures))
        elsewhere = _rank(triple)
        least = least_odds("across" if elsewhere else "sentence")
        if chances < least or anchor in taken or (elsewhere and numbers in told):
            continue
        taken.add(anchor)
        told.add(numbers)
        best.append(triple)
    return best


def doubtful(triples: Sequence[Triple]) -> Iterator[Triple]:
    """Those of one sentence that by all that is told belong together, and yet do not agree.

    Where anything else agrees with the figure that follows, or two pairs might, or where words say why they may
    differ, nothing is.
    """
    settled = {(one.kind.family, one.anchor.place) for one in triples if agree(one)}
    found: dict[tuple[str, int], dict[frozenset[int], Triple]] = {}
    for one in triples:
        key = (one.kind.family, one.anchor.place)
        if key not in settled and _may_tie(one) and prior(features(one)) >= least_odds("doubtful"):
            found.setdefault(key, {}).setdefault(frozenset((one.first.place, one.second.place)), one)
    for ways in found.values():
        if len(ways) == 1:
            yield from ways.values()


def _may_tie(triple: Triple) -> bool:
    """Whether figures that do not agree may belong together, and nothing says why they would differ."""
    anchor, first, second = triple.figures
    again = triple.kind.over_time and first.low <= second.high and second.low <= first.high  # one number said twice
    return not (again or may_differ(anchor) or (triple.kind.over_time and stood_then(second)) or told_otherwise(triple))


def told_otherwise(triple: Triple) -> bool:
    """Whether words tell that what would be the new level is where something was before, and the old one is not."""
    named = list(zip(triple.figures, triple.kind.roles, strict=True))
    was = any(is_of_before(near) for near, role in named if role in ("new", "later"))
    return was and not any(is_of_before(near) for near, role in named if role in ("old", "earlier"))


def _rank(triple: Triple) -> bool:
    return triple.place in ACROSS


def agree(triple: Triple) -> bool:
    """Whether the figures agree within their bounds."""
    anchor = triple.anchor
    if not triple.kind.positive and triple.kind.roles[0] in ("change", "gap"):
        given = triple.first.value - triple.second.value
        if given * anchor.value <= 0 and anchor.value:
            return False  # equal in print, or the other way
        if abs(given - anchor.value) > triple.first.width + triple.second.width + anchor.width + abs(anchor.value) / 4:
            return False
    box = bounds_of(triple.kind, triple.first, triple.second)
    return box is not None and box[0] <= anchor.high and box[1] >= anchor.low


def _is_share(triple: Triple) -> bool:
    """Whether a part is told with its share in one sentence, and the whole in another."""
    return _rank(triple) and triple.kind.family == "part_of_whole" and triple.anchor.sentence == triple.first.sentence


def _speaking_for_each_other(agreeing: Iterable[Triple]) -> Counter[object]:
    """How many shares agree with each whole, and how many told in the same words with wholes of their own."""
    shares: set[tuple[object, float]] = set()
    for one in agreeing:
        close = chance(one) if _is_share(one) else 1.0
        if close < FINE:
            shares.add((one.second.place, one.anchor.value))
        if close < FINEST:
            shares.add((_said(one), one.anchor.value))
    return Counter(key for key, _ in shares)


def _said(share: Triple) -> tuple[str, ...]:
    """The words before a share, less its verb: `the clearance rate` (reached)."""
    return tuple(share.anchor.before.split()[-SAID - 1 : -1])


def odds(triple: Triple, shares: int = 0) -> float:
    """The odds, 0 to 1, that figures which agree are tied; `shares` that agree alike speak for each other."""
    others = (("shared_others", "none" if shares < 2 else "one" if shares == 2 else "more"),)
    before = prior((*features(triple), *others))
    return before / (before + (1 - before) * chance(triple))


def least_odds(place: str) -> float:
    """The odds below which a link is not told."""
    return float(_odds()["least"][place])


def prior(known: Iterable[tuple[str, str]]) -> float:
    """The odds, 0 to 1, that figures are tied, by what is known of them before their numbers are looked at."""
    return 1 / (1 + exp(-sum(_odds()[name][value] for name, value in known)))


def features(triple: Triple) -> tuple[tuple[str, str], ...]:
    """What is known of three figures before their numbers are looked at."""
    if triple.place in ACROSS:
        return _across(triple)
    return (
        ("kind", triple.kind.identity),
        ("subjects", _subjects(triple)),
        ("times", _times(triple)),
        ("place", triple.place),
        ("words", _words(triple)),
    )


def _across(triple: Triple) -> tuple[tuple[str, str], ...]:
    """What is known of figures of sentences apart: shares and what moved are weighed apart."""
    if triple.kind.family == "part_of_whole":
        return _shared(triple)
    return (
        ("across", triple.kind.identity),
        ("moved_subjects", f"{_subjects(triple)}, {_times(triple)}"),
        ("moved_words", _words(triple)),
        ("moved_span", _span(triple)),
        ("moved_pair", _pair(triple)),
    )


def _shared(triple: Triple) -> tuple[tuple[str, str], ...]:
    """The same of a share: how it stands by its part, and whether the whole is called as the words about it say."""
    anchor, first, second = triple.figures
    beside = abs(anchor.place - first.place) == 1
    pair = "apart" if anchor.sentence != first.sentence else "beside" if beside else "sentence"
    named = KIN[kin(anchor.whole, second.words)] if anchor.whole else "untold"
    if is_margin(anchor):
        named = "margin" if is_margin_of(anchor, first, second) else "apart"
    total = any(word in second.words or f" {word} " in second.before for word in _totals())
    return (
        ("across", triple.kind.identity),
        ("shared_named", f"{pair}, {named}"),
        ("shared_words", f"{pair}, {_words(triple)}"),
        ("shared_times", _times(triple)),
        ("shared_span", _span(triple)),
        ("shared_total", "told" if total else "silent"),
    )


@lru_cache(maxsize=1)
def _totals() -> tuple[str, ...]:
    return tuple(load_topics("nearby")["words"]["total"]["whole"])


def _span(triple: Triple) -> str:
    """How many sentences lie between the figures."""
    sentences = [near.sentence for near in triple.figures]
    apart = max(sentences) - min(sentences)
    return "next" if apart == 1 else "close" if apart < 4 else triple.place


def _pair(triple: Triple) -> str:
    """Which two of the figures stand in one sentence, and whether side by side."""
    anchor, first, second = triple.figures
    pairs = (("anchor and first", anchor, first), ("anchor and second", anchor, second), ("levels", first, second))
    for name, one, other in pairs:
        if one.sentence == other.sentence:
            return f"{name} beside" if abs(one.place - other.place) == 1 else name
    return "none"


def _words(triple: Triple) -> str:
    """Whether words before one of the figures say what it is to the others: `from`, `out of`, `or` so much per cent."""
    for near, words in zip(triple.figures, _telling(triple.kind.family), strict=True):
        if any(word in near.before for word in words):
            return "told"
    return "silent"


@lru_cache(maxsize=16)
def _telling(family: str) -> tuple[tuple[str, ...], ...]:
    """For anchor, first and second the words that may stand before it."""
    told = load_topics("nearby")["words"][family]
    return tuple(
        tuple(f" {word} " if word.isascii() else word for word in told.get(role, ()))
        for role in ("anchor", "first", "second")
    )


def chance(triple: Triple) -> float:
    """How likely figures like these agree though nothing ties them, from how finely they are told."""
    kind, anchor, first, second = triple.kind, triple.anchor, triple.first, triple.second
    box = bounds_of(kind, first, second)
    if box is None:
        return 1.0
    told = first.width + second.width if not kind.positive else 0.0
    if kind.positive and first.value and second.value:
        told = abs(kind.derive(first.value, second.value) or 1.0) * (
            first.width / abs(first.value) + second.width / abs(second.value)
        )
    wide = max(box[1] - box[0], min(told, 4 * (box[1] - box[0]))) + anchor.width
    spread = _odds()["spread"]
    reach = max(abs(anchor.value), abs(box[0]), abs(box[1]))
    size = spread["size"] * reach + spread["least"].get(kind.identity, 0.0)
    if _rank(triple) and not kind.positive and kind.family != "contribution":
        size = min(size, spread["moves"] * abs(anchor.value))  # small moves are more common than large ones
    return min(1.0, wide / size) if size else 1.0


def _subjects(triple: Triple) -> str:
    anchor, first, second = triple.figures
    if not triple.kind.over_time:
        part = kin(anchor.words, first.words)
        whole = max(kin(anchor.whole, second.words) if anchor.whole else 0, kin(first.words, second.words))
        return KIN[min(part, whole)]
    return KIN[min(kin(anchor.words, first.words), kin(anchor.words, second.words), kin(first.words, second.words))]


KIN = ("apart", "partly", "contained", "equal")


def kin(one: frozenset[str], other: frozenset[str]) -> int:
    """How near two subjects are: 3 equal, 2 one contained in the other (or untold), 1 with words in common, 0 apart."""
    if one == other:
        return 3 if one else 2
    if one <= other or other <= one:
        return 2
    return 1 if 2 * len(one & other) >= min(len(one), len(other)) else 0


def _times(triple: Triple) -> str:
    anchor, first, second = (near.figure for near in triple.figures)
    if not triple.kind.over_time:
        told = {figure.period for figure in (anchor, first, second)}
        return "told" if len(told) == 1 and "" not in told else "open" if len(told - {""}) < 2 else "other"
    if anchor.period and first.period == anchor.period and second.period == anchor.base:
        return "told"
    if second.period and first.period and first.period != second.period:
        return "shifted" if first.period > second.period else "other"
    return "open" if {first.period, second.period} <= {"", anchor.period, anchor.base} else "other"
