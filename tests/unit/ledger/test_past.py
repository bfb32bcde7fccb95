"""Claims of releases against what is kept of other years, through the reader."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import tallystick
from tallystick.cli import group
from tallystick.ledger import Ledger
from tallystick.model import Finding

OFFICE = "National Bureau of Statistics of China"


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "t.db"
    Ledger(path).close()
    return path


def text_of(title: str, day: str, sentence: str, publisher: str = OFFICE) -> str:
    return f"{title}\n{publisher}\n{day}\n\n{sentence}\n"


def keep(book: Path, year: int, value: str) -> None:
    sentence = f"China's industrial capacity utilization rate was {value} percent in {year}."
    reading = tallystick.read_text(text_of(f"Capacity in {year}", f"20 January {year + 1}", sentence), reader="fast")
    with Ledger(book) as ledger:
        ledger.keep(reading)


def claim_on(book: Path, sentence: str, day: str = "28 February 2022") -> Finding:
    reading = tallystick.read_text(text_of("Industry in 2021", day, sentence), reader="fast")
    with Ledger(book, read_only=True) as ledger:
        [found] = [finding for finding in ledger.check_against(reading) if finding.claim]
    return found


HIGHEST = "In 2021, China's industrial capacity utilization rate reached 77.5 percent, the highest in five years."


def test_the_highest_in_five_years(book: Path) -> None:
    for year, value in ((2017, "77.0"), (2019, "76.6"), (2020, "74.5")):
        keep(book, year, value)
    found = claim_on(book, HIGHEST)
    assert found.verdict == "cannot check"
    assert "the highest of the 4 values known" in found.reason
    assert "2018" in found.reason
    keep(book, 2018, "76.5")
    found = claim_on(book, HIGHEST)
    assert (found.verdict, found.kind) == ("holds", "claim")
    assert len(found.figures) == 5
    assert claim_on(book, HIGHEST.replace("77.5", "76.8")).verdict == "contradicts"


def test_only_what_was_public_on_the_day_counts(book: Path) -> None:
    for year, value in ((2017, "77.0"), (2018, "76.5"), (2019, "76.6"), (2020, "74.5")):
        keep(book, year, value)
    late = (
        "Capacity of 2017 revised",
        "20 March 2022",
        "China's industrial capacity utilization rate was 78.0 percent in 2017.",
    )
    with Ledger(book) as ledger:
        ledger.keep(tallystick.read_text(text_of(*late), reader="fast"))
    assert claim_on(book, HIGHEST).verdict == "holds"
    assert claim_on(book, HIGHEST, "28 March 2022").verdict == "contradicts"


ROWS = "series,area,period,value,unit,measure,source\n"
CHINA = {2009: 1610, 2010: 1920, 2011: 2420, 2012: 2690, 2013: 2940, 2014: 3180, 2015: 3200, 2016: 3150, 2017: 3460,
         2018: 3870, 2019: 3820, 2020: 3860, 2021: 4870}  # fmt: skip
STATES = {2009: 1690, 2010: 1790, 2011: 1860, 2012: 1930, 2013: 1990, 2014: 2050, 2015: 2120, 2016: 2100, 2017: 2190,
          2018: 2330, 2019: 2360, 2020: 2240, 2021: 2500}  # fmt: skip


def rows() -> str:
    """Value added of manufacturing in billion dollars, rounded from the World Bank's series."""
    return ROWS + "".join(
        f"manufacturing value added,{area},{year},{value},USD bn,level,World Bank\n"
        for area, values in (("CHN", CHINA), ("USA", STATES))
        for year, value in values.items()
    )


def first_for(years: str) -> str:
    lead = "In 2021, China's manufacturing value added reached 31.4 trillion yuan"
    return f"{lead}, ranking first in the world for {years} consecutive years."


