"""What the beginning of a line says it is: heading, item, row, or plain words."""

from __future__ import annotations

import re

_MARK = re.compile(
    r"""
      (?P<heading>\#{1,6}[ \t\u3000]*)(?=[^\#\s])
    | (?P<item>(?:[-–•·●▪■◆○*➢►◦‣⁃+]|[\uf0b7\uf0a7\uf0d8])[ \t\u3000]+)(?=\S)
    | (?P<dashed>(?:—|–|-){1,4}\s?)(?=[^\s—–\-\d])
    | (?P<row>\|)
    | (?P<lettered>(?:\(?[a-z]\)|\([ivx]{1,4}\)|[①-⑳])\s?)(?=\S)
    | (?P<roman>[IVX]{1,5}[.、)]\s+)(?=\S)
    | (?P<part>(?:Chapter|Section|Part|CHAPTER|SECTION|PART)\s(?:\d{1,2}|[IVXA-H]{1,4})\b)
    | (?P<han>[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十\d]{1,3}(?:章|节|部分|篇))
    | (?P<han_item>[（(][一二三四五六七八九十]{1,3}[）)])
    | (?P<arabic>[（(]?\d{1,2}(?:[.、．](?!\d)|[）)]|\.\d{1,2}(?:\.\d{1,2})?\.?(?=\s+[A-Z]))\s*)(?=[^\s\d%])
    """,
    re.VERBOSE,
)
_FIRST = frozenset("#-–—•·●▪■◆○*➢►◦‣⁃+\uf0b7\uf0a7\uf0d8|(（IVXCSP0123456789一二三四五六七八九十第①②③④⑤⑥⑦⑧⑨⑩")
_FIRST_LETTERED = frozenset("abcdefghijklmnopqrstuvwxyz")
_REACH = 40
_CELLS = re.compile(r"\S(?:\t| {3,})\s*(?=\S)")
_NUMBER = re.compile(r"[-–+(]?\d[\d,.]*%?\)?")
_LETTERS = re.compile(r"[^\W\d_]+")
_PROSE = re.compile(r"\b(?:in|to|of|from|and|by|the|was|were|for|at|a|with)\b")  # small words that cells seldom hold
_SENTENCE = 3  # of them in one line


def mark_of(text: str, start: int, end: int) -> tuple[str, int]:
    """The kind of mark a line begins with, and where the words behind it begin; `("", start)` for none.

    >>> mark_of("## Prices", 0, 9), mark_of("一、回顾", 0, 4), mark_of("Prices", 0, 6)
    (('heading', 3), ('han', 2), ('', 0))
    """
    first = text[start]
    if first not in _FIRST and not (first in _FIRST_LETTERED and text[start + 1 : start + 2] == ")"):
        return "", start
    found = _MARK.match(text, start, min(end, start + _REACH))
    return (found.lastgroup or "", found.end()) if found else ("", start)


def small_words(line: str) -> int:
    """How many of the small words that cells seldom hold stand in a line."""
    return len(_PROSE.findall(line))


def is_row(line: str) -> bool:
    """Whether a line without a mark is a row of a table: cells set apart, or next to nothing but numbers.

    >>> is_row("Steel\\t120\\t130"), is_row("Steel 120 130 8.3"), is_row("Steel rose by 8.3% to 130 tonnes")
    (True, True, False)
    >>> is_row("rates (boys: 4.1% in 2011, 4.5% in 2013; girls: 5.0% in 2011, 5.2%")
    False
    """
    if len(line) > 500:
        return False
    small = small_words(line)
    if "\t" in line or "   " in line:
        cells = len(_CELLS.findall(line))
        if cells > 1 or (cells and small < _SENTENCE and _NUMBER.search(line)):
            return True
    if not (line[-1].isdigit() or line[-1] in "%)") or len(line) > 200:
        return False
    numbers = len(_NUMBER.findall(line))
    return numbers > 2 and small < _SENTENCE - 1 and len(_LETTERS.findall(line)) <= numbers
