"""A Word file as a draft."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence

from tallystick.model import Dropped, SourceError
from tallystick.releases.draft import Draft
from tallystick.releases.formats.docx.blocks import Blocks, Item, Paragraph
from tallystick.releases.formats.docx.hints import hints
from tallystick.releases.formats.docx.markup import children, value
from tallystick.releases.formats.docx.notes import Notes
from tallystick.releases.formats.docx.numbering import Numbering
from tallystick.releases.formats.docx.parts import Parts
from tallystick.releases.formats.docx.running import date_given, running_words
from tallystick.releases.formats.docx.runs import ENDNOTE, FOOTNOTE
from tallystick.releases.formats.docx.styles import Styles
from tallystick.releases.formats.docx.tabbed import with_tabbed_tables
from tallystick.releases.formats.docx.tables import grid_cells, is_data
from tallystick.releases.formats.docx.writer import Writer


def draft_of_docx(data: bytes, source: str) -> Draft:
    """The draft of a Word file: its body as it reads with all tracked changes accepted, then its notes.

    Running heads and feet, note marks, hidden and deleted words are dropped, with the reason. Nothing outside the file
    is fetched, no macro is looked at. Time is linear in the file, memory bounded; raises SourceError with advice.
    """
    parts = Parts(data, source)
    styles = Styles(parts.elements("styles", "w:styles"))
    notes = Notes(parts.elements("footnotes", "w:footnotes"), parts.elements("endnotes", "w:endnotes"), _formats(parts))
    blocks = Blocks(styles, Numbering(parts.elements("numbering", "w:numbering")), notes)
    items = list(with_tabbed_tables(printed_items(blocks.of(children(parts.text(), "w:body", source)))))
    writer = Writer()
    write_all(items, _told_title(parts), writer)
    _write_notes(notes, blocks, writer)
    if not writer.lines and blocks.pictures:
        raise SourceError(f"{source} holds pictures and no words", "save it as PDF and read it with --ocr")
    furniture, running = running_words(parts, styles)
    dropped = [*blocks.dropped, *furniture]
    text = writer.text
    titles = [text[line.start : line.end] for line in writer.lines if line.hint == "title"]
    given = {"title": " ".join(" ".join(titles).split()), "date": date_given(text, running)}
    return Draft(text, writer.lines, 0, given, writer.grids, dropped=dropped, remarks=_remarks(blocks, dropped))


def _formats(parts: Parts) -> dict[str, str]:
    """The number formats of foot and end notes that the settings give."""
    found = {}
    for element in parts.elements("settings", "w:settings"):
        kind = {"w:footnotePr": FOOTNOTE, "w:endnotePr": ENDNOTE}.get(element.tag)
        told = value(element, "w:numFmt")
        if kind and told:
            found[kind] = told
    return found


def _told_title(parts: Parts) -> str:
    core = parts.of_package("docProps/core.xml", "cp:coreProperties")
    return next((element.text or "" for element in core if element.tag == "dc:title"), "")


def printed_items(items: Iterator[Item]) -> Iterator[Item]:
    """Tables that only lay out the page give way to what stands in their cells."""
    waiting = deque[Iterator[Item]]([items])
    while waiting:
        item = next(waiting[-1], None)
        if item is None:
            waiting.pop()
        elif isinstance(item, Paragraph) or is_data(item):
            yield item
        else:
            waiting.append(iter([inner for cell in item.cells for inner in cell.items]))


def write_all(items: Sequence[Item], told_title: str, writer: Writer) -> None:
    """Write paragraphs with what they are, and tables with the captions above them."""
    found = hints(items, told_title)
    above: Item | None = None
    for item, hint in zip(items, found, strict=True):
        if isinstance(item, Paragraph):
            writer.paragraph(item, hint)
        else:
            is_captioned = isinstance(above, Paragraph) and above.kind == "caption"
            writer.grid(grid_cells(item), above.words if isinstance(above, Paragraph) and is_captioned else "")
        above = item


def _write_notes(notes: Notes, blocks: Blocks, writer: Writer) -> None:
    """The notes the text refers to; others are dropped with the words that led to them."""
    for mark, note in notes.referred():
        first = True
        for item in printed_items(blocks.of(note)):
            if not isinstance(item, Paragraph):
                writer.grid(grid_cells(item), "")
                continue
            if first and mark and not item.worded.skip:
                item.worded.words = f"{mark} {item.worded.words}"
                item.worded.skip = len(mark) + 1
            first = False
            writer.paragraph(item, "note")
    for note in notes.others():
        words = " ".join(item.words for item in blocks.of(note) if isinstance(item, Paragraph))
        if words:
            blocks.dropped.append(Dropped(words, "deleted"))


def _remarks(blocks: Blocks, dropped: Sequence[Dropped]) -> list[str]:
    """What a user should know of how the file was read."""
    remarks = counted_changes(blocks.insertions, sum(1 for one in dropped if one.reason == "deleted"))
    unread = sorted({one.text for one in dropped if one.reason == "not read" and one.text.startswith("embedded")})
    if unread:
        remarks.append(f"holds what is not read: {', '.join(unread[:5])}; save that as a file of its own")
    return remarks


def counted_changes(insertions: int, deletions: int) -> list[str]:
    """The remark on tracked changes, if there are any."""
    if not insertions and not deletions:
        return []
    counted = f"{_counted(insertions, 'insertion')} kept, {_counted(deletions, 'deletion')} left out"
    return [f"holds tracked changes and is read as if all were accepted ({counted})"]


def _counted(count: int, what: str) -> str:
    return f"{count or 'no'} {what}{'' if count == 1 else 's'}"
