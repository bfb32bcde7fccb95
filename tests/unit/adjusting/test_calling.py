"""`tallystick.adjust`: series of a ledger adjusted from Python, and the release that keeps each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import tallystick
from tallystick.adjusting import Model
from tallystick.model import LedgerError, SeriesError
from tests.unit.adjusting.book_of import MONTHS, SEASON, keep_series, rising, rows

AIRLINE = Model(transform="log", arima="(0 1 1)(0 1 1)")


def test_a_series_is_adjusted_and_kept_by_the_model_given(tmp_path: Path) -> None:
    with tallystick.Ledger(tmp_path / "l.db") as book:
        values = [rising(n) * SEASON[n % 12] for n in range(MONTHS)]
        keep_series(
            book, tmp_path, rows("output of crude steel", values, "NSA"), rows("output of cement", [5, 6], "NSA")
        )
        day, name = date(2022, 1, 21), "output.crude_steel.level"
        [tried] = tallystick.adjust(book, name, model=AIRLINE, keep=False, today=day)
        assert tried.done
        assert not tried.release
        assert tried.done.adjusted[-1] == pytest.approx(rising(MONTHS - 1), rel=0.01)
        done, refused = tallystick.adjust(book, name, "output.cement.level", model=AIRLINE, today=day)
        assert book.release(done.release).kind == "compiled"
        assert refused.refused
        assert "has 2 months" in str(refused.refused)
        [again] = tallystick.adjust(book, name, today=day)
        assert not again.identified, "the model is the one that is kept"
        assert again.done
        assert again.done.model == AIRLINE
        [other] = tallystick.adjust(book, name, holiday="diwali", today=day, keep=False)
        assert "has no days of a holiday; leave --holiday out" in str(other.refused)
        with pytest.raises(SeriesError, match="'soon' is no holiday"):
            tallystick.adjust(book, name, holiday="soon")
        with pytest.raises(LedgerError, match="no series"):
            tallystick.adjust(book, "output.no_such")
        [early] = tallystick.adjust(book, name, model=AIRLINE, as_of="2022-01-20", keep=False)
        assert early.done
