"""Documents: pages of PDF a second beside pypdf, pdfplumber and camelot on the same files, memory, HTML tables, sheets.

The PDFs are real ones of the corpus beside the project; the long one, the page of HTML tables and the sheet are made.
"""

from __future__ import annotations

import io
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.table import Row, rate, seconds

ROOT = Path(__file__).parents[1]
FOLDER = ROOT.parent / "shared" / "corpus" / "documents"
TITLE = "Documents, on one core"
CHECKED = "eurostat-edp-2010_1.pdf"
FILES = (
    CHECKED, "statssa-p0141-2023-05.pdf", "usda-ag-energy-2017-02-24.pdf", "census-abstract-324.pdf", "bsp-2019-03.pdf",
    "rbi-mpc-2024-06.pdf", "rbi-state-liabilities-1997.pdf", "in-agstat-rice-2012.pdf", "snb-2017-12-14.pdf",
)  # fmt: skip
LONG = 200  # pages
CELLS = 1_000_000
MEMORY = 150.0  # MB
_RUNS = 3


def rows() -> Iterator[Row]:
    """Every measurement of documents."""
    missing = [name for name in FILES if not (FOLDER / name).is_file()]
    if missing:
        raise SystemExit(f"no {missing[0]} in {FOLDER}: the documents to measure on are missing")
    yield from _pdf()
    with tempfile.TemporaryDirectory() as folder:
        long, sheet = Path(folder) / "long.pdf", Path(folder) / "sheet.xlsx"
        long.write_bytes(long_pdf())
        start = _peak("import benchmarks.documents, tallystick.releases.formats.pdf.draft")
        whole = _peak(f"from benchmarks import documents as d; d.read_document({str(long)!r})")
        told = f"{whole:.0f} MB, {start:.0f} of them before it is opened"
        yield Row(f"PDF: peak memory, {LONG} pages", told, f"≤ {MEMORY:g} MB", whole <= MEMORY)
        yield from _html()
        write_sheet(sheet)
        took = _best(lambda: read_document(sheet), 1)
        yield seconds(f"sheet of {CELLS:,} cells (.xlsx) to a draft", took, 8.0)
    yield seconds(f"`tallystick check` of {CHECKED} (14 pages), fast, whole process", _check(FOLDER / CHECKED), 3.0)


def read_document(path: str | Path) -> int:
    """A document's draft; gives how many letters of text it has."""
    from tallystick.releases.drafting import draft_of_bytes

    return len(draft_of_bytes(Path(path).read_bytes(), str(path)).text)


def words_of_pages(path: Path) -> int:
    """The words of a PDF's pages in their lines, without tables or prose; gives how many pages it has."""
    from tallystick.releases.formats.pdf.engine import opened, page_of
    from tallystick.releases.formats.pdf.glyphs import glyphs_of
    from tallystick.releases.formats.pdf.lines import lines_of
    from tallystick.releases.formats.pdf.words import words_of

    with opened(path.read_bytes(), str(path)) as document:
        count = len(document)
        for number in range(1, count + 1):
            with page_of(document, number) as handle:
                glyphs = glyphs_of(handle)
                lines_of(words_of(glyphs.upright) if glyphs else ())
    return count


def _pypdf(path: Path) -> int:
    import pypdf

    return sum(len(page.extract_text()) for page in pypdf.PdfReader(path).pages)


