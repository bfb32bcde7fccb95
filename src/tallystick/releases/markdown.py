"""Markdown: its words without their marks, one line to a paragraph, with a hint for each line."""

from __future__ import annotations

import re
from html import unescape

from tallystick.releases.draft import Draft
from tallystick.releases.frontmatter import front_matter
from tallystick.releases.furniture import is_furniture
from tallystick.releases.lines import Line, split_lines

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#{0,6}\Z")
_ITEM = re.compile(r"(?:[-*+•]|(?P<number>\d{1,3}[.)]))\s+")
_RULE = re.compile(r"(?:[-*_=]\s?){3,200}\Z|\|?[\s:|-]{3,400}\Z")
_BLOCK_TAG = re.compile(
    r"</?(?:p|div|br|li|ul|ol|h[1-6]|table|tr|section|article|blockquote)\b[^<>]{0,300}>", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,500}>")
_PICTURE = re.compile(r"!\[[^\[\]]{0,500}\]\([^()\s]{0,1000}(?:\s[^()]{0,300})?\)")
_LINK = re.compile(r"\[([^\[\]]{0,500})\]\([^()\s]{0,1000}(?:\s[^()]{0,300})?\)")
_STARS = re.compile(r"\*{1,3}(?=\S)([^*]{1,2000})(?<=\S)\*{1,3}")
_UNDERLINES = re.compile(r"(?<!\w)_{1,3}(?=\S)([^_]{1,2000})(?<=\S)_{1,3}(?!\w)")
_CODE = re.compile(r"`([^`]{1,2000})`")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|-])")


def draft_of_markdown(markup: str) -> Draft:
    """The words of a Markdown text; soft line breaks within a paragraph become spaces.

    >>> draft = draft_of_markdown("# Trade\\n\\nExports **rose**\\nby [3%](x.html).\\n\\n- cars")
    >>> [(line.hint, draft.text[line.start:line.end]) for line in draft.lines]
    [('title', 'Trade'), ('paragraph', 'Exports rose by 3%.'), ('item', 'cars')]
    """
    given, body = front_matter(markup)
    writer = _Writer()
    for line in split_lines(markup, body):
        _read_line(writer, markup[line.start : line.end], line.blank_before)
    writer.end()
    return Draft("".join(writer.pieces), writer.lines, 0, given)


def _read_line(writer: _Writer, line: str, blank_before: bool) -> None:
    line = line.lstrip("> ") if line[0] == ">" else line
    if not line or _RULE.match(line) or line.startswith("```"):
        writer.end()
        return
    heading = _HEADING.match(line)
    if heading:
        writer.add(_inline(heading[2]), "title" if len(heading[1]) <= 3 and not writer.lines else "heading")
    elif line[0] == "|":
        writer.add("\t".join(_inline(cell).strip() for cell in line.strip("|").split("|")), "row")
    elif is_furniture(line):
        writer.add(_inline(line), "furniture")
    elif item := _ITEM.match(line):
        writer.add(_inline(line if item["number"] else line[item.end() :]), "item", open_ended=True)
    else:
        for n, part in enumerate(_BLOCK_TAG.split(line)):
            if n == 0 and not blank_before:
                writer.go_on(_inline(part))
            else:
                writer.add(_inline(part), "paragraph", open_ended=True)


def _inline(words: str) -> str:
    """The words without emphasis, links, pictures and tags."""
    words = _PICTURE.sub("", words)
    words = _LINK.sub(r"\1", words)
    words = _TAG.sub("", words)
    for pattern in (_STARS, _UNDERLINES, _CODE, _ESCAPED):
        words = pattern.sub(r"\1", words)
    return unescape(words).strip()


class _Writer:
    """Gathers lines into one text: paragraphs apart by a blank line, rows and items below each other."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.lines: list[Line] = []
        self._length = 0
        self._pending: list[str] = []
        self._hint = ""

    def add(self, words: str, hint: str, *, open_ended: bool = False) -> None:
        """Begin a line; the next plain line goes on with it when it is `open_ended`."""
        self.end()
        if words:
            self._pending, self._hint = [words], hint
            if not open_ended:
                self.end()

    def go_on(self, words: str) -> None:
        """Go on with the paragraph, or begin one."""
        if not self._pending:
            self.add(words, "paragraph", open_ended=True)
        elif words:
            self._pending.append(words)

    def end(self) -> None:
        """Write the line that is pending, if any."""
        if not self._pending:
            return
        words = " ".join(self._pending)
        self._pending = []
        if self.lines:
            gap = "\n" if self._hint in ("row", "item") and self.lines[-1].hint == self._hint else "\n\n"
            self.pieces.append(gap)
            self._length += len(gap)
        self.lines.append(Line(self._length, self._length + len(words), True, False, self._hint))
        self.pieces.append(words)
        self._length += len(words)
