"""How a figure is told, as far as it bears on its period: tense of its verb, the words near it, what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tallystick.model import Period
from tallystick.reading.parse.tree import Tree
from tallystick.reading.printed.en.items import MARK, QUANTITY, WORDS
from tallystick.reading.sentence import Sentence

_BEFORE, _BEHIND = 7, 5  # items looked at on either side
_STOPS = frozenset(";:")
_TENSES = {"VBD": "past", "VBZ": "present", "VBP": "present", "MD": "modal"}


def telling(sentence: Sentence, k: int) -> tuple[list[str], list[str]]:
    """The tenses around the quantity at item `k`, and the words that go with it."""
    tree, figure = sentence.tree, sentence.words_of(sentence.items[k])
    if not figure:
        return ["tense:none"], list(_near(sentence, k))
    top = tree.top(figure)
    ups = [top, *tree.above(top)]
    verbs = [w for w in ups if tree.tags[w].startswith("V")]
    tense = tense_of(tree, verbs[0]) if verbs else "none"
    outer = tense_of(tree, verbs[-1]) if verbs else "none"
    words = [*_near(sentence, k), *_governing(tree, ups, verbs)]
    return [f"tense:{tense}", f"tenses:{tense}:{outer}"], words


def tense_of(tree: Tree, verb: int) -> str:
    """Past, present, perfect, the modal verb itself, or the bare form; one joined to another verb has the other's."""
    for _ in range(4):
        helpers = [c for c in tree.children[verb] if tree.deps[c] in ("aux", "auxpass")]
        modal = next((tree.lows[c] for c in helpers if tree.tags[c] == "MD"), "")
        if modal:
            return modal
        if any(tree.lows[c] in ("has", "have", "'ve") for c in helpers):
            return "perfect"
        finite = next((_TENSES[tree.tags[c]] for c in (*helpers, verb) if tree.tags[c] in _TENSES), "")
        if finite:
            return finite
        if tree.deps[verb] not in ("conj", "xcomp", "pcomp", "advcl", "prep") or tree.heads[verb] == verb:
            break
        verb = tree.heads[verb]
    return "bare" if not helpers else "participle"


def _near(sentence: Sentence, k: int) -> Iterator[str]:
    """Words of the figure's clause near it."""
    items = sentence.items
    yield from (f"opens:{item.low}" for item in items[:2] if item.kind == WORDS)
    for step, most in ((-1, _BEFORE), (1, _BEHIND)):
        for at in range(k + step, k + step * (most + 1), step):
            if not 0 <= at < len(items) or (items[at].kind == MARK and items[at].low in _STOPS):
                break
            if items[at].kind == WORDS:
                yield f"near:{items[at].low}"
            elif items[at].kind == QUANTITY and step > 0:
                break


def _governing(tree: Tree, ups: list[int], verbs: list[int]) -> Iterator[str]:
    """The verbs above the figure, the subject's head and the nouns that hold the figure."""
    for n, verb in enumerate(verbs[:2]):
        yield f"verb{n}:{tree.lows[verb]}"
        for child in tree.children[verb]:
            if tree.deps[child] in ("nsubj", "nsubjpass"):
                yield f"of:{tree.lows[child]}"
                yield from (f"of:{tree.lows[c]}" for c in tree.children[child] if tree.deps[c] in ("compound", "amod"))
    for word in ups[:4]:
        if tree.tags[word].startswith("NN"):
            yield f"holds:{tree.lows[word]}"


def when(period: Period, released: date | None) -> str:
    """Whether a period was over, running or still ahead at the day of release."""
    if released is None:
        return "undated"
    return "ahead" if period.start > released else "over" if period.end < released else "now"
