"""What changed between two versions of a text: the lines that went and those that came, words marked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from itertools import islice

import msgspec

MOST_CHANGES = 40
MOST_WORDS = 400
MOST_LINES = 4_000
"""Changes shown, words of a line whose words are told apart, and lines compared."""

_WORDS = re.compile(r"[一-鿿]|[^\s一-鿿]+|\s+")


class Piece(msgspec.Struct, frozen=True):
    """A run of words: `same`, `gone` or `new`."""

    kind: str
    text: str


def changes(before: str, after: str) -> tuple[tuple[Piece, ...], ...]:
    """The changed lines in order, each as runs of words; at most so many.

    >>> [(piece.kind, piece.text) for piece in changes("Up 5%.\\nSame", "Up 6%.\\nSame")[0]]
    [('same', 'Up '), ('gone', '5%.'), ('new', '6%.')]
    """
    return tuple(islice(_changed(before.splitlines()[:MOST_LINES], after.splitlines()[:MOST_LINES]), MOST_CHANGES))


def _changed(old: list[str], new: list[str]) -> Iterator[tuple[Piece, ...]]:
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            continue
        paired = min(b - a, d - c)
        yield from (_line(old[a + n], new[c + n]) for n in range(paired))
        yield from ((Piece("gone", line),) for line in old[a + paired : b] if line.strip())
        yield from ((Piece("new", line),) for line in new[c + paired : d] if line.strip())


def _line(old: str, new: str) -> tuple[Piece, ...]:
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    if max(len(before), len(after)) > MOST_WORDS:
        return Piece("gone", old), Piece("new", new)
    return tuple(_pieces(before, after))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for kind, a, b, c, d in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(old[a:b]))
            continue
        if b > a:
            yield Piece("gone", "".join(old[a:b]))
        if d > c:
            yield Piece("new", "".join(new[c:d]))
