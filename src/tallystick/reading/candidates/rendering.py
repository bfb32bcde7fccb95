"""Words of a tree as the text has them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.reading.printed.en.vocabulary import word_set
from tallystick.reading.sentence import Sentence

_EDGES = word_set("choosing", "edges")
_SPACES = re.compile(r"\s+")


def render(sentence: Sentence, words: Sequence[int]) -> str:
    """The words of a subject as the text has them, small words at its edges off."""
    tree = sentence.tree
    words = list(words)
    while words and tree.lows[words[0]] in _EDGES:
        words.pop(0)
    while words and tree.lows[words[-1]] in _EDGES:
        words.pop()
    parts: list[str] = []
    for n, word in enumerate(words):
        if (n and tree.starts[word] > tree.ends[words[n - 1]]) or (n and words[n - 1] + 1 != word):
            parts.append(" ")
        parts.append(sentence.text[tree.starts[word] : tree.ends[word]])
    return _SPACES.sub(" ", "".join(parts)).strip()
