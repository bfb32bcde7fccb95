"""What stands around a table and belongs to it: its caption, the line that tells its unit, its notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from tallystick.model import Block
from tallystick.releases.tables.kinds import opening
from tallystick.releases.tables.unit_words import is_counted, may_stand_in_unit, tells_unit

_LONGEST_CAPTION = 300
_LONGEST_UNIT = 120
_LONGEST_NOTE = 1500
_MOST_ABOVE = 4  # blocks above a table among which its caption is looked for
_MOST_NOTES = 30
_MARKED = re.compile(r"(?:\(?[1-9a-z]\d?[)）.]|\*{1,3}|[†‡¹²³⁴-⁹]|\[\d\d?\]|①|②|③|④|⑤)\s?\S")
_LEGEND = re.compile(
    r"[“\"'‘]?(?:\.{2,3}|…+|-|–|—|[a-z]|n\.?a\.?)[”\"'’]?\s?(?:[:=：]\s?|\s+[a-z])[a-z一-鿿]", re.IGNORECASE
)
_NUMBERED = re.compile(r"\s?[A-Z]{0,3}[\d一二三四五六七八九十]")
_BRACKETED = re.compile(r"[(（\[【]\s?(.{1,110}?)\s?[)）\]】]")
_BASE = re.compile(r".{0,60}\b(?:1[89]|20)\d\d(?:\s?[-–/]\s?\d{2,4})?\s?=\s?100\b.{0,30}", re.DOTALL)
_HEADINGS = ("heading", "title")
_UNIT_BESIDE = re.compile(r"(?:单位|計量單位|Units?)\s?[:：]\s?([^()（）\[\]]{1,40})")
_WORD = re.compile(r"[^\s,;/()（）]+")


@dataclass(slots=True)
class Around:
    """The caption, unit and notes of a table, and which blocks they are."""

    caption: str = ""
    unit: str = ""
    notes: list[str] = field(default_factory=list)
    blocks: list[int] = field(default_factory=list)


def around(text: str, blocks: Sequence[Block], first: int, stop: int) -> Around:
    """What belongs to the table whose rows are `blocks[first:stop]`."""
    found = Around()
    _look_above(text, blocks, first, found)
    _look_below(text, blocks, stop, found)
    return found


def _look_above(text: str, blocks: Sequence[Block], first: int, found: Around) -> None:
    for k in range(first - 1, max(first - 1 - _MOST_ABOVE, -1), -1):
        block = blocks[k]
        words = text[block.start : block.end].strip()
        if block.kind == "furniture":
            continue
        if block.kind == "table" or not words:
            return
        unit = unit_line(words)
        if unit and not found.unit:
            found.unit = unit
            found.blocks.append(k)
        elif words[0] in "[【" and words[-1] in "]】" and len(words) <= _LONGEST_NOTE:
            found.unit = found.unit or _unit_at_the_head(words)
            found.notes.append(words)
            found.blocks.append(k)
        elif is_caption(words) or is_picture(words):
            _name(found, words, block, k)
            return
        elif found.caption or not _may_name(words, block):
            return
        else:
            _name(found, words, block, k)


def _may_name(words: str, block: Block) -> bool:
    """Whether a line above a table may be its caption without a number: a heading, or words that are no sentence."""
    if block.kind in _HEADINGS:
        return len(words) <= _LONGEST_CAPTION
    is_short = block.kind == "paragraph" and len(words) <= _LONGEST_UNIT and "\n" not in words
    return is_short and words[-1] not in ".。:：;；,，!?！？" and ". " not in words and not is_note(words)


def _name(found: Around, words: str, block: Block, k: int) -> None:
    """Take a line for the caption, above a subtitle perhaps; only a numbered one is surely no prose."""
    found.caption = f"{words} {found.caption}".strip()
    if block.kind not in _HEADINGS and (is_caption(words) or is_picture(words)):
        found.blocks.append(k)
    beside = _UNIT_BESIDE.search(words)
    if beside and not found.unit:
        found.unit = beside[1].strip()


def _look_below(text: str, blocks: Sequence[Block], stop: int, found: Around) -> None:
    for k in range(stop, min(stop + _MOST_NOTES, len(blocks))):
        block = blocks[k]
        words = text[block.start : block.end].strip()
        if block.kind == "furniture":
            continue
        if k == stop and not found.caption and is_caption(words) and not _is_above(blocks, k):
            _name(found, words, block, k)
            continue
        if block.kind in ("table", *_HEADINGS) or len(words) > _LONGEST_NOTE or not is_note(words):
            return
        found.notes.append(words)
        found.blocks.append(k)


def _is_above(blocks: Sequence[Block], k: int) -> bool:
    """Whether a caption stands above another table, within a line or two."""
    return any(block.kind == "table" for block in blocks[k + 1 : k + 3])


def is_caption(words: str) -> bool:
    """Whether a line is a numbered caption.

    >>> is_caption("Table 3: Exports by region"), is_caption("表2 进出口"), is_caption("Table manners changed.")
    (True, True, False)
    """
    begins = opening("captions").match(words)
    return bool(begins and len(words) <= _LONGEST_CAPTION and _NUMBERED.match(words, begins.end()))


def is_picture(words: str) -> bool:
    """Whether a caption is that of a picture: `Figure 2 …`, `图3 …`."""
    begins = opening("pictures").match(words)
    return bool(begins and _NUMBERED.match(words, begins.end()))


def unit_line(words: str) -> str:
    """The unit that a line tells for all cells; empty where it tells something else.

    >>> unit_line("单位：亿元"), unit_line("(million euro)"), unit_line("2015=100"), unit_line("In the euro area")
    ('亿元', 'million euro', '2015=100', '')
    """
    words = words.strip()
    if not words or len(words) > _LONGEST_UNIT or is_caption(words) or (words[-1] in ".。" and " " in words.strip(".")):
        return ""
    bracketed = _BRACKETED.fullmatch(words)
    inner = bracketed[1] if bracketed else words
    begins = opening("units").match(inner)
    rest = inner[begins.end() :].lstrip() if begins else ""
    if rest[:1] in (":", "："):
        return rest[1:].strip()
    if _BASE.fullmatch(inner) and len(inner) < 60:
        return inner
    listed = _WORD.findall(inner)
    tells = any(map(tells_unit, listed)) or (bool(bracketed or begins) and any(map(is_counted, listed)))
    if tells and len(listed) <= 12 and all(map(may_stand_in_unit, listed)):
        return (rest if begins and inner[: begins.end()].casefold() == "in" else inner).strip()
    return ""


def _unit_at_the_head(words: str) -> str:
    """The unit with which a note in brackets above a table begins: `[In thousands (1.5 represents 1,500). …]`."""
    listed = list(takewhile(may_stand_in_unit, _WORD.findall(words[1:_LONGEST_UNIT])))
    return " ".join(listed[1:]) if len(listed) > 1 and listed[0].casefold() == "in" else ""


def is_note(words: str) -> bool:
    """Whether a line below a table is one of its notes.

    >>> is_note("Source: Customs."), is_note("1) Provisional."), is_note(".. not available"), is_note("Exports rose.")
    (True, True, True, False)
    """
    return bool(opening("notes").match(words) or _MARKED.match(words) or _LEGEND.match(words))
