"""From the elements of a body to paragraphs and tables, in the order they are printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tallystick.model import Dropped
from tallystick.releases.formats.docx.markup import number, value
from tallystick.releases.formats.docx.notes import Notes
from tallystick.releases.formats.docx.numbering import Label, Numbering
from tallystick.releases.formats.docx.paragraph import Worded, worded
from tallystick.releases.formats.docx.runs import Gathered, Piece, Runs
from tallystick.releases.formats.docx.styles import ParagraphStyle, Styles, indent_of

_LETTER = 110  # twentieths of a point: about the width of a letter


@dataclass(slots=True)
class Paragraph:
    """A printed paragraph: `kind` and `heading` (its level from 0) as its style tells, `label` what is printed before
    it, `indent` in widths of a letter."""

    worded: Worded
    kind: str = ""
    heading: int = -1
    label: Label | None = None
    indent: float = 0.0

    @property
    def words(self) -> str:
        """All that is printed: the label and the words."""
        if self.label is None:
            return self.worded.words
        return f"{self.label.words}{'' if self.label.tight and not self.label.bullet else ' '}{self.worded.words}"


@dataclass(slots=True)
class TableCell:
    """A cell at its place in the table's grid, with all that stands in it."""

    row: int
    column: int
    rows: int
    columns: int
    head: bool
    items: list[Item]


@dataclass(slots=True)
class TableItem:
    """A table with its cells in the order of rows."""

    cells: list[TableCell]


Item = Paragraph | TableItem


@dataclass(slots=True)
class Blocks:
    """Walks the elements of the body, of notes, of headers; gathers on its way what is dropped and counted."""

    styles: Styles
    numbering: Numbering
    notes: Notes | None
    runs: Runs = field(init=False)
    dropped: list[Dropped] = field(default_factory=list)
    pictures: int = 0
    insertions: int = 0
    codes: list[str] = field(default_factory=list)
    _pending: list[Piece] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.runs = Runs(self.styles)

    def of(self, elements: Iterable[Element], contents: bool = False) -> Iterator[Item]:
        """Paragraphs and tables of elements of a body, text boxes behind the paragraph they hang on."""
        for element in elements:
            if element.tag == "w:p":
                yield from self._paragraph(element, contents)
            elif element.tag == "w:tbl":
                from tallystick.releases.formats.docx.tables import table_of

                table = table_of(element, self)
                if table.cells:
                    yield table
            elif element.tag in ("w:del", "w:moveFrom"):
                self._drop_all(element, "deleted")
            elif element.tag == "w:altChunk":
                self.dropped.append(Dropped("embedded file", "not read"))
            elif element.tag == "mc:AlternateContent":
                yield from self.of(list(element)[:1], contents)
            elif element.tag not in ("w:sdtPr", "w:sectPr") and len(element):
                yield from self.of(element, contents or _is_contents(element))
        if self._pending:
            yield from self._paragraph(Element("w:p"), contents)

    def _drop_all(self, element: Element, reason: str) -> None:
        """Set aside all words of an element."""
        words = "".join(part.text or "" for part in element.iter() if part.tag in ("w:t", "w:delText"))
        if words.strip():
            self.dropped.append(Dropped(words, reason))

    def drop_row(self, row: Element, reason: str) -> None:
        """Set aside a row of a table that is not part of the text."""
        self._drop_all(row, reason)

    def _paragraph(self, element: Element, contents: bool) -> Iterator[Item]:
        properties = element.find("w:pPr")
        style = self.styles.paragraph(value(properties, "w:pStyle"))
        gathered = self.runs.of(element, style.look)
        self.pictures += gathered.pictures
        self.insertions += gathered.insertions
        self.codes += gathered.codes
        gathered.pieces[:0] = self._pending
        self._pending = []
        going_on: list[Piece] = []
        if _runs_into_next(properties):
            going_on = gathered.pieces
            gathered = Gathered(boxes=gathered.boxes, unread=gathered.unread)
        told = worded(gathered, self.notes)
        self.dropped += told.dropped
        label = self._label(properties, style, told)
        if told.words:
            kind, heading = style.kind, style.heading
            outline = number(value(properties, "w:outlineLvl"), -1)
            if outline >= 0:
                kind, heading = ("heading", outline) if outline < 9 else ("", -1)
            if contents or (told.contents and told.words[-1:].isdigit()):
                kind = "contents"
            indent = indent_of(properties, style.indent) / _LETTER + told.indent
            yield Paragraph(told, kind, heading, label, indent)
        for box in told.boxes:
            yield from self.of(box, contents)
        self._pending = going_on

    def _label(self, properties: Element | None, style: ParagraphStyle, told: Worded) -> Label | None:
        """The automatic number of a paragraph; one of which all words are gone is not counted."""
        own = properties.find("w:numPr") if properties is not None else None
        list_id = value(own, "w:numId") or style.list_id
        if not list_id or list_id == "0" or (not told.words and told.dropped):
            return None
        level = number(value(own, "w:ilvl"), -1)
        if level < 0:
            level = style.level
        if level < 0:
            level = self.numbering.level_of_style(list_id, style.id)
        label = self.numbering.label(list_id, level)
        if label is not None and not label.tight and label.words[-1] in "、）：．":
            return label._replace(tight=True)
        return label


def _runs_into_next(properties: Element | None) -> bool:
    """Whether the next paragraph goes on with this one: its end is deleted, or it is a large first letter."""
    if properties is None:
        return False
    if value(properties, "w:framePr", "w:dropCap") in ("drop", "margin"):
        return True
    end = properties.find("w:rPr")
    return end is not None and any(end.find(name) is not None for name in ("w:del", "w:moveFrom", "w:specVanish"))


def _is_contents(element: Element) -> bool:
    """Whether a content control is the table of contents."""
    return (value(element, "w:sdtPr/w:docPartObj/w:docPartGallery") or "") == "Table of Contents"
