"""What the looks and the style of a paragraph say it is: title, heading, item, note, contents."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from tallystick.releases.dateline import is_dateline
from tallystick.releases.formats.docx.blocks import Item, Paragraph
from tallystick.releases.marks import is_row

_LONGEST_HEADING = 200  # characters
_LONGEST_BOLD = 100
_STOPS = ".。;；!！,，"
_NAMED = re.compile(r"(?:table|chart|figure|box|表|图|圖|专栏|專欄)\s?\d", re.IGNORECASE)
_BOLD = "bold"  # a heading if nothing bold follows
_HEAD = 15  # paragraphs among which the title stands


def hints(items: Sequence[Item], told_title: str = "") -> list[str]:
    """A hint for each paragraph (empty for a table); `told_title` is the title the file's properties tell."""
    found = [_hint(item) if isinstance(item, Paragraph) else "" for item in items]
    for here, following in pairwise(range(len(items))):  # a run of bold paragraphs is emphasis
        if found[here] == _BOLD and _is_bold(items[following]):
            found[here] = "paragraph"
    found = ["heading" if hint == _BOLD else hint for hint in found]
    at = _title_place(items, found, told_title)
    for place, hint in enumerate(found):
        if hint == "title" and (at is None or not at <= place < at + 3 or "paragraph" in found[at:place]):
            found[place] = "heading"
    if at is not None:
        found[at] = "title"
    return found


def _title_place(items: Sequence[Item], found: Sequence[str], told: str) -> int | None:
    """Where the title stands: in its style, or as the properties tell it, or the only chief heading near the top."""
    if "title" in found:
        return found.index("title")
    head = [(at, item) for at, item in enumerate(items[:_HEAD]) if isinstance(item, Paragraph)]
    named = _plain(told)
    if named:
        same = next((at for at, item in head if _plain(item.words) == named), None)
        if same is not None:
            return same
    chief = [at for at, item in enumerate(items) if isinstance(item, Paragraph) and _is_chief(item, found[at])]
    first = next((at for at, hint in enumerate(found) if hint == "heading" and _styled(items[at])), None)
    return chief[0] if len(chief) == 1 and chief[0] == first and first < _HEAD else None


def _is_chief(item: Paragraph, hint: str) -> bool:
    return hint == "heading" and item.kind == "heading" and item.heading == 0 and item.label is None


def _styled(item: Item) -> bool:
    return isinstance(item, Paragraph) and item.kind == "heading"


def _plain(words: str) -> str:
    return " ".join(words.split()).casefold()


def _hint(item: Paragraph) -> str:
    words = item.worded.words
    if item.kind == "contents":
        return "furniture"
    if item.kind == "title":
        return "title"
    if item.kind == "heading" and _is_heading(words):
        return "heading"
    if item.kind == "note" or item.worded.skip:
        return "note"
    if item.label is not None and item.label.bullet:
        return "item"
    if "\t" in words and is_row(words):
        return "row"
    return _BOLD if item.kind != "caption" and _is_bold_heading(item) else "paragraph"


def _is_bold(item: Item) -> bool:
    return isinstance(item, Paragraph) and item.worded.bold and item.kind != "heading"


def _is_heading(words: str) -> bool:
    """Whether words in a heading's style are one: some documents number their paragraphs in such styles."""
    if len(words) > _LONGEST_HEADING or "\n" in words.strip():
        return False
    return words[-1] not in _STOPS or (len(words.split()) < 10 and len(words) < 40)


def _is_bold_heading(item: Paragraph) -> bool:
    words = item.worded.words
    if not item.worded.bold or len(words) > _LONGEST_BOLD or "\n" in words or "\t" in words:
        return False
    if words[-1] in _STOPS or any(char.isdigit() for char in words) or _NAMED.match(words):
        return False
    return any(char.isalpha() for char in words) and not is_dateline(words)
