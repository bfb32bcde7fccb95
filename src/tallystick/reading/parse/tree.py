"""A parsed sentence: words with tags, and of each word the one it hangs on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Tree:
    """The words of one sentence by their places in the text, their tags (Penn), heads and relations (ClearNLP).

    `heads[i]` is the index of the word that word `i` hangs on, itself for the root.
    """

    starts: Sequence[int]
    ends: Sequence[int]
    lows: Sequence[str]
    tags: Sequence[str]
    heads: Sequence[int]
    deps: Sequence[str]

    def __len__(self) -> int:
        return len(self.starts)

    @cached_property
    def children(self) -> list[list[int]]:
        """The words that hang on each word, in order."""
        below: list[list[int]] = [[] for _ in self.starts]
        for word, head in enumerate(self.heads):
            if head != word:
                below[head].append(word)
        return below

    def between(self, start: int, end: int) -> range:
        """The words that overlap `text[start:end]`."""
        first = next((k for k, stop in enumerate(self.ends) if stop > start), len(self))
        last = first
        while last < len(self) and self.starts[last] < end:
            last += 1
        return range(first, last)

    def top(self, words: range) -> int:
        """The word of a run that the others hang on: the first whose head lies outside."""
        return next((k for k in words if self.heads[k] not in words or self.heads[k] == k), words.start)

    def above(self, word: int) -> Iterator[int]:
        """The words that a word hangs on, nearest first; the root ends it."""
        seen = 0
        while self.heads[word] != word and seen < _DEEPEST:
            word = self.heads[word]
            seen += 1
            yield word


_DEEPEST = 60
NO_TREE = Tree((), (), (), (), (), ())
"""Of a sentence that is not parsed."""
