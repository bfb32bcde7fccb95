"""A command that is told to end leaves nothing behind."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest

from tallystick.cli import _ending


@pytest.fixture
def ended() -> Iterator[list[int]]:
    """The signals that came through to whoever started the command."""
    found: list[int] = []
    before = signal.signal(signal.SIGTERM, lambda number, _: found.append(number))
    yield found
    signal.signal(signal.SIGTERM, before)


def test_what_was_put_aside_is_taken_away_and_the_signal_is_passed_on(ended: list[int], tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), _ending.in_order(), TemporaryDirectory(dir=tmp_path):
        signal.raise_signal(signal.SIGTERM)
    assert ended == [signal.SIGTERM]
    assert not list(tmp_path.iterdir())


def test_who_is_told_twice_ends_at_once(ended: list[int]) -> None:
    with _ending.in_order():
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGTERM)
        signal.raise_signal(signal.SIGTERM)
        assert ended == [signal.SIGTERM]


def test_a_command_that_is_not_told_to_end_changes_nothing(ended: list[int]) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with _ending.in_order():
        assert signal.getsignal(signal.SIGTERM) != before
    assert signal.getsignal(signal.SIGTERM) == before
    assert not ended


def test_in_a_thread_signals_are_left_to_others(ended: list[int]) -> None:
    before, seen = signal.getsignal(signal.SIGTERM), []

    def run() -> None:
        with _ending.in_order():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = Thread(target=run)
    thread.start()
    thread.join()
    assert seen == [before]
