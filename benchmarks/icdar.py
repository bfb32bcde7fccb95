"""Tables found in PDFs by us, by camelot and by pdfplumber, held against the truth of the ICDAR 2013 table competition.

`python -m benchmarks.icdar FOLDER` takes a folder of `NAME.pdf` beside `NAME-str.xml`. The measure is the
competition's for structure: relations between each filled cell and its next filled one to the right and below, the
cells' words without blanks, signs as `_`, in capitals, with the count of blank cells between. Found tables are matched
one to one with the regions of the truth of their page by most relations in common; what has no match counts as wrong
or missed. All relations of all documents are counted together. Where there are two truths (`-009a`, `-009b`), the one
nearer to what was found is taken.
"""

from __future__ import annotations

import argparse
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from benchmarks.table import Row, markdown
from tallystick.releases.tables.grid import GridCell

ROOT = Path(__file__).parents[1]
FOLDER = ROOT.parent / "shared" / "corpus" / "documents" / "icdar2013"
TITLE = "Tables of PDF: ICDAR 2013, structure, tables found by the program, one core"
WANTED_F, WANTED_PAGES = 0.78, 40.0


class Spread(NamedTuple):
    """A cell: its words, and the first and last row and column that it covers."""

    words: str
    row: int
    column: int
    last_row: int
    last_column: int


Found = tuple[int, list[Spread]]  # number of the page, cells of a table on it
Relations = Counter[tuple[str, str, str, int]]


