"""What a history tells: since when, records and streaks, only as far as the ledger knows it, or a release says it."""

from datetime import date
from pathlib import Path

import pytest
from msgspec import structs

from tallystick.briefing import Drafts, draft, prove
from tallystick.briefing.backing import backing
from tallystick.briefing.outline import Item, Outline, Section, Words
from tallystick.ledger import Ledger
from tallystick.pipeline import read_text
from tallystick.reporting.briefing_evidence import evidence
from tallystick.reporting.briefing_page import render_briefing

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


def told(ledger: Ledger, indicator: str, say: tuple[str, ...] = (), period: str = "2021") -> tuple[str, str, Drafts]:
    """The sentences about an indicator in both languages, proven."""
    item = Item(indicator=indicator, say=say)
    section = Section(heading=Words(en="A", zh="甲"), item=(item,))
    drafts = draft(structs.replace(PLAN, period=period, section=(section,)), ledger)
    texts = {language: one.text for language, one in drafts.drafts.items()}
    written = {language: [each.fact for each in one.figures] for language, one in drafts.drafts.items()}
    assert not prove(texts, written, ledger, released=date(2022, 1, 20), reader="fast", drafted=texts)
    return texts["en"], texts["zh"], drafts


def test_streaks_and_records_are_told_of_the_history_held_or_as_a_release_says_them(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db") as ledger:
        for month, rate in enumerate(("-1.2", "2.0", "3.0", "4.0"), 3):
            way = "decreased" if rate.startswith("-") else "increased"
            name = date(2021, month, 1).strftime("%B %Y")
            words = f"China\n\nIn {name}, the output of solar cells {way} by {rate.lstrip('-')}% year on year."
            ledger.keep(read_text(words, released=date(2021, month + 1, 20), language="en", reader="fast"))
        for year in range(2012, 2022):
            words = f"China\n\nIn {year}, the output of solar cells was {year - 2000}.5 million kilowatts."
            if year == 2021:
                words += " In 2021, the output of integrated circuits was 359.4 billion, a record high."
                words += " In 2021, the output of microcomputers increased by 22.3%, growing for 6 consecutive years."
            ledger.keep(read_text(words, released=date(year + 1, 1, 20), language="en", reader="fast"))
        streak = told(ledger, "output.solar_cells", ("growth", "growth_streak"), "2021-06")
        assert "having grown for 3 consecutive months" in streak[0]
        assert "连续3个月增长" in streak[1]
        assert "consecutive" not in told(ledger, "output.solar_cells", period="2021-06")[0]
        assert "consecutive" not in told(ledger, "output.solar_cells", ("growth", "growth_streak"), "2021-05")[0]
        held = told(ledger, "output.solar_cells", ("level", "record"))
        assert "the highest in the figures held since 2012" in held[0]
        assert "为2012年以来所存数据中的最高值" in held[1]
        assert "highest" not in told(ledger, "output.solar_cells")[0]
        said = told(ledger, "output.integrated_circuits")
        assert "a record high" in said[0]
        assert "创历史新高" in said[1]
        assert "for 6 consecutive years" in told(ledger, "output.microcomputers")[0]
        rows = evidence(held[2].drafts, backing(held[2], ledger))
        claim = next(row for row in rows if row["measure"] == "record")
        assert claim["figure_en"] == "the highest in the figures held since 2012"
        assert (claim["history_periods"][0], claim["history_periods"][-1]) == ("2021", "2012")
        page = render_briefing(held[2].drafts, "zh", backing(held[2], ledger))
        assert "据所存数值：2021年" in page
