"""Words to search by, alike in English and Chinese and on every database.

Latin words and numbers are lower-cased; Han text is cut into overlapping pairs of characters, so that any word
of two characters or more is found without a dictionary.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"[a-z0-9]+|[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+", re.ASCII)


def tokens(text: str) -> list[str]:
    """The words of a text in order, repeated ones too.

    >>> tokens("规模以上工业 Value-added up 9.6%")
    ['规模', '模以', '以上', '上工', '工业', 'value', 'added', 'up', '9', '6']
    """
    found: list[str] = []
    for piece in _PIECE.findall(text.lower()):
        if piece.isascii() or len(piece) == 1:
            found.append(piece)
        else:
            found += [piece[i : i + 2] for i in range(len(piece) - 1)]
    return found


def indexed(*texts: str) -> str:
    """The distinct words of several texts, and every single Han character, as one string to index.

    >>> indexed("工业", "industry, Industry")
    '业 industry 工 工业'
    """
    words = {word for text in texts for word in tokens(text)}
    words |= {sign for word in words if not word.isascii() for sign in word}
    return " ".join(sorted(words))
