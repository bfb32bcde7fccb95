"""How an indicator moves without its season: by one adjusted series alone, published or compiled, and its band."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import tallystick
from tallystick.knowledge.briefing_groups import briefing_groups
from tallystick.ledger import Ledger
from tallystick.monitoring import Band, Card, Said
from tallystick.monitoring.banding import band
from tallystick.reporting.scorecards.words import worded
from tests.commands import run
from tests.unit.adjusting.book_of import MONTHS, SEASON, keep_adjusted, keep_series, rising, rows, steel
from tests.unit.monitoring.points_of import growth, years

GROUPS = """
[[group]]
name = "g"
en = "Output"
zh = "产量"
indicators = ["output.crude_steel", "output.cement", "output.pig_iron", "output.raw_coal"]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("moving")


@pytest.fixture(scope="module")
def book(folder: Path) -> Iterator[Ledger]:
    (folder / "groups.toml").write_text(GROUPS, encoding="utf-8")
    with steel(folder, folder / "l.db") as ledger:
        published = [rising(n) * (1.1 if n == MONTHS - 1 else 1) for n in range(MONTHS)]
        unadjusted = [rising(n) * SEASON[n % 12] for n in range(MONTHS)]
        keep_series(
            ledger, folder, rows("output of cement", published, "SA"), rows("output of cement", unadjusted, "NSA")
        )
        keep_adjusted(ledger, f"output.cement.level;{_rest(ledger)}", date(2022, 1, 21), lambda n: 5000.0 - n)
        keep_series(ledger, folder, rows("output of raw coal", unadjusted, "NSA"))
        keep_series(ledger, folder, rows("output of pig iron", unadjusted[:3], "SA"))
        yield ledger


def _rest(ledger: Ledger) -> str:
    [key] = [one.key for one in ledger.series_list(indicator="output.cement") if one.adjustment == "not adjusted"]
    return key.partition(";")[2]


def cards(book: Ledger, folder: Path, period: str = "", as_of: str = "") -> dict[str, Card]:
    told = tallystick.scorecard(book, period, as_of=as_of, groups=briefing_groups(folder / "groups.toml"))
    return {card.indicator: card for card in told.cards}


def test_three_months_on_three_by_the_adjustment_that_is_kept(book: Ledger, folder: Path) -> None:
    card = cards(book, folder)["output.crude_steel"]
    assert card.movement
    assert card.movement.turn
    assert "not adjusted" in card.series, "the value is the published one"
    assert (card.movement.compiled, card.movement.period) == (True, "2021-12")
    later, earlier = (sum(rising(MONTHS - n) for n in some) for some in ((1, 2, 3), (4, 5, 6)))
    assert float(card.movement.by or 0) == pytest.approx((later / earlier - 1) * 100, abs=1e-4)
    assert (card.movement.low or 0) < (card.movement.by or 0) < (card.movement.high or 0)
    turn = card.movement.turn
    assert (turn.kind, turn.period, turn.provisional) == ("trough", "2019-03", False)


def test_a_turn_of_the_last_eight_months_is_provisional(book: Ledger, folder: Path) -> None:
    told = {period: cards(book, folder, period)["output.crude_steel"].movement for period in ("2019-10", "2019-12")}
    turns = {period: one.turn for period, one in told.items() if one and one.turn}
    assert {period: (turn.period, turn.provisional) for period, turn in turns.items()} == {
        "2019-10": ("2019-03", True), "2019-12": ("2019-03", False),
    }  # fmt: skip


def test_the_published_adjustment_is_never_mixed_with_ours(book: Ledger, folder: Path) -> None:
    moves = cards(book, folder)["output.cement"].movement
    assert moves
    assert (moves.compiled, moves.publisher) == (False, "National Bureau of Statistics of China")
    later = sum(rising(MONTHS - n) for n in (1, 2, 3)) + 0.1 * rising(MONTHS - 1)
    earlier = sum(rising(MONTHS - n) for n in (4, 5, 6))
    assert float(moves.by or 0) == pytest.approx((later / earlier - 1) * 100, abs=0.1)
    assert ", compiled" not in moves.series


@pytest.mark.parametrize(
    ("indicator", "period", "as_of", "why"),
    [
        ("output.raw_coal", "", "", "not adjusted yet"),
        ("output.pig_iron", "", "", "3 adjusted values without a gap; 6 are needed"),
        ("output.crude_steel", "", "2022-01-20", "no adjusted value by then"),
    ],
)
def test_what_does_not_move_says_why(
    book: Ledger, folder: Path, indicator: str, period: str, as_of: str, why: str
) -> None:
    told = worded(cards(book, folder, period, as_of=as_of)[indicator], "en")
    assert why in (told.unmoved, told.moves)
    assert not told.rate


def test_a_year_has_no_month_and_a_stale_adjustment_is_not_told(tmp_path: Path, folder: Path) -> None:
    with Ledger(tmp_path / "l.db") as ledger:
        values = [rising(n) * SEASON[n % 12] for n in range(MONTHS)]
        keep_series(ledger, tmp_path, rows("output of crude steel", values[:-5], "NSA", "2021-09-01"))
        keep_adjusted(ledger, "output.crude_steel.level", date(2021, 9, 2))
        keep_series(ledger, tmp_path, rows("output of crude steel", values, "NSA"))
        card = cards(ledger, folder)["output.crude_steel"]
        assert card.no_movement == Said("adjusted until", {"last": "2021-07"})


def test_the_band_of_ten_years() -> None:
    told = band(years(*map(str, (9, 1, 2, 3, 4, 5, 6, 7, 8)), measure="level", unit="%"))
    assert isinstance(told, Band)
    ends = (told.least, told.lower, told.median, told.upper, told.most)
    assert ends == tuple(map(Decimal, ("1", "2.75", "4.5", "6.25", "9")))
    assert told.of == 8
    assert told.at == "highest quarter"
    for value, at in (("0.5", "below"), ("2", "lowest quarter"), ("4", "lower"), ("5", "upper"), ("9.5", "above")):
        one = band(years(*map(str, (9, 1, 2, 3, 4, 5, 6, 7)), value, measure="level", unit="%"))
        assert isinstance(one, Band)
        assert one.at == at
    few = band(growth({f"{year}": "1.0" for year in range(2015, 2022)}))
    assert few == Said("light few", {"n": "6", "needed": "8", "years": "10"})


def test_every_form_tells_it_in_both_languages(book: Ledger, folder: Path) -> None:
    where = ("monitor", "--ledger", folder / "l.db", "--groups", folder / "groups.toml")
    text = " ".join(run(*where, COLUMNS="300").stdout.split())
    for words in ("+1.5% to Dec 2021", "trough in Mar 2019", "above all of ten years"):
        assert words in text, words
    [first, *_] = csv.DictReader(io.StringIO(run(*where, "--format", "csv").stdout))
    assert (first["adjusted_compiled"], first["turn_period"], first["band_at"]) == ("True", "2019-03", "above")
    assert first["adjusted_words"] == "three months to Dec 2021 on the three before: +1.5%, not annualised"
    rows_zh = json.loads(run(*where, "--format", "json", "--names", "zh").stdout)
    assert rows_zh[0]["turn_words"] == "2019年3月触底"
    assert rows_zh[3]["adjusted_why"] == "尚未季节调整"
    page = run(*where, "--format", "html", "--names", "zh").stdout
    for words in ('<rect class="band"', '<rect class="half"', "由本系统季节调整", "未年化", "高于此前十年全部数值"):
        assert words in page, words