def _pdfplumber(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return sum(len(page.extract_text()) for page in document.pages)


def _pdfplumber_tables(path: Path) -> int:
    import pdfplumber

    with pdfplumber.open(path) as document:
        return sum(len(page.extract_tables()) for page in document.pages)


def _camelot(path: Path) -> int:
    from camelot.io import read_pdf

    return len(read_pdf(str(path), flavor="hybrid", pages="all", suppress_stdout=True))


def _pdf() -> Iterator[Row]:
    """Pages a second of each reader on the same files."""
    paths = [FOLDER / name for name in FILES]
    pages = sum(words_of_pages(path) for path in paths)
    yield Row("PDF: the files", f"{len(paths)} files, {pages} pages")

    def speed(work: Callable[[Path], object], runs: int = 1) -> float:
        return pages / _best(lambda: [work(path) for path in paths], runs)

    text, tables = speed(words_of_pages, _RUNS), speed(read_document, _RUNS)
    yield Row("PDF: words in lines", f"{text:.3g} pages/s", "≥ 150 pages/s", text >= 150)
    yield Row("PDF: prose, tables and places (the draft)", f"{tables:.3g} pages/s", "≥ 40 pages/s", tables >= 40)
    for name, work, own in (
        ("pypdf, text", _pypdf, text), ("pdfplumber, text", _pdfplumber, text),
        ("pdfplumber, tables", _pdfplumber_tables, tables), ("camelot hybrid, tables", _camelot, tables),
    ):  # fmt: skip
        theirs = speed(work)
        yield Row(f"PDF: {name}", f"{theirs:.3g} pages/s; tallystick {own / theirs:.3g} ×")


def _html() -> Iterator[Row]:
    from tallystick.releases.drafting import draft_of_text

    markup = html_tables()
    took = _best(lambda: draft_of_text(markup, "text/html"), _RUNS)
    yield rate(f"HTML tables to a draft, {len(markup) / 1e6:.1f} MB of markup", len(markup.encode()) / took, 10e6)


def long_pdf() -> bytes:
    """A report of `LONG` pages: a paragraph and a table without ruling lines on each."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    chance = random.Random(1)
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for number in range(1, LONG + 1):
        canvas.setFont("Times-Roman", 10)
        for line in range(14):
            rise = f"rose by {chance.randrange(90) / 10}% over the year, a little more than before."
            canvas.drawString(70, 780 - 13 * line, f"Line {line} of page {number}: output of the branch {rise}")
        for row in range(34):
            y = 570 - 13 * row
            canvas.drawString(70, y, f"Region {row + 1}")
            for column in range(6):
                canvas.drawRightString(200 + 60 * column, y, f"{chance.randrange(10_000) / 10:,.1f}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def html_tables(tables: int = 60, height: int = 120, width: int = 9) -> str:
    """A page of tables with attributes and classes, as statistical offices publish them."""
    chance = random.Random(2)
    pieces = ["<html><head><title>Tables</title></head><body>"]
    for number in range(tables):
        head = "".join(f'<th scope="col" class="colhead">{2000 + c}</th>' for c in range(width))
        pieces.append(f'<table class="regular" id="t{number}"><caption>Table {number}. Output by region</caption>'
                      f"<thead><tr><th>Region</th>{head}</tr></thead><tbody>")  # fmt: skip
        for row in range(height):
            cells = "".join(
                f'<td class="num"><span class="datavalue">{chance.randrange(99_999) / 10:,.1f}</span></td>'
                for _ in range(width)
            )
            pieces.append(f'<tr class="r{row % 2}"><th scope="row"><p class="sub1">Region {row}</p></th>{cells}</tr>')
        pieces.append("</tbody></table><p>Source: made for measuring.</p>")
    return "".join([*pieces, "</body></html>"])


def write_sheet(path: Path, width: int = 20) -> None:
    """A sheet of `CELLS` cells: names, then numbers in one format."""
    import xlsxwriter  # type: ignore[import-untyped]

    chance = random.Random(3)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet, style = book.add_worksheet("Data"), book.add_format({"num_format": "#,##0.0"})
    sheet.write_row(0, 0, ["Region", *(str(2000 + c) for c in range(1, width))])
    for row in range(1, CELLS // width):
        sheet.write_string(row, 0, f"Region {row}")
        for column in range(1, width):
            sheet.write_number(row, column, chance.randrange(99_999) / 10, style)
    book.close()


def _best(work: Callable[[], object], runs: int) -> float:
    """The least processor time of some runs."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def _peak(code: str) -> float:
    """The most memory, in MB, of a process that runs code."""
    program = f"import json; {code}; from benchmarks.documents import peak; print(json.dumps(peak()))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, cwd=ROOT)
    return float(json.loads(done.stdout.splitlines()[-1]))


def peak() -> float:
    """The most memory that this process held, in MB; the kernel's `ru_maxrss` would count the parent's as well."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) * 1024 / 1e6


def _check(path: Path) -> float:
    """The least wall-clock time of a check as a whole process."""
    program = str(Path(sys.executable).with_name("tallystick"))
    times = []
    for _ in range(_RUNS):
        start = time.perf_counter()
        subprocess.run([program, "check", str(path), "--reader", "fast"], capture_output=True, check=False)
        times.append(time.perf_counter() - start)
    return min(times)
