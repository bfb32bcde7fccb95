"""A claim is a finding like others, but counts apart while nothing tests it; ledgers keep only what was tested."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import msgspec
import pytest

from tallystick import read_text
from tallystick.ledger import Ledger
from tallystick.model import Assertion, Finding, Window
from tallystick.reconciling.finding_rows import finding_to_dict
from tallystick.reconciling.report import Report
from tallystick.reporting.page import render

TEXT = "Egg production reached a record 31,000 tonnes in 2021.\n"
HIGHEST = Assertion(release="eggs", start=24, end=40, kind="record", window=Window(), direction="highest")


def _claim(verdict: str, claim: Assertion = HIGHEST) -> Finding:
    return Finding(verdict=verdict, kind="claim", identity="record", statement="A record is claimed.", claim=claim)


@pytest.mark.parametrize(
    ("window", "told"),
    [
        (None, None),
        (Window(), "ever"),
        (Window(since="2011"), {"since": "2011"}),
        (Window(n=3, unit="year", q=">"), {"n": 3, "unit": "year", "q": ">"}),
        (Window(above=Decimal(100000000)), {"above": 100000000}),
        (Window(words="in recent years"), {"words": "in recent years"}),
    ],
)
def test_windows_are_told_as_they_are_claimed(window: Window | None, told: object) -> None:
    claim = msgspec.structs.replace(HIGHEST, window=window)
    assert finding_to_dict(_claim("holds", claim))["claim"]["window"] == told


def test_claims_that_nothing_tests_stand_apart() -> None:
    reading = read_text(TEXT, released="2022-02-28", reader="fast")
    report = Report((reading,), (), (_claim("contradicts"), _claim("cannot check"), _claim("cannot check")))
    assert report.contradicts
    assert report.summary["contradicts"] == 1
    assert report.summary["cannot check"] == 0
    assert report.summary["untested claims"] == 2
    assert "untested claims" in report.to_markdown()
    assert "A record is claimed." in render(reading, report.findings)


def test_a_ledger_keeps_tested_claims(tmp_path: Path) -> None:
    reading = read_text(TEXT, released="2022-02-28", reader="fast")
    tested, untested = _claim("contradicts"), _claim("cannot check")
    with Ledger(tmp_path / "eggs.db") as ledger:
        assert ledger.keep(reading, [tested, untested], original=TEXT.encode()).findings == 1
        assert [kept.finding for kept in ledger.findings()] == [tested]
        assert not ledger.verify()
