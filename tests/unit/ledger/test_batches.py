"""Many releases kept at once are kept as one after the other, and one that cannot be kept keeps no other out."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text

from benchmarks._synthetic_releases import readings
from tallystick.ledger import Ledger, Parcel
from tallystick.ledger.batches import batches
from tallystick.model import LedgerBusyError, LedgerError, Reading
from tests.unit.ledger.build import ROBOTS, release, said

LEVEL = {"subject": ROBOTS, "unit": "1", "measure": "level", "half": "500"}


def _parcel(reading: Reading, *, to_check: bool = False) -> Parcel:
    return Parcel(reading=reading, original=reading.release.text.encode(), to_check=to_check)


def _not_its_bytes(reading: Reading) -> Parcel:
    return Parcel(reading=reading, original=b"something else")


def test_many_are_kept_as_one_after_the_other(ledger: Ledger, tmp_path: Path) -> None:
    several = list(readings(70))
    several += several[:3]
    kept = ledger.keep_many(several)
    assert [one.outcome for one in kept] == ["kept"] * 70 + ["already kept"] * 3
    assert [ledger.reading(one.release.id) for one in several] == several
    with Ledger(tmp_path / "other.db") as other:
        assert kept == tuple(other.keep(reading) for reading in several)
        assert ledger.series_list() == other.series_list()
        assert ledger.find("orders plant") == other.find("orders plant")
    assert not ledger.verify()


def test_in_one_batch_each_knows_those_before_it(ledger: Ledger) -> None:
    first = release("robots", "2023-01-20", said("366000", "2022", **LEVEL))
    again = release("robots", "2023-01-20", said("366000", "2022", **LEVEL), said("4.6", "2023-01"))
    slip = release("slip", "2023-03-20", said("3660000", "2022", **LEVEL))
    kept = list(ledger.keep_each([_parcel(first), _parcel(again), _parcel(slip), _parcel(first, to_check=True)]))
    assert [one.outcome for one in kept if not isinstance(one, Exception)] == [
        "kept", "new edition", "kept", "already kept"
    ]  # fmt: skip
    assert [len(one.doubts) for one in kept if not isinstance(one, Exception)] == [0, 0, 1, 0]
    told = release("told", "2023-04-20", said("366000", "2022", **LEVEL))
    [checked] = ledger.keep_each([_parcel(told, to_check=True)])
    assert not isinstance(checked, Exception)
    assert checked.findings == 1
    assert [one.finding.verdict for one in ledger.findings(release=told.release.id)] == ["holds"]
    assert not ledger.verify()


def test_one_that_cannot_be_kept_keeps_no_other_out(ledger: Ledger) -> None:
    first, second, third = readings(3)
    found = list(ledger.keep_each([_parcel(first), _not_its_bytes(second), _parcel(third)]))
    assert isinstance(found[1], LedgerError)
    assert [one.release_id for one in ledger.releases()] == [first.release.id, third.release.id]
    with pytest.raises(LedgerError, match="not those that were read"):
        ledger.keep_many([_parcel(second), _not_its_bytes(first)])
    assert len(ledger.releases()) == 3
    assert not ledger.verify()


def test_a_ledger_that_is_written_to_is_busy_for_all(url: str) -> None:
    with Ledger(url) as one, Ledger(url, wait=0.1) as other, one.store.writing() as connection:
        connection.execute(text("SELECT 1"))
        told = list(other.keep_each([_parcel(reading) for reading in readings(2)]))
        assert [type(error) for error in told] == [LedgerBusyError] * 2
        with pytest.raises(LedgerBusyError):
            other.keep(next(readings(1)))
        assert other.info().releases == 0


def test_what_comes_slowly_does_not_wait() -> None:
    assert list(batches("abc", seconds=0)) == [["a"], ["b"], ["c"]]
    assert list(batches("abcde", most=2, seconds=60)) == [["a", "b"], ["c", "d"], ["e"]]
    assert not list(batches(""))
