"""Figures told again: one quantity in two sentences, in one form or in a rounder one.

Nothing but the number says so where the words differ. So all that speaks for one quantity is weighed against chance:
the subjects, how many digits agree, whether other figures of the two sentences agree too, times, the words about them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache
from itertools import chain, pairwise
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.model import Observation
from tallystick.reconciling.evidence import language
from tallystick.reconciling.linking import Bag, subject
from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.weighing import KIN, kin
from tallystick.reconciling.tying import tells_its_period

FEWEST, FINEST = 2, 5  # digits of a value that may be told to be the same, and beyond which forms are not rounder
CONTAINED = 2
OF_NUMBERS = ("digits", "form")  # what is known of the numbers themselves
LOOKED_AT = 8  # earlier figures of the same value that are compared
BEFORE, BEHIND = 70, 45  # characters about a figure whose words are compared
BESIDE = 3  # figures on either side of one that say what it is not
MOST, HALF, SOME = 0.65, 0.4, 0.2
FEW_NUMBERS, WORDS_EACH = 4, 2  # numbers that any sentence may hold, and words that it has for each if they are more
_NUMBER = re.compile(r"\d[\d.,]*")
_SIGNS = re.compile(r"[A-Za-z]+|[㐀-鿿]")
_DAY = re.compile(r"-\d\d-\d\d$")
_HAN = re.compile(r"[㐀-鿿]+")


@dataclass(frozen=True, slots=True, eq=False)
class Told:
    """A figure with what is compared of it."""

    near: Near
    subject: frozenset[str]
    digits: int
    company: frozenset[Hashable]
    beside: tuple[Near, ...]
    passages: list[frozenset[str]] = field(default_factory=list)

    @property
    def figure(self) -> Observation:
        """The figure."""
        return self.near.figure

    @property
    def in_subject(self) -> Container[str]:
        """What an English word or a Chinese part of one is looked for in."""
        return self.figure.subject if language(self.figure.subject) == "zh" else self.subject

    def about(self) -> tuple[frozenset[str], frozenset[str]]:
        """The words about the figure, and those of its whole sentence."""
        if not self.passages:
            sentence, text = self.figure.sentence, self.figure.text
            at = max(0, sentence.find(text))
            here = f"{sentence[max(0, at - BEFORE) : at]} {sentence[at + len(text) :][:BEHIND]}"
            self.passages.extend((_words(here), frozenset(subject(sentence).words)))
        return self.passages[0], self.passages[1]


def figures_told(passages: Iterable[Sequence[Near]], short: Mapping[str, Bag]) -> list[Told]:
    """The figures of a release that may be told again; `short` are its abbreviations."""
    return [one for passage in passages for one in _told(passage, short)]


def repeats(figures: Sequence[Told]) -> Iterator[tuple[Told, Told]]:
    """For each figure told again the earlier one it most likely repeats."""
    uses = Counter(value(one.near) for one in figures)
    seen: dict[Hashable, list[Told]] = defaultdict(list)
    for one in figures:
        looked_at = chain.from_iterable(seen[key][-LOOKED_AT:] for key in _forms(one))
        same = uses[value(one.near)]
        weighed = [(weight(other, one, same), other) for other in looked_at if _may_be_one(other, one)]
        best = max(weighed, key=lambda pair: pair[0], default=None)
        if best is not None and best[0] >= least("again"):
            yield best[1], one
        for key in _forms(one):
            seen[key].append(one)


def _told(passage: Sequence[Near], short: Mapping[str, Bag]) -> Iterator[Told]:
    if not passage or not _is_sentence(passage[0].figure.sentence):
        return
    values = {value(near) for near in passage if digits(near) >= FEWEST}
    for at, near in enumerate(passage):
        count = digits(near)
        if count >= FEWEST and near.in_words and near.figure.subject:
            beside = (*passage[max(0, at - BESIDE) : at], *passage[at + 1 : at + 1 + BESIDE])
            yield Told(near, _in_full(near.words, short), count, frozenset(values - {value(near)}), beside)


def _is_sentence(text: str) -> bool:
    """Whether a sentence has more words than numbers: rows of a table that became a line of text have not."""
    numbers = len(_NUMBER.findall(text))
    return numbers <= FEW_NUMBERS or len(_SIGNS.findall(text)) > WORDS_EACH * numbers


def _in_full(words: frozenset[str], short: Mapping[str, Bag]) -> frozenset[str]:
    known = words & short.keys()
    return frozenset(words - known).union(*(short[word] for word in known)) if known else words


def digits(near: Near) -> int:
    """How many digits a figure shows that are no noughts of an amount; those of both ends of a range."""
    shown = "".join(sign for sign in near.figure.digits if sign.isdigit() and sign.isascii()).lstrip("0")
    return len(shown if "." in near.figure.digits else shown.rstrip("0"))


def value(near: Near) -> Hashable:
    """What a figure says, whatever it is of."""
    return near.figure.value, near.figure.unit


def _forms(one: Told) -> Iterator[Hashable]:
    """What a figure is looked up by: its value, and the rounder forms of it."""
    figure = one.figure
    yield value(one.near)
    if isinstance(figure.value, tuple) or not figure.value:
        return
    for places in range(FEWEST, min(one.digits, FINEST)):
        step = Decimal(1).scaleb(figure.value.adjusted() - places + 1)
        yield figure.value.quantize(step, ROUND_HALF_UP), figure.unit


def _may_be_one(one: Told, other: Told) -> bool:
    a, b = one.figure.interval, other.figure.interval
    return (a.within(b) or b.within(a)) and may_be_one(one, other)


def may_be_one(one: Told, other: Told) -> bool:
    """Whether nothing keeps two figures from being one but their numbers: a sentence, bound, status or time."""
    a, b = one.figure, other.figure
    if one.near.sentence == other.near.sentence or a.sentence == b.sentence:
        return False
    if (a.status == "actual") != (b.status == "actual") or _bound(a) != _bound(b):
        return False
    if _opposed(one, other):
        return False
    return _times(a, b) != "other" or not (a.sure and b.sure and tells_its_period(a) and tells_its_period(b))


def _opposed(one: Told, other: Told) -> bool:
    """Whether the subjects hold opposite words: exports and imports, 收入 and 支出."""
    here, there = one.in_subject, other.in_subject
    return any(
        (a in here and b in there and b not in here and a not in there)
        or (b in here and a in there and a not in here and b not in there)
        for a, b in _weights()["opposed"]["pairs"]
    )


def _bound(figure: Observation) -> str:
    return figure.qualifier.replace("~", "")


def weight(one: Told, other: Told, uses: int) -> float:
    """How much speaks for two figures to be one quantity, in natural logarithms of odds."""
    return float(sum(_weights()[name][value] for name, value in features(one, other, uses)))


def likeness(one: Told, other: Told) -> float:
    """How much speaks for two figures to be one quantity but for their numbers, in natural logarithms of odds."""
    return float(sum(_weights()[name][value] for name, value in features(one, other, 2) if name not in OF_NUMBERS))


def least(name: str) -> float:
    """The odds below which nothing is told: of figures told `again`, and of those that should be and have a `slip`."""
    return float(_weights()["least"][name])


@lru_cache(maxsize=1)
def _weights() -> dict[str, Any]:
    return load_topics("nearby")["repeats"]


def features(one: Told, other: Told, uses: int) -> tuple[tuple[str, str], ...]:
    """What is known of two figures of one value."""
    a, b = one.figure, other.figure
    company = one.company & other.company
    return (
        ("subjects", KIN[_alike(one, other)]),
        ("digits", str(min(one.digits, other.digits, 5))),
        ("company", "strangers" if _strangers(one, other) else str(min(len(company), 2))),
        ("times", _times(a, b)),
        ("measures", _measures(a, b)),
        ("uses", "two" if uses <= 2 else "few" if uses <= 3 else "some" if uses <= 6 else "many"),
        ("wording", _wording(one.about()[0], other.about()[0])),
        ("form", "equal" if a.value == b.value else "rounded"),
        ("beside", "differs" if _differ(one, other) else "agrees"),
    )


def _alike(one: Told, other: Told) -> int:
    """How near the subjects are; contained also where each is named in the sentence of the other."""
    nearness = kin(one.subject, other.subject)
    if nearness < CONTAINED and one.subject <= other.about()[1] and other.subject <= one.about()[1]:
        return CONTAINED
    return nearness


def _strangers(one: Told, other: Told) -> bool:
    """Whether figures of the same kind and time stand beside both, of which none is told by both."""
    beside = all(any(_kind(near.figure) == _kind(told.figure) for near in told.beside) for told in (one, other))
    return beside and not one.company & other.company


def _times(a: Observation, b: Observation) -> str:
    if a.period == b.period:
        return "told" if a.period else "open"
    if not a.period or not b.period:
        return "half"
    short, long = sorted((a.period, b.period), key=len)
    if not long.startswith(f"{short}-") and f"/{short}" not in long:
        return "other"
    return "within" if _DAY.search(long) or "/" in long else "part"


def _measures(a: Observation, b: Observation) -> str:
    if a.measure != b.measure:
        return "other"
    dated = a.measure in ("growth", "change", "index")
    return "base" if dated and a.base and b.base and a.base != b.base else "same"


def _wording(one: frozenset[str], other: frozenset[str]) -> str:
    shared = 2 * len(one & other) / max(1, len(one) + len(other))
    return "most" if shared >= MOST else "half" if shared >= HALF else "some" if shared >= SOME else "little"


def _words(text: str) -> frozenset[str]:
    """The words of a passage; of Chinese ones the pairs of signs."""
    plain = _NUMBER.sub(" ", text)
    if language(plain) == "zh":
        return frozenset(f"{a}{b}" for run in _HAN.findall(plain) for a, b in pairwise(run))
    return frozenset(subject(plain).words)


def _differ(one: Told, other: Told) -> bool:
    """Whether figures of another kind or time beside the two, of like subjects, are not the same: `from 8 million`."""
    here, there = _beside(one), _beside(other)
    return any(not any(_overlap(a, b) for a in here[kind] for b in there[kind]) for kind in here.keys() & there.keys())


def _beside(one: Told) -> dict[Hashable, list[Observation]]:
    kinds: dict[Hashable, list[Observation]] = defaultdict(list)
    own = _kind(one.figure)
    for near in one.beside:
        if _kind(near.figure) != own and kin(near.words, one.near.words):
            kinds[_kind(near.figure)].append(near.figure)
    return kinds


def _kind(figure: Observation) -> Hashable:
    """What figures of one quantity have in common beside their subject."""
    return figure.measure, figure.unit, figure.period, figure.base


def _overlap(a: Observation, b: Observation) -> bool:
    return not (a.interval & b.interval).is_empty
