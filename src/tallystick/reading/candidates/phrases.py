"""Noun phrases of a tree, in the widths that a subject may have."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tallystick.reading.parse.tree import Tree

NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "DT", "WDT", "WP", "VBG", "JJ", "CD", "FW"})
_HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "FW"})
_LEFT = frozenset(
    {"compound", "amod", "nmod", "poss", "case", "punct", "nummod", "advmod", "quantmod", "npadvmod", "det"}
)
_MOST = 40  # words of one phrase


class Phrase(NamedTuple):
    """A noun phrase: its head, how wide it was taken, and its words in order."""

    head: int
    width: str
    words: tuple[int, ...]


def phrases(tree: Tree, kinds: list[str]) -> Iterator[Phrase]:
    """Every noun phrase of a sentence in each of its widths, narrow first; quantities and times are left out.

    Widths: core (`output`), of (`output of steel`), full (with all that hangs on behind), joined (`coal and gas`).
    """
    for head in range(len(tree)):
        if kinds[head] or (tree.tags[head] not in _HEADS and not _is_gerund(tree, head)):
            continue
        if (
            tree.deps[head] in ("compound", "nmod")
            and tree.tags[tree.heads[head]] in _HEADS
            and not kinds[tree.heads[head]]
        ):
            continue
        told: set[tuple[int, ...]] = set()
        for width, words in (
            ("core", core(tree, kinds, head)),
            ("of", with_of(tree, kinds, head)),
            ("full", full(tree, kinds, head)),
            ("joined", joined(tree, kinds, head)),
        ):
            found = tuple(sorted(set(words)))[:_MOST]
            if found and found not in told:
                told.add(found)
                yield Phrase(head, width, found)


def _is_gerund(tree: Tree, word: int) -> bool:
    return tree.tags[word] == "VBG" and tree.deps[word] in ("nsubj", "pobj", "nsubjpass", "dobj", "pcomp", "csubj")


def core(tree: Tree, kinds: list[str], head: int) -> list[int]:
    """The head with what stands before it in the phrase."""
    words = [head]
    for child in tree.children[head]:
        if child < head and tree.deps[child] in _LEFT and not kinds[child]:
            words += _under(tree, kinds, child)
    return words


def _under(tree: Tree, kinds: list[str], word: int) -> list[int]:
    found: list[int] = []
    open_words = [word]
    while open_words and len(found) < _MOST:
        at = open_words.pop()
        if kinds[at]:
            continue
        found.append(at)
        open_words += tree.children[at]
    return found


def with_of(tree: Tree, kinds: list[str], head: int) -> list[int]:
    """The core and the phrases that `of` hangs on it."""
    words = core(tree, kinds, head)
    for child in tree.children[head]:
        if child > head and tree.deps[child] == "prep" and tree.lows[child] == "of":
            for below in tree.children[child]:
                if tree.deps[below] == "pobj" and not kinds[below]:
                    words += [child, *joined(tree, kinds, below), *with_of(tree, kinds, below)]
    return words


_FULL = frozenset({"prep", "pobj", "appos", "acl", "dative", "agent", "pcomp"})


def full(tree: Tree, kinds: list[str], head: int) -> list[int]:
    """The core and all phrases that hang on behind it, but clauses, times and quantities."""
    words = core(tree, kinds, head)
    for child in tree.children[head]:
        if child < head or kinds[child]:
            continue
        if tree.deps[child] in ("prep", "agent"):
            inner: list[int] = []
            for below in tree.children[child]:
                if tree.deps[below] in ("pobj", "pcomp") and not kinds[below]:
                    inner += [*full(tree, kinds, below), *joined(tree, kinds, below)]
                elif tree.deps[below] == "prep" and not kinds[below]:
                    inner += [below, *(w for b in tree.children[below] if not kinds[b] for w in full(tree, kinds, b))]
            if inner:
                words += [child, *inner]
        elif tree.deps[child] in ("acl", "amod", "npadvmod") and tree.tags[child] in ("VBN", "JJ", "VBG", "NN"):
            words += _under(tree, kinds, child)
    return words


def joined(tree: Tree, kinds: list[str], head: int) -> list[int]:
    """The core and what `and` joins to it, each with its `of`."""
    words = core(tree, kinds, head)
    for child in tree.children[head]:
        if child > head and tree.deps[child] == "conj" and not kinds[child] and tree.tags[child] in _HEADS:
            words += [*with_of(tree, kinds, child), *joined(tree, kinds, child)]
            words += [k for k in tree.children[head] if tree.deps[k] == "cc"]
    return words
