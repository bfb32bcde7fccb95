"""Files that commands write: whole or not at all, and in the place that was meant."""

import os
from pathlib import Path
from threading import Thread

import pytest

from tallystick.cli._output import opened
from tallystick.model import SourceError


def test_a_file_stays_as_it_was_where_writing_ends_early(tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    target.write_bytes(b"before")

    def end_early() -> None:
        with opened(str(target)) as stream:
            stream.write(b"half")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        end_early()
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("out.csv", b"before")]


def test_a_link_stays_and_its_file_is_written(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "real.csv").write_bytes(b"before")
    (tmp_path / "link.csv").symlink_to("deep/real.csv")
    with opened(str(tmp_path / "link.csv")) as stream:
        stream.write(b"after")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "deep" / "real.csv").read_bytes() == b"after"


def test_what_is_no_file_is_written_into_and_stays(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()
    with opened(str(pipe)) as stream:
        stream.write(b"through")
    reader.join(timeout=30)
    assert read == [b"through"]
    assert pipe.is_fifo()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="check the folder"), opened(str(tmp_path / "no" / "out.csv")):
        pass
