"""Whether an outline can be followed at all: its size, the letters of its words, its area and its groups."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from difflib import get_close_matches

from tallystick.knowledge.areas import areas
from tallystick.knowledge.briefing_groups import Groups
from tallystick.model import KnowledgeError

LARGEST = 1_000_000
"""Bytes of an outline's file."""

MOST = 1_000
"""Sections and items of an outline."""

LONGEST = 20_000
"""Letters of a person's words in one item."""

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
"""Signs that turn the direction of writing, and so can show a figure otherwise than it stands."""


def unsound(area: str, sections: int, items: int, words: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each thing wrong with an outline's area, its size or the letters of a person's words, and what to do."""
    if area not in areas():
        near = get_close_matches(area.upper(), areas(), n=3, cutoff=0.5)
        yield f"no area {area}", f"do you mean {' or '.join(near)}?" if near else "give a code like CN, CN-GD, EU, GB"
    if sections + items > MOST:
        yield f"{sections} sections with {items} items", f"a briefing has {MOST} at most: make several outlines"
    for one in words:
        if len(one) > LONGEST:
            yield f"{len(one):,} letters in one item: {one[:40]}…", f"give {LONGEST:,} at most, in several items"
        if odd := strange(one):
            shown = "".join(" " if strange(letter) else letter for letter in one)
            yield f"the sign {odd}, which nobody sees, stands in: {shown[:80]}", "take it out"


def strange(words: str) -> str:
    """The first control sign, or sign that turns the direction of writing, by its code; empty where there is none.

    >>> strange("plain"), strange("two\\nlines"), strange("a\\x00b"), strange("\\u202e9.6")
    ('', '', 'U+0000', 'U+202E')
    """
    for letter in words:
        if letter in _TURNING or (unicodedata.category(letter) in ("Cc", "Cs", "Cn") and letter not in "\n\t"):
            return f"U+{ord(letter):04X}"
    return ""


def known_groups(groups: Groups, wanted: Sequence[str]) -> Groups:
    """The groups; KnowledgeError where one is wanted that is not there."""
    names = [group.name for group in groups.group]
    for one in wanted:
        if one not in names:
            near = get_close_matches(one, names, n=2, cutoff=0.5) or names
            raise KnowledgeError(f"no group {one}", f"do you mean {' or '.join(near)}? See: tallystick groups")
    return groups
