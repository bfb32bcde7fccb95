"""What is told on a terminal while link groups are worked on, and nothing elsewhere."""

from __future__ import annotations

import os

import pytest

from tallystick.cli._sources import counting


def test_a_terminal_is_told_how_many_are_done(monkeypatch: pytest.MonkeyPatch) -> None:
    reader, terminal = os.openpty()
    with os.fdopen(terminal, "w") as stream, monkeypatch.context() as patched:
        patched.setattr("sys.stderr", stream)
        with counting("compiling", "link groups") as tell:
            tell("06")
            tell("07")
        stream.flush()
        shown = os.read(reader, 1 << 16).decode()
    os.close(reader)
    assert "compiling 2 link groups (07)" in shown


def test_elsewhere_nothing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with counting("compiling", "link groups") as tell:
        tell("06")
    assert capsys.readouterr().err == ""
