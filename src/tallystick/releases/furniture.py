"""Site furniture: navigation, page numbers, links, copyright. Kept in the text, never read."""

from __future__ import annotations

import re
from functools import cache

from tallystick.knowledge.loader import load_topics

LONGEST = 800  # a longer line is prose, whatever it begins with
_BREADCRUMB_MARKS = "ㄑ»›"
_SHAPE = re.compile(
    r"""
      (?:\d{1,5}\s+){2,60}(?:\d{1,5}|[>»›]|\.{3}|…|next|下一页|尾页)(?:\s+[>»›])?\Z  # a run of page numbers
    | (?:page\s?\|?\s?)?[-–—|]?\s?\d{1,4}\s?[-–—|]?\Z                   # a page number alone: 12, - 12 -, PAGE | 12
    | page\s\d{1,4}\sof\s\d{1,4}\Z | 第\s?\d{1,4}\s?页(?:\s?[/共].{0,12})?\Z | [ivxl]{1,6}\Z
    | (?:https?://|www\.)\S{1,390}\Z                                    # an address
    | (?:[!*]{0,3}\[?!?\[[^\[\]]{0,200}\](?:\([^()]{0,390}\))?\]?(?:\([^()]{0,390}\))?     # links and pictures,
         [\s.]{0,9}(?:\(\d{1,4}\s?[KM]b\))?\s{0,9}){1,6}\Z                                # and nothing else
    | [-=_*~.·—–─|:+\s]{3,390}\Z                                        # a rule
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CONTENTS = re.compile(r".{0,200}?(?:(?:\.\s?){5,600}|…{2,300})\s?\d{0,4}")
_FIRST_OF_SHAPES = frozenset("0123456789-–—|hHwWpP第[!*=_~.·─+ivxlIVXL")
_WRAPPING = "[]【】()（）<>《》*_ "


@cache
def _phrases() -> tuple[frozenset[str], tuple[str, ...]]:
    words = load_topics("sources/writing")["furniture"]
    return frozenset(words["lines"]), tuple(words["starts"])


def is_furniture(line: str) -> bool:
    """Whether a line is part of the page around the release.

    >>> [is_furniture(s) for s in ("1  2  3  4  >", "Read in Chinese", "Output rose by 3%.")]
    [True, True, False]
    """
    if len(line) > LONGEST:
        return False
    if line[0] in _BREADCRUMB_MARKS or line.count(" > ") > 1 or line.count(" » ") > 1 or line.count("›") > 1:
        return True
    if line[0] in _FIRST_OF_SHAPES and _SHAPE.match(line):
        return True
    if is_line_of_contents(line):
        return True
    whole, starts = _phrases()
    bare = line.lower().strip(_WRAPPING)
    return bare in whole or (bare.startswith(starts) and len(line) < 200)


def is_line_of_contents(line: str) -> bool:
    """Whether a line is one of a table of contents: a name, leader dots, perhaps the number of a page.

    >>> is_line_of_contents("Key findings ........... 2"), is_line_of_contents("Well ... 2")
    (True, False)
    """
    leads = "…" in line or "....." in line or ". . . ." in line
    return leads and _CONTENTS.fullmatch(line) is not None