@dataclass(frozen=True, slots=True)
class Score:
    """Relations in common, in the truth, and found."""

    common: int
    true: int
    found: int

    def __add__(self, other: Score) -> Score:
        return Score(self.common + other.common, self.true + other.true, self.found + other.found)

    @property
    def f(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.common / max(self.true + self.found, 1)

    def __str__(self) -> str:
        recall, precision = self.common / max(self.true, 1), self.common / max(self.found, 1)
        return f"F {self.f:.3f} (recall {recall:.3f}, precision {precision:.3f})"


def relations(cells: Sequence[Spread]) -> Relations:
    """Each filled cell's next filled ones, to the right and below, with the blank cells between.

    >>> list(relations([Spread("a b", 0, 0, 0, 0), Spread("3.1", 0, 2, 0, 2)]))
    [('right', 'AB', '3_1', 1)]
    """
    at: dict[tuple[int, int], int] = {}
    words = [re.sub(r"[^A-Z0-9_]", "_", re.sub(r"\s", "", cell.words).upper()) for cell in cells]
    for number, cell in enumerate(cells):
        if words[number]:
            for row in range(cell.row, cell.last_row + 1):
                at.update(dict.fromkeys(((row, column) for column in range(cell.column, cell.last_column + 1)), number))
    pairs: dict[tuple[str, int, int], int] = {}
    for direction in ("right", "down"):
        last: dict[int, tuple[int, int]] = {}
        for line, place, number in sorted((r, c, n) if direction == "right" else (c, r, n) for (r, c), n in at.items()):
            before = last.get(line)
            if before is not None and before[1] != number:
                pairs.setdefault((direction, before[1], number), place - before[0] - 1)
            last[line] = (place, number)
    return Counter((direction, words[one], words[two], gap) for (direction, one, two), gap in pairs.items())


def truth(path: Path) -> list[Found]:
    """The regions of a truth file."""
    found: list[Found] = []
    for region in ElementTree.parse(path).getroot().iter("region"):
        cells = []
        for cell in region.iter("cell"):
            row, column = int(cell.get("start-row", "0")), int(cell.get("start-col", "0"))
            content = cell.find("content")
            words = (content.text or "") if content is not None else ""
            cells.append(Spread(words, row, column, int(cell.get("end-row", row)), int(cell.get("end-col", column))))
        found.append((int(region.get("page", "1")), cells))
    return found


def score(true: Sequence[Found], found: Sequence[Found]) -> Score:
    """Relations in common when each found table is held against the region of its page that it is most like."""
    wanted, given = [(page, relations(cells)) for page, cells in true], [(page, relations(c)) for page, c in found]
    likeness = sorted(
        (
            (sum((one & two).values()), i, j)
            for i, (page, one) in enumerate(wanted)
            for j, (other, two) in enumerate(given)
            if page == other
        ),
        key=lambda each: (-each[0], each[1], each[2]),
    )
    common, matched_true, matched_found = 0, set[int](), set[int]()
    for count, i, j in likeness:
        if i not in matched_true and j not in matched_found:
            matched_true.add(i)
            matched_found.add(j)
            common += count
    return Score(common, sum(sum(r.values()) for _, r in wanted), sum(sum(r.values()) for _, r in given))


def ours(path: Path) -> list[Found]:
    """Tables as the project finds them."""
    from tallystick.releases.formats.pdf.engine import opened, page_of
    from tallystick.releases.formats.pdf.page import read_page
    from tallystick.releases.formats.pdf.prose.chains import prose_lines
    from tallystick.releases.formats.pdf.tables.finding import tables_of

    found: list[Found] = []
    with opened(path.read_bytes(), str(path)) as document:
        for number in range(1, len(document) + 1):
            with page_of(document, number) as handle:
                page = read_page(handle, number)
            tables = tables_of(page.lines, page.ruling, page.turned, prose_lines(page.lines))
            found += [(number, list(map(_spread, table.cells))) for table in tables]
    return found


def _spread(cell: GridCell) -> Spread:
    words = " ".join((cell.words, *cell.marks))
    return Spread(words, cell.row, cell.column, cell.row + cell.rows - 1, cell.column + cell.columns - 1)


def camelot(flavour: str) -> Callable[[Path], list[Found]]:
    """Tables as camelot finds them."""

    def find(path: Path) -> list[Found]:
        from camelot.io import read_pdf

        tables = read_pdf(str(path), flavor=flavour, pages="all", suppress_stdout=True)
        return [(int(table.page), _single([[cell.text for cell in row] for row in table.cells])) for table in tables]

    return find


def pdfplumber(path: Path) -> list[Found]:
    """Tables as pdfplumber finds them."""
    import pdfplumber as library

    with library.open(path) as document:
        return [(page.page_number, _single(table.extract())) for page in document.pages for table in page.find_tables()]


def _single(rows: Sequence[Sequence[str | None]]) -> list[Spread]:
    """Cells of a row and a column each."""
    return [Spread(words or "", r, c, r, c) for r, row in enumerate(rows) for c, words in enumerate(row)]


FINDERS: dict[str, Callable[[Path], list[Found]]] = {
    "tallystick": ours,
    "camelot hybrid": camelot("hybrid"),
    "camelot stream": camelot("stream"),
    "camelot lattice": camelot("lattice"),
    "pdfplumber": pdfplumber,
}


def documents(folder: Path) -> dict[str, list[Path]]:
    """Each document's truths, by the stem of its PDF; SystemExit where there is none."""
    truths: dict[str, list[Path]] = defaultdict(list)
    for path in sorted(folder.glob("*-str.xml")):
        stem = path.name.removesuffix("-str.xml")
        pdf = stem if (folder / f"{stem}.pdf").is_file() else f"{stem.rstrip('abc')}a"
        if not (folder / f"{pdf}.pdf").is_file():
            raise SystemExit(f"no {pdf}.pdf beside {path}")
        truths[pdf].append(path)
    if not truths:
        raise SystemExit(f"no *-str.xml in {folder}: the tables to measure on are missing")
    return dict(truths)


def measure(folder: Path, finder: str, names: Sequence[str]) -> Iterator[tuple[str, Score, float]]:
    """Each document's name, score, and seconds of processor."""
    truths = documents(folder)
    for name in names:
        start = time.process_time()
        found = FINDERS[finder](folder / f"{name}.pdf")
        took = time.process_time() - start
        yield name, max((score(truth(path), found) for path in truths[name]), key=lambda each: each.f), took


def pages(folder: Path, names: Sequence[str]) -> int:
    """How many pages the documents have."""
    import pypdfium2

    count = 0
    for name in names:
        document = pypdfium2.PdfDocument(folder / f"{name}.pdf")
        count += len(document)
        document.close()
    return count


def is_odd(name: str) -> bool:
    """Of the half that the rules were made on: documents with odd numbers."""
    return int(re.sub(r"\D", "", name)) % 2 == 1


def rows(folder: Path = FOLDER, finders: Sequence[str] = tuple(FINDERS)) -> Iterator[Row]:
    """Every finder's score and speed."""
    names = list(documents(folder))
    count = pages(folder, names)
    for finder in finders:
        told = list(measure(folder, finder, names))
        total = sum((each for _, each, _ in told), Score(0, 0, 0))
        per_second = count / sum(took for _, _, took in told)
        own = finder == "tallystick"
        yield Row(f"{finder}: {len(names)} documents", str(total), f"F ≥ {WANTED_F}" if own else "",
                  total.f >= WANTED_F if own else None)  # fmt: skip
        if own:
            for half, wanted in (("odd numbers, seen while it was made", True), ("even numbers, not seen", False)):
                part = sum((each for name, each, _ in told if is_odd(name) is wanted), Score(0, 0, 0))
                yield Row(f"{finder}: {half}", str(part))
        yield Row(f"{finder}: {count} pages", f"{per_second:.3g} pages/s", f"≥ {WANTED_PAGES:g} pages/s" if own else "",
                  per_second >= WANTED_PAGES if own else None)  # fmt: skip


def main() -> None:
    """Measure a folder and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--finder", choices=FINDERS, action="append", help="only this one; may be given again")
    parser.add_argument("--each", action="store_true", help="print each document's score as well")
    arguments = parser.parse_args()
    finders = arguments.finder or tuple(FINDERS)
    if arguments.each:
        for finder in finders:
            for name, told, took in measure(arguments.folder, finder, list(documents(arguments.folder))):
                print(f"{finder} {name}: {told} {took:.2f} s", flush=True)
    print(markdown(TITLE, rows(arguments.folder, finders)))


if __name__ == "__main__":
    main()
