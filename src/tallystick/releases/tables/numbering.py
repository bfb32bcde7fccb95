"""Names that are numbered: which level their number tells, among the numbers open above."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_DOTTED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})[.、]?\s")
_HAN = "[一二三四五六七八九十]{1,3}"
_KINDS = (
    ("1.", re.compile(r"\d{1,2}[.、．](?!\d)")),
    ("一、", re.compile(rf"{_HAN}[、．.]")),
    ("(一)", re.compile(rf"[(（]{_HAN}[)）]")),
    ("(1)", re.compile(r"[(（]\d{1,2}[)）]")),
    ("1)", re.compile(r"\d{1,2}[)）]")),
    ("I.", re.compile(r"[IVX]{1,5}[.)]\s?")),
    ("A.", re.compile(r"[A-Z][.)]\s?(?=\w)")),
    ("a.", re.compile(r"[a-z][.)]\s?(?=\w)|\([a-z]\)")),
)
_FIRST = re.compile(r"\D{0,2}(\d{1,2})(?!\d)")
_LEAST = 3  # numbered names, below which numbers are part of the names


def kind_of_number(words: str) -> str:
    """What kind of number a name begins with; dotted ones by how many parts they have; empty without one.

    >>> [kind_of_number(words) for words in ("2.1 Mining", "2. Industry", "（一）按类别", "2.5 and more", "Trade")]
    ['1.1', '1.', '(一)', '', '']
    """
    dotted = _DOTTED.match(words)
    if dotted:
        after = words[dotted.end() :]
        return "1" + ".1" * dotted[1].count(".") if after[:1].isupper() or after[:1] > "\u2e7f" else ""
    return next((kind for kind, pattern in _KINDS if pattern.match(words)), "")


def tells_levels(names: Sequence[str]) -> bool:
    """Whether enough names are numbered, in several ways, for their numbers to tell what is part of what."""
    kinds = [kind for words in names if (kind := kind_of_number(words))]
    if len(kinds) < _LEAST or len(set(kinds)) < 2:
        return bool(kinds) and "一、" in kinds
    firsts = {match[1] for words in names if (match := _FIRST.match(words)) and not _DOTTED.match(words)}
    dotted = [words.split(".")[0] for words in names if kind_of_number(words).startswith("1.1")]
    return not dotted or any(first in firsts for first in dotted)


@dataclass(slots=True)
class Numbers:
    """The numbered names that are open, with the kind of each number, the outermost first."""

    open_names: list[tuple[str, str]] = field(default_factory=list)

    def above(self, words: str, kind: str) -> list[str]:
        """The numbered names above a name with a number of a kind, which is open after that."""
        kinds = [known for known, _ in self.open_names]
        if kind in kinds:
            del self.open_names[kinds.index(kind) :]
        elif kind.startswith("1.1"):
            deeper = [k for k, known in enumerate(kinds) if known.startswith("1.1") and len(known) >= len(kind)]
            if deeper:
                del self.open_names[deeper[0] :]
        found = [name for _, name in self.open_names]
        self.open_names.append((kind, words))
        return found
