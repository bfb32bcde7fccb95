"""The way of checking tables: figures by place, sentences against cells, then each table by itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache, partial

from tallystick.model import Finding, Reading
from tallystick.reconciling.tables.cells import Cell, Figures, figures_of
from tallystick.reconciling.tables.counting import counted
from tallystick.reconciling.tables.deriving import Deriving
from tallystick.reconciling.tables.disputing import dispute
from tallystick.reconciling.tables.families import Families
from tallystick.reconciling.tables.finding_cells import Book
from tallystick.reconciling.tables.inside import inside
from tallystick.reconciling.tables.likening import Likening
from tallystick.reconciling.tables.ordering import ordered
from tallystick.reconciling.tables.proving import proof
from tallystick.reconciling.tables.telling import derived, disputed, proven
from tallystick.reconciling.tables.told import told
from tallystick.reconciling.tables.words import NOTHING


def check_tables(readings: Sequence[Reading]) -> list[Finding]:
    """What the tables of some readings prove of their prose and of themselves, and where they do not agree."""
    figures = figures_of(readings)
    if not figures.sheets:
        return []
    return [*_against_prose(figures, readings), *inside(figures)]


def _against_prose(figures: Figures, readings: Sequence[Reading]) -> Iterator[Finding]:
    if not figures.prose:  # a release that is a table: no sentence asks for an index of its cells
        return
    book, families = Book(figures), cache(partial(Families, figures))
    texts = {reading.release.id: reading.release.text for reading in readings}
    titles = {reading.release.id: reading.release.title for reading in readings}
    deriving, likening = Deriving(figures, book), Likening(figures, texts)
    for sentence in told(figures.prose, titles):
        here = NOTHING.union(*(one.here for one in sentence))
        lines = book.lines_named(here.union(*(one.around for one in sentence)), here, len(sentence))
        proofs: dict[str, Cell] = {}
        for one in sentence:
            found = proof(one, book.links(one, book.named_beside(one, lines)))
            links = book.links(one, lines) if found is None else []
            if found := found or proof(one, links):
                proofs[one.figure.id] = found.link.cell
                yield proven(found, figures.sheets[found.link.cell.table])
            elif against := dispute(one, links, book):
                yield disputed(against, figures.sheets[against.cell.table])
            elif made := deriving.derived(one, lines):
                yield derived(made, figures.sheets[made.parts[0].table])
            elif found := likening.proof(one):
                yield proven(found, figures.sheets[found.link.cell.table])
        yield from ordered(sentence, proofs, families)
        yield from counted(sentence, families)
