"""Tables in a terminal and cells in a spreadsheet."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from rich.console import Console

from tallystick.model import Observation, Reading, Release, Unread
from tallystick.published.spreadsheets import cell_text
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.tables import figure, reading_table, tally, unread_table

TEXT = "Exports rose by 5% in 2021."
RELEASE = Release("r-1", "r", "r.txt", "00", TEXT, "en", title="Trade [bold]in[/bold] 2021")


def observation(**changes: object) -> Observation:
    fields: dict[str, object] = {
        "release": "r-1", "id": "r-1:16", "text": "5%", "start": 16, "end": 18, "value": Decimal(5),
        "lower": Decimal("4.5"), "upper": Decimal("5.5"), "lower_open": False, "upper_open": True, "digits": "5",
        "unit": "%", "measure": "growth", "subject": "exports", "period": "2021", "base": "2020",
    }  # fmt: skip
    return Observation(**{**fields, **changes})  # type: ignore[arg-type]  # fields of many kinds


def shown(reading: Reading, width: int = 100) -> str:
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None, markup=False, emoji=False, highlight=False)
    console.print(reading_table(reading))
    console.print(unread_table(reading))
    return out.getvalue()


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({}, "▲ +5%"),
        ({"value": Decimal("-5.6")}, "▼ −5.6%"),
        ({"value": Decimal(0)}, "  0%"),
        ({"measure": "level", "unit": "CNY", "value": Decimal("31.4E12")}, "  31.4 trillion CNY"),
        ({"measure": "change", "unit": "pp", "value": Decimal("-0.5")}, "▼ −0.5 pp"),
    ],
)
def test_rise_and_fall_are_told_by_arrow_and_sign(changes: dict[str, object], wanted: str) -> None:
    assert figure(observation(**changes), "en").plain == wanted


def test_groups_by_section_and_speaker_and_keeps_markup_as_text() -> None:
    rows = (
        observation(section="I. Trade", speaker="A Minister"),
        observation(section="I. Trade", speaker="A Minister", status="target"),
        observation(section="II. Prices", subject="prices"),
    )
    out = shown(Reading(RELEASE, rows, (Unread(22, 26, "2021", "date"),)))
    assert out.count("I. Trade — A Minister") == 1
    assert out.index("I. Trade") < out.index("II. Prices")
    assert "growth (target)" in out
    assert "[bold]in[/bold]" in out
    assert "3 figures read · 1 number not read (1 date)" in out


def test_a_reading_without_figures_says_so() -> None:
    out = shown(Reading(RELEASE, ()))
    assert "0 figures read" in out
    assert "every number of the text was read" in out


def test_several_releases_are_summed_up() -> None:
    assert list(tally([(3, 1)])) == []
    assert list(tally([(3, 1), (4, 0)])) == ["2 releases · 7 figures read · 1 number not read"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", " =1", "\t=1", "＝1"])
def test_formulas_become_text(text: str) -> None:
    assert cell_text(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "%", "5%", "-5.6", "+3", "exports", "规模以上"])
def test_other_cells_stay_as_they_are(text: str) -> None:
    assert cell_text(text) == text


def test_one_line_keeps_words_and_drops_steering() -> None:
    assert one_line(" a\r\n\tb\x1b[2J\x9b\u202ec ") == "a b\ufffd[2J\ufffd\u25ccc"