@pytest.mark.parametrize(("years", "verdict"), [("12", "holds"), ("13", "contradicts"), ("14", "cannot check")])
def test_first_for_so_many_years(book: Path, tmp_path: Path, years: str, verdict: str) -> None:
    table = tmp_path / "va.csv"
    table.write_text(rows(), encoding="utf-8")
    with Ledger(book) as ledger:
        from datetime import date

        ledger.import_series(table, released=date(2022, 7, 1))
    found = claim_on(book, first_for(years), "28 July 2022")
    assert found.verdict == verdict
    release = tmp_path / "release.txt"
    release.write_text(text_of("Industry in 2021", "28 July 2022", first_for(years)), encoding="utf-8")
    words = ["check", str(release), "--reader", "fast", "--against", str(table), "--format", "json"]
    done = CliRunner().invoke(group, words)
    [told] = [one for one in json.loads(done.stdout)["findings"] if one.get("claim")]
    assert (told["verdict"], told["claim"]["n"]) == (verdict, int(years))


def keep_text(book: Path, title: str, day: str, sentence: str) -> None:
    with Ledger(book) as ledger:
        ledger.keep(tallystick.read_text(text_of(title, day, sentence), reader="fast"))


def zh_claim_on(book: Path, sentence: str, day: str = "2024年2月29日") -> Finding:
    reading = tallystick.read_text(f"统计公报\n国家统计局\n{day}\n\n{sentence}\n", reader="fast")
    with Ledger(book, read_only=True) as ledger:
        [found] = [finding for finding in ledger.check_against(reading) if finding.claim]
    return found


JOBS = "2023年城镇新增就业{}万人，超额完成全年目标。"


def test_a_target_is_beside_the_outcome_claimed_to_pass_it(book: Path) -> None:
    found = zh_claim_on(book, JOBS.format(1244))
    assert found.verdict == "cannot check"
    assert "no target for 2023 is kept" in found.reason
    aim = "2023年城镇新增就业1200万人左右的预期目标已经提出。城镇新增就业目标1200万人。"
    with Ledger(book) as ledger:
        ledger.keep(tallystick.read_text(f"政府工作报告\n国务院\n2023年3月5日\n\n{aim}\n", reader="fast"))
        [target] = [row for row in ledger.targets(today="2024-03-01") if row.period == "2023"]
    assert target.target == 12_000_000
    found = zh_claim_on(book, JOBS.format(1244))
    assert found.verdict == "holds"
    assert "the target was" in found.reason
    assert zh_claim_on(book, JOBS.format(1180)).verdict in ("contradicts", "cannot check")


STEADY = "China's industrial capacity utilization rate remained stable at 76.4 percent in 2021."


def test_what_is_told_as_stable_says_how_far_its_values_lie_apart(book: Path) -> None:
    for year, value in enumerate(("73.3", "77.0", "76.5", "76.6", "74.5"), start=2016):
        keep(book, year, value)
    found = claim_on(book, STEADY)
    assert found.verdict == "cannot check"
    assert "ranged from 74.5 percent to 77.0 percent" in found.reason
    assert "a range would settle it" in found.reason


RUN = "{}年，我国制造业增加值33.0万亿元，规模连续{}年位居世界首位。"


def test_a_count_of_years_must_move_on_with_the_year(book: Path) -> None:
    with Ledger(book) as ledger:
        words = f"统计公报\n国家统计局\n2023年2月28日\n\n{RUN.format(2022, 13)}\n"
        ledger.keep(tallystick.read_text(words, reader="fast"))
    stuck = zh_claim_on(book, RUN.format(2023, 13))
    assert stuck.verdict == "cannot check"
    assert "it would be 14" in stuck.reason
    reading = tallystick.read_text(f"公报\n国家统计局\n2024年2月29日\n\n{RUN.format(2023, 14)}\n", reader="fast")
    with Ledger(book, read_only=True) as ledger:
        assert not [one for one in ledger.check_against(reading) if one.claim and "counted on" in one.reason]
