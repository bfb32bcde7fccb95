"""Several files that are one release: one text, one hash, and each place with its file."""

from __future__ import annotations

import io
from pathlib import Path
from zipfile import ZipFile

import pytest

from tallystick.model import Cell, Dropped, PageSize, Place, Run, SourceError
from tallystick.releases import from_bytes, open_together
from tallystick.releases.draft import Draft
from tallystick.releases.drafting import kind_of
from tallystick.releases.joining import TOGETHER, File, joined, parts_in, together
from tallystick.releases.lines import split_lines
from tallystick.releases.tables.grid import Grid

FIRST = """Press conference on the looms, 3 March 2022

Ann Oakes, chief statistician of the Harbour Office

MS. OAKES. Output of looms rose by 9.6% in 2021.

Q: And what of ropes?

MS. OAKES. Output of ropes was 40 tonnes, and it
"""
SECOND = """is higher than the 36 tonnes of the year before.

Q: Thank you.
"""
ANNEX = "<html><body><p>Annex: output of sails was 12 tonnes in 2021.</p></body></html>"


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    found = []
    for name, words in (("page-1.txt", FIRST), ("page-2.txt", SECOND), ("annex.html", ANNEX)):
        (tmp_path / name).write_text(words, encoding="utf-8")
        found.append(tmp_path / name)
    return found


def test_files_become_one_text_whose_speakers_go_on(files: list[Path]) -> None:
    opened = open_together(files)
    release = opened.release
    assert release.title == "Press conference on the looms, 3 March 2022"
    assert (release.name, release.source) == ("page-1", f"{files[0]} and 2 more")
    assert [release.text[part.start : part.end].strip()[:5] for part in release.parts] == ["Press", "is hi", "Annex"]
    spoken = [(block.speaker, release.text[block.start : block.end]) for block in release.blocks if block.speaker]
    [(speaker, words)] = [one for one in spoken if one[1].startswith("Output of ropes")]
    assert speaker == "Ms. Oakes"
    assert words.endswith("tonnes, and it\n\n\nis higher than the 36 tonnes of the year before.")
    assert ("Q", "Thank you.") in spoken
    assert list(dict.fromkeys(block.section for block in release.blocks)) == ["", "Question 1", "Question 2"]
    assert ("Q", "Annex: output of sails was 12 tonnes in 2021.") in spoken


def test_the_same_files_have_the_same_bytes_which_open_again(files: list[Path]) -> None:
    opened, again = open_together(files), open_together(files)
    assert opened == again
    assert kind_of(opened.original, None) == opened.media_type == TOGETHER
    release = from_bytes(opened.original, opened.release.name, opened.release.source)
    assert release == opened.release
    assert open_together(list(reversed(files))).release.id != release.id
    assert open_together(files[:1]).release.parts == ()


def test_places_tell_their_file_and_its_own_page() -> None:
    def draft(words: str) -> Draft:
        run = Run(0, len(words), 1, 72, 72, 200, 84)
        grid = Grid(0, len(words), [Cell(0, len(words), 0, 0)], page=1)
        dropped = [Dropped("7", "furniture", Place(1)), Dropped("x", "deleted")]
        lines = list(split_lines(words))
        return Draft(words, lines, 0, {}, [grid], [PageSize(595, 842)], [run], dropped, ["is odd"])

    whole = joined([("a.pdf", draft("one")), ("b.pdf", draft("two words"))])
    assert whole.text == "one\n\ntwo words"
    assert [whole.text[line.start : line.end] for line in whole.lines] == ["one", "two words"]
    assert [(grid.start, grid.page, grid.cells[0].start) for grid in whole.grids] == [(0, 1, 0), (5, 2, 5)]
    assert [(run.start, run.page) for run in whole.runs] == [(0, 1), (5, 2)]
    assert [str(one.place) for one in whole.dropped] == ["a.pdf, page 1", "a.pdf", "b.pdf, page 1", "b.pdf"]
    assert whole.remarks == ["(a.pdf) is odd", "(b.pdf) is odd"]
    assert [(part.start, part.end, part.before) for part in whole.parts] == [(0, 3, 0), (5, 14, 1)]


def test_other_archives_are_none_and_broken_ones_are_refused() -> None:
    stream = io.BytesIO()
    with ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "words")
    assert parts_in(stream.getvalue()) is None
    assert parts_in(b"Exports rose by 3%.") is None
    whole = together([File("a.txt", b"Exports rose by 3%."), File("b.txt", b"Imports fell by 2%.")])
    assert [part.name for part in parts_in(whole) or ()] == ["a.txt", "b.txt"]
    for at in range(0, len(whole) - 24, 7):
        broken = bytearray(whole)
        broken[at] ^= 0x55
        try:
            parts_in(bytes(broken), "it")
        except SourceError as error:
            assert "it" in str(error)  # noqa: PT017  either it opens, or it says what is wrong
    with pytest.raises(SourceError, match="too much for one release"):
        together([File(f"{n}.txt", b"") for n in range(501)])
