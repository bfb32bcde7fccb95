"""A page sorted out: what is prose, what a table, and what is no part of the text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tallystick.model import Dropped, Place
from tallystick.releases.formats.pdf.lines import TextLine
from tallystick.releases.formats.pdf.page import Page
from tallystick.releases.formats.pdf.prose.charts import chart_lines
from tallystick.releases.formats.pdf.prose.edges import edges_of, furniture_of, repeated
from tallystick.releases.formats.pdf.prose.flow import Part
from tallystick.releases.formats.pdf.prose.layout import parts_of
from tallystick.releases.formats.pdf.prose.order import Item
from tallystick.releases.formats.pdf.tables.finding import PageTable, rest_of, tables_of
from tallystick.releases.formats.pdf.tables.lattice import in_grids
from tallystick.releases.formats.pdf.writer import Writer


@dataclass(slots=True)
class SortedPage:
    """A page sorted out: its tables, the lines of its prose, and those that are left out with the reason; `running` are
    the lines that are plainly prose, by identity."""

    page: Page
    prose: Sequence[TextLine]
    running: frozenset[int]
    tables: Sequence[PageTable] = ()
    left_out: dict[str, list[TextLine]] = field(default_factory=dict)

    def leave_out(self, reason: str, lines: list[TextLine]) -> None:
        """Take lines out of the prose."""
        gone = set(map(id, lines))
        self.prose = [line for line in self.prose if id(line) not in gone]
        self.left_out[reason] = lines

    def find_tables_and_charts(self, body: float) -> None:
        """Take tables and the words of pictures out of the prose."""
        self.tables = tables_of(self.prose, self.page.ruling, self.page.turned, self.running)
        self.prose = rest_of(self.prose, self.tables)
        self.leave_out("chart", chart_lines(self.prose, self.running, body))

    def tell(self, writer: Writer) -> None:
        """Tell of all that the page prints and the text leaves out."""
        number = self.page.number
        for reason, lines in self.left_out.items():
            for line in lines:
                writer.drop(line.words, line.text, reason, number)
        taken = {id(word) for table in self.tables for held in (*table.words, *table.marks) for word in held}
        turned = [word for word in self.page.turned if id(word) not in taken]
        if turned:
            reason = "chart" if self.left_out.get("chart") else "furniture"
            writer.drop(turned, " ".join(word.text for word in turned), reason, number)
        for text, reason in ((self.page.doubles, "double"), (self.page.hidden, "hidden")):
            if text:
                writer.dropped.append(Dropped(text, reason, Place(number)))
        if self.page.trouble or (self.page.scanned and not self.page.words):
            writer.dropped.append(Dropped("", "not read", Place(number)))

    def forget(self) -> None:
        """Let go of all words: they stand in the parts of the text."""
        self.prose, self.tables, self.left_out = (), (), {}
        self.page.words = self.page.lines = self.page.turned = ()


def parts_of_pages(pages: Sequence[SortedPage], body: float) -> list[Part]:
    """The parts of all pages, furniture and pictures left out; `body` is the size of the text."""
    edges = [edges_of(one.prose, one.running | in_grids(one.prose, one.page.ruling)) for one in pages]
    alike = repeated(edges, body)
    parts: list[Part] = []
    found = [furniture_of(one.prose, edge, alike, one.page.height) for one, edge in zip(pages, edges, strict=True)]
    if sum(map(len, found)) == sum(len(one.prose) for one in pages):  # every page says the same: that is the text
        found = [[] for _ in pages]
    for one, furniture in zip(pages, found, strict=True):
        one.leave_out("furniture", furniture)
        one.find_tables_and_charts(body)
        tables = [Item(*table.box, None, table) for table in one.tables]
        parts += parts_of(one.prose, tables, one.page.number, body)
    return parts
