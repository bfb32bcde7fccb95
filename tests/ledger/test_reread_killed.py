"""Killed at any moment of reading anew, each release has its earlier reading or the whole newer one."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable
from functools import partial

import pytest

from tallystick.ledger import Ledger
from tallystick.model import Reading
from tests.ledger.blows import killed
from tests.ledger.test_together import _environment
from tests.unit.ledger.misread import NEWS, keep, misread, today, wrong_year

RELEASES = 8
KILLS = {"sqlite": 20, "postgresql": 12}


def _releases() -> list[Reading]:
    """Monthly news of much the same words, each of another day."""
    words = (NEWS.replace("Industry in 2021", f"Industry, note {n}") for n in range(RELEASES))
    return [today(text, f"note-{n}", f"2022-0{n + 1}-20") for n, text in enumerate(words)]


def _fill(url: str, releases: list[Reading]) -> None:
    with Ledger(url) as ledger:
        for now in releases:
            keep(ledger, misread(now, wrong_year))
            ledger.unlink(now.observations[1].id, who="an editor", reason=now.release.id)


def _read_anew(url: str, names: list[str], step: Callable[[], None]) -> None:
    """Read them all anew; the steps are: opened, first read anew, second read anew …."""
    with Ledger(url) as ledger:
        step()
        for name in names:
            ledger.reread(name, reader="fast")
            step()


@pytest.mark.filterwarnings("ignore:This process:DeprecationWarning")
def test_a_blow_at_any_moment_leaves_whole_readings(url: str) -> None:
    chance, releases = random.Random(9), _releases()
    names = [now.release.id for now in releases]
    _fill(url, releases)
    with Ledger(url) as ledger:
        for name in names:
            ledger.reread(name, reader="fast", dry_run=True)  # what is loaded here the children need not load
    reached = set()
    for blow in range(KILLS["postgresql" if "postgresql" in url else "sqlite"]):
        # What was read anew before is passed over quickly: the blows go through the releases one after the other.
        killed(partial(_read_anew, url, names), min(blow // 4 + 1, RELEASES), chance.uniform(0.0, 1.2))
        with Ledger(url) as ledger:
            assert not ledger.verify()
            reached.add(_whole(ledger, releases))
    with Ledger(url) as ledger:
        for name in names:
            ledger.reread(name, reader="fast")
        assert _whole(ledger, releases) == RELEASES
        assert not ledger.verify()
    assert len(reached - {0, RELEASES}) > 1, "the blows fell at too few different moments to tell"


def _whole(ledger: Ledger, releases: list[Reading]) -> int:
    """How many releases are read anew; each once, with its decision carried over once, or not at all."""
    anew = [now for now in releases if len(ledger.readings(now.release.id)) > 1]
    for now in releases:
        assert ledger.reading(now.release.id) == (now if now in anew else misread(now, wrong_year))
    decisions = ledger.decisions()
    assert len(decisions) == RELEASES + len(anew)
    assert all(len(ledger.readings(now.release.id)) == 2 for now in anew)
    return len(anew)


REREAD = "import sys; from tallystick.cli import group; group(['ledger', 'reread', '--ledger', sys.argv[1], '-q'])"


def test_two_that_read_anew_at_once_lose_nothing_and_write_nothing_twice(url: str) -> None:
    releases = _releases()
    _fill(url, releases)
    command = [sys.executable, "-c", REREAD, url]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=_environment())
        for _ in range(2)
    ]
    said = [one.communicate(timeout=300) for one in both]
    for one, (_, errors) in zip(both, said, strict=True):
        assert one.returncode in (0, 2), errors
        assert all("read anew meanwhile" in line for line in errors.splitlines()), errors
    with Ledger(url) as ledger:
        assert _whole(ledger, releases) == RELEASES
        assert not ledger.verify()
