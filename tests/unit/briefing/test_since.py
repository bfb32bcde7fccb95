"""A rate is the highest since a time only where the ledger knows every period between."""

from datetime import date
from pathlib import Path

import pytest

from tallystick.briefing import draft, prove
from tallystick.briefing.outline import Item, Outline, Section, Words
from tallystick.ledger import Ledger
from tallystick.pipeline import read_text

RATES = {2014: "78.0", 2015: "74.3", 2016: "73.3", 2017: "77.0", 2018: "76.5", 2019: "76.6", 2020: "74.5", 2021: "77.5"}
PLAN = Outline(
    title=Words(en="Industry", zh="工业"),
    period="2021",
    section=(Section(heading=Words(en="A", zh="甲"), item=(Item(indicator="industry.capacity_utilization"),)),),
)


def book(path: Path, left_out: int = 0) -> Ledger:
    """A ledger of the rates, a year of them left out."""
    ledger = Ledger(path / "l.db")
    for year, rate in RATES.items():
        if year != left_out:
            text = f"China\n\nIn {year}, the national industrial capacity utilization rate was {rate}%."
            ledger.keep(read_text(text, released=date(year + 1, 1, 20), language="en", reader="fast"))
    return ledger


@pytest.mark.parametrize(
    ("left_out", "en", "zh"),
    [
        (0, ", the highest since 2014.", "，为2014年以来最高。"),
        (2014, "since at least 2015", "，至少为2015年以来最高。"),
        (2019, "stood at 77.5%.", "为77.5%。"),
    ],
)
def test_since_is_told_as_far_as_the_history_goes(tmp_path: Path, left_out: int, en: str, zh: str) -> None:
    with book(tmp_path, left_out) as ledger:
        drafts = draft(PLAN, ledger)
        texts = {language: one.text for language, one in drafts.drafts.items()}
        written = {language: [told.fact for told in one.figures] for language, one in drafts.drafts.items()}
        assert en in texts["en"]
        assert zh in texts["zh"]
        assert not prove(texts, written, ledger, released=date(2022, 1, 20), reader="fast", drafted=texts)
