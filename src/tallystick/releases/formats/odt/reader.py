"""An OpenDocument text as a draft."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from tallystick.model import Dropped, SourceError
from tallystick.releases.draft import Draft
from tallystick.releases.formats.archive import Archive
from tallystick.releases.formats.docx.blocks import Item, Paragraph, TableCell, TableItem
from tallystick.releases.formats.docx.markup import children, number
from tallystick.releases.formats.docx.numbering import Label
from tallystick.releases.formats.docx.paragraph import worded
from tallystick.releases.formats.docx.reader import counted_changes, printed_items, write_all
from tallystick.releases.formats.docx.tabbed import with_tabbed_tables
from tallystick.releases.formats.docx.writer import Writer
from tallystick.releases.formats.odt.runs import OdtRuns
from tallystick.releases.formats.odt.styles import ListCounts, OdtStyles

_WIDEST = 1000  # columns
_MOST_REPEATED = 100  # cells that stand for several alike
_INDEXES = ("text:table-of-content", "text:illustration-index", "text:table-index", "text:alphabetical-index")
_ADVICE = "open it in its own program and save it anew, or as .docx"


def draft_of_odt(data: bytes, source: str) -> Draft:
    """The draft of an OpenDocument text; as `draft_of_docx` in all it drops, bounds and refuses."""
    archive = Archive(data, source)
    content = archive.read("content.xml")
    if content is None:
        raise SourceError(f"{source} lacks its text (content.xml)", _ADVICE)
    if b"encryption-data" in (archive.read("meta-inf/manifest.xml") or b""):
        raise SourceError(f"{source} is locked by a password", "save a copy without one")
    named = archive.read("styles.xml") or b""
    styles = OdtStyles(
        element
        for part, parent in ((content, "automatic-styles"), (named, "automatic-styles"), (named, "styles"))
        if part
        for element in children(part, f"office:{parent}", source)
    )
    body = _Body(styles)
    items = list(with_tabbed_tables(printed_items(body.of(children(content, "office:text", source)))))
    writer = Writer()
    write_all(items, "", writer)
    for mark, note in body.runs.notes:
        body.write_note(mark, note, writer)
    titles = [writer.text[line.start : line.end] for line in writer.lines if line.hint == "title"]
    given = {"title": " ".join(" ".join(titles).split())}
    remarks = counted_changes(body.insertions, body.deletions)
    return Draft(writer.text, writer.lines, 0, given, writer.grids, dropped=body.dropped, remarks=remarks)


class _Body:
    """Walks paragraphs, lists and tables; gathers what is dropped."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self.runs = OdtRuns(styles)
        self.dropped: list[Dropped] = []
        self.insertions = self.deletions = 0
        self._lists: dict[str, ListCounts] = {}
        self._outline = ListCounts(styles.lists.get("outline", {}))

    def of(self, elements: Iterable[Element], contents: bool = False) -> Iterator[Item]:
        """Paragraphs and tables in the order they are printed."""
        for element in elements:
            if element.tag in ("text:p", "text:h"):
                yield from self._paragraph(element, None, contents)
            elif element.tag == "text:list":
                yield from self._list(element, 1, None)
            elif element.tag == "table:table":
                yield TableItem(list(self._cells(element)))
            elif element.tag == "text:tracked-changes":
                self._changes(element)
            elif len(element) and element.tag not in ("office:forms", "text:sequence-decls", "office:annotation"):
                yield from self.of(element, contents or element.tag in _INDEXES)

    def _paragraph(self, element: Element, label: Label | None, contents: bool) -> Iterator[Item]:
        style = self._styles.of(element.get("text:style-name", ""))
        told = worded(self.runs.of(element, style.look), self.runs)
        self.dropped += told.dropped
        if told.words:
            kind, level = style.kind, style.heading
            if element.tag == "text:h":
                kind, level = "heading", number(element.get("text:outline-level"), 1) - 1
                label = label or self._outline.label(level + 1)
            yield Paragraph(told, "contents" if contents else kind, level, label, style.indent + told.indent)
        for box in told.boxes:
            yield from self.of(box, contents)

    def _list(self, element: Element, level: int, counts: ListCounts | None) -> Iterator[Item]:
        """The items of a list; a list inside one goes on a level deeper."""
        name = element.get("text:style-name", "")
        if counts is None or (name and level == 1):
            goes_on = element.get("text:continue-numbering") == "true" or element.get("text:continue-list")
            counts = self._lists.get(name) if goes_on else None
            counts = counts or ListCounts(self._styles.lists.get(name, {}))
            self._lists[name] = counts
        for item in element:
            first = item.tag == "text:list-item"
            for part in item:
                if part.tag == "text:list":
                    yield from self._list(part, level + 1, counts)
                elif part.tag in ("text:p", "text:h"):
                    label = counts.label(level, item.get("text:start-value")) if first else None
                    first = False
                    yield from self._paragraph(part, label, False)
                else:
                    yield from self.of([part])

    def _changes(self, element: Element) -> None:
        for change in element.iter():
            if change.tag == "text:insertion":
                self.insertions += 1
            elif change.tag == "text:deletion":
                self.deletions += 1
                words = "".join("".join(p.itertext()) for p in change.iter() if p.tag in ("text:p", "text:h"))
                if words.strip():
                    self.dropped.append(Dropped(words, "deleted"))

    def _cells(self, table: Element) -> Iterator[TableCell]:
        for at, (row, head) in enumerate(_rows(table, False)):
            column = 0
            for element in row:
                if element.tag not in ("table:table-cell", "table:covered-table-cell"):
                    continue
                repeated = min(max(number(element.get("table:number-columns-repeated"), 1), 1), _MOST_REPEATED)
                if element.tag == "table:table-cell" and column < _WIDEST:
                    rows = max(number(element.get("table:number-rows-spanned"), 1, _WIDEST), 1)
                    columns = max(number(element.get("table:number-columns-spanned"), 1, _WIDEST), 1)
                    yield TableCell(at, column, rows, columns, head, list(self.of(element)))
                column += repeated

    def write_note(self, mark: str, note: Element, writer: Writer) -> None:
        """A note behind the text, its mark before its first paragraph."""
        for at, item in enumerate(printed_items(self.of(note))):
            if isinstance(item, Paragraph):
                if mark and not at:
                    item.worded.words = f"{mark} {item.worded.words}"
                    item.worded.skip = len(mark) + 1
                writer.paragraph(item, "note")


def _rows(table: Element, head: bool) -> Iterator[tuple[Element, bool]]:
    for child in table:
        if child.tag == "table:table-row":
            yield child, head
        elif child.tag in ("table:table-header-rows", "table:table-rows", "table:table-row-group"):
            yield from _rows(child, head or child.tag == "table:table-header-rows")
