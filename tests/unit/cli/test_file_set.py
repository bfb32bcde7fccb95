"""Files of a set appear whole or not at all, take the place of the set before, and never that of a stranger's."""

from pathlib import Path

import pytest

from tallystick.cli._file_set import SUMS, write_set
from tallystick.model import SourceError

FIRST = {"a.txt": b"one", "charts/x.svg": b"<svg/>"}
SECOND = {"a.txt": b"two", "b.txt": b"new"}


def held(folder: Path) -> dict[str, bytes]:
    found = {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    found.pop(SUMS, None)
    return found


def test_a_later_set_takes_the_place_of_the_one_before_and_leaves_others_alone(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "out"
    write_set(folder, FIRST)
    assert held(folder) == FIRST
    (folder / "mine.txt").write_text("mine")
    write_set(folder, SECOND)
    assert held(folder) == {**SECOND, "mine.txt": b"mine"}
    assert not (folder / "charts").exists()
    assert [path.name for path in folder.parent.iterdir()] == ["out"]


@pytest.mark.parametrize(("name", "told"), [("a.txt", "was changed since"), ("b.txt", "is there and was not written")])
def test_what_others_wrote_is_overwritten_only_when_asked(tmp_path: Path, name: str, told: str) -> None:
    write_set(tmp_path, FIRST)
    (tmp_path / name).write_text("by hand")
    with pytest.raises(SourceError, match=told):
        write_set(tmp_path, SECOND)
    assert held(tmp_path) == {**FIRST, name: b"by hand"}
    write_set(tmp_path, SECOND, force=True)
    assert held(tmp_path) == SECOND


def test_where_one_file_cannot_take_its_place_all_stays_as_it_was(tmp_path: Path) -> None:
    write_set(tmp_path, FIRST)
    (tmp_path / "b.txt").mkdir()
    (tmp_path / "b.txt" / "inside").write_text("in the way")
    with pytest.raises(SourceError, match="cannot write"):
        write_set(tmp_path, SECOND)
    assert held(tmp_path) == {**FIRST, "b.txt/inside": b"in the way"}


def test_a_folder_that_cannot_be_and_a_list_that_leads_out_of_it(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(SourceError, match="is a file"):
        write_set(tmp_path / "file", FIRST)
    with pytest.raises(SourceError, match="cannot write"):
        write_set(tmp_path / "file" / "deeper", FIRST)
    folder = tmp_path / "out"
    write_set(folder, FIRST)
    (folder / SUMS).write_text(f"{'0' * 64}  ../file\n")
    write_set(folder, SECOND, force=True)
    assert (tmp_path / "file").read_text() == "x"
