"""What is known of a quantity for the choice of its measure: the words, verbs and nouns that govern it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tallystick.reading.candidates.compared import alike, compared
from tallystick.reading.candidates.frames import frame
from tallystick.reading.candidates.printing import shape, surroundings
from tallystick.reading.candidates.unit_classes import unit_class
from tallystick.reading.printed.en.items import DECOY, MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.sentence import Sentence

_STOPS = frozenset({",", ";", ":", "(", ")", "—", "–"})
_MOST_STOPS = 2
_FAR = 14  # items looked at on either side
_NAMING = frozenset({"kind:growth", "kind:index", "kind:level", "kind:share", "contribution"})


@dataclass(frozen=True)
class Said:
    """What was chosen for the figure before: its item in the sentence (None in an earlier one) and its measure."""

    item: int | None
    measure: str
    unit: str


def features(sentence: Sentence, k: int, before: Said | None) -> list[str]:
    """Names of all that speaks for or against a measure of the quantity at item `k`."""
    item = sentence.items[k]
    kind = unit_class(item.quantity)
    found = ["always"]
    if item.quantity.doubt:
        found += [f"doubt:{item.quantity.doubt}", f"doubt:{item.quantity.doubt}:{item.quantity.form}"]
        found += [f"doubt:{item.low}"] if item.quantity.form != "digits" else []
    found += shape(item.quantity)
    found += surroundings(sentence, k)
    found += frame(sentence.items, k)
    found += compared(sentence.items, k)
    found += _named(sentence.items, k)
    found += _around(sentence.items, k)
    found += _governed(sentence, item)
    found += _follows(sentence, k, before)
    found += _proposed(sentence, k)
    return [f"unit:{kind}", *found, *(f"{kind}|{name}" for name in found)]


def _named(items: list[Item], k: int) -> Iterator[str]:
    """The nearest words that name a kind of amount (a rate, an index, a share, inflation), however far they stand."""
    for side, places in (("left", range(k - 1, -1, -1)), ("right", range(k + 1, len(items)))):
        numbers = 0
        for at in places:
            numbers += items[at].kind == QUANTITY
            kind = next((tag for tag in sorted(items[at].tags) if tag in _NAMING), "")
            if kind:
                yield f"{side}-named:{kind}"
                yield f"{side}-named:{kind}:{min(numbers, 1)}"
                yield f"{side}-named:{items[at].low}"
                break


def _names(item: Item) -> Iterator[str]:
    """What an item is called: its tags, and the word itself where it is a small one."""
    if item.kind == WORDS:
        if item.tags:
            yield from (f"<{tag}>" for tag in sorted(item.tags))
        yield item.low
    elif item.kind == MARK:
        yield item.low
    elif item.kind == QUANTITY:
        yield f"#{unit_class(item.quantity)}"
    else:
        yield {TIME: "TIME", DECOY: "DECOY"}[item.kind]


def _around(items: list[Item], k: int) -> Iterator[str]:
    for step in (-1, -2, -3, -4, 1, 2, 3):
        at = k + step
        if 0 <= at < len(items):
            for name in _names(items[at]):
                yield f"{step:+}:{name}"
        else:
            yield f"{step:+}:END"
    if k > 1:
        for a in _names(items[k - 2]):
            for b in _names(items[k - 1]):
                yield f"-2-1:{a} {b}"
    if k + 2 < len(items):
        for a in _names(items[k + 1]):
            for b in _names(items[k + 2]):
                yield f"+1+2:{a} {b}"
    yield from _clause(items, k, -1, "left")
    yield from _clause(items, k, 1, "right")


_DIRECTED = frozenset({"up", "down", "adverb_up", "adverb_down", "cmp:up", "cmp:down"})


def _clause(items: list[Item], k: int, step: int, side: str) -> Iterator[str]:
    """The tags of the clause on one side, those of the nearest verb and direction first."""
    told: set[str] = set()
    for item, stops, numbers in _walk(items, k, step):
        where = f"{min(stops, 1)}{min(numbers, 1)}"
        yield from (f"{side}{where}:{tag}" for tag in item.tags)
        for name, first in (("direction", bool(item.tags & _DIRECTED)), ("verb", "verb" in item.tags)):
            if first and name not in told:
                told.add(name)
                yield from (f"{side}-{name}{where}:{tag}" for tag in item.tags)


def _walk(items: list[Item], k: int, step: int) -> Iterator[tuple[Item, int, int]]:
    """The tagged items of the clause on one side, with the marks and numbers passed on the way."""
    stops = numbers = 0
    at = k + step
    while 0 <= at < len(items) and abs(at - k) <= _FAR:
        item = items[at]
        if item.kind == MARK and item.low in _STOPS:
            stops += 1
            if item.low in ";:" or stops > _MOST_STOPS:
                return
        elif item.kind == QUANTITY:
            numbers += 1
        elif item.tags:
            yield item, stops, numbers
        at += step


def _governed(sentence: Sentence, item: Item) -> Iterator[str]:
    """How the tree hangs the quantity: its way up to the verb, the verb and its subject."""
    tree, words = sentence.tree, sentence.words_of(item)
    if not words:
        return
    top = tree.top(words)
    tags = _word_tags(sentence)
    way = [tree.deps[top]]
    yield f"dep:{tree.deps[top]}"
    for n, above in enumerate(tree.above(top)):
        if n == 0:
            yield f"head:{tree.lows[above]}"
            for tag in tags.get(above, ()):
                yield f"head:<{tag}>"
        if tree.tags[above].startswith("VB") or tree.tags[above] == "MD":
            yield f"way:{'>'.join(way)}"
            for tag in (*tags.get(above, ()), tree.lows[above]):
                yield f"verb:{tag}"
                yield f"verb:{'>'.join(way[-3:])}:{tag}"
            yield from _subject(sentence, above, tags)
            break
        way.append(tree.lows[above] if tree.deps[above] == "prep" else tree.deps[above])
        if n > 6:
            break
    else:
        yield f"way:{'>'.join(way)}>root"
    for below in tree.children[top]:
        if below not in words and not sentence.kinds[below]:
            yield f"below:{tree.deps[below]}:{tree.lows[below]}"


def _subject(sentence: Sentence, verb: int, tags: dict[int, list[str]]) -> Iterator[str]:
    tree = sentence.tree
    for child in tree.children[verb]:
        if tree.deps[child] in ("nsubj", "nsubjpass"):
            if sentence.kinds[child]:
                yield f"subject:{sentence.kinds[child]}"
            for tag in tags.get(child, ()):
                yield f"subject:<{tag}>"
            yield f"subject:{tree.lows[child]}"


def _word_tags(sentence: Sentence) -> dict[int, list[str]]:
    tags: dict[int, list[str]] = {}
    for item in sentence.items:
        if item.kind == WORDS and item.tags:
            for k in sentence.tree.between(item.start, item.end):
                tags.setdefault(k, []).extend(sorted(item.tags))
    return tags


def _follows(sentence: Sentence, k: int, before: Said | None) -> Iterator[str]:
    """What the figure before was, and what stands between."""
    if before is None:
        yield "before:none"
        return
    if before.item is None:
        yield f"earlier:{before.measure}"
        return
    same = before.unit == sentence.items[k].quantity.unit
    between = sentence.items[before.item + 1 : k]
    gap = " ".join(next(_names(item)) if item.kind != WORDS else item.low for item in between[-5:])
    yield f"before:{before.measure}:{same}"
    yield f"alike:{before.measure}:{alike(sentence.items, before.item, k)}"
    yield f"before:{before.measure}:{same}:{len(between) if len(between) < 4 else 'far'}"
    if len(between) <= 4:
        yield f"before:{before.measure}:{same}:{gap}"
    for item in between:
        for tag in item.tags:
            if tag in (
                "up",
                "down",
                "verb",
                "versus",
                "share",
                "also",
                "clause",
                "cmp:up",
                "cmp:down",
                "adverb_up",
                "adverb_down",
            ):
                yield f"before:{before.measure}:{same}:~{tag}"


def _proposed(sentence: Sentence, k: int) -> Iterator[str]:
    """What the rules say of the quantity."""
    figure = sentence.proposed.get(k)
    yield f"rules:{figure.measure if figure else 'none'}"
