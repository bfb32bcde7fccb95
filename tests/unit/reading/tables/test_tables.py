"""Whole tables after the habits of many publishers, and whatever strangers may print in one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.tables.labels import label_of
from tallystick.reading.tables.printed import number_in
from tallystick.reading.tables.times import Clock
from tests.unit.reading.tables.board import cells, reading_of, told

TABLES = tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))["table"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table["caption"] or table["name"])
def test_cells_mean_what_a_statistician_reads(table: dict[str, Any]) -> None:
    rows = [[_kept(words) for words in line.split("|")] for line in table["rows"].strip("\n").split("\n")]
    known = {name: table[name] for name in ("caption", "title", "released", "heads") if name in table}
    read = [[one.text, *told(one), one.subject] for one in cells(reading_of(rows, **known))]
    assert read[: len(table["cells"])] == table["cells"]


def _kept(words: str) -> str:
    return words if words.startswith("\u3000") else words.strip(" ")


WORDS = st.text(st.sampled_from("12.,-–%()$€ '年月Q月增长同比 abMayo=/\u00a0\u3000…±"), max_size=24)


@given(st.lists(st.lists(WORDS, min_size=2, max_size=4), min_size=2, max_size=5), WORDS)
@settings(max_examples=60, deadline=None)
def test_every_figure_stands_where_it_says_and_no_cell_is_both(rows: list[list[str]], caption: str) -> None:
    reading = reading_of([[_escaped(words) for words in row] for row in rows], caption=_escaped(caption))
    text = reading.release.text
    figures = [(one.start, one.end) for one in cells(reading)]
    assert all(text[one.start : one.end] == one.text and one.sentence in text for one in cells(reading))
    assert all(0 < (one.confidence or 0) <= 1 for one in cells(reading))
    unread = [(one.start, one.end) for one in reading.unread]
    assert not any(a < d and c < b for a, b in figures for c, d in unread)


def _escaped(words: str) -> str:
    return words.replace("<", "").replace("&", "").replace("*", "")


@given(st.text(max_size=120), st.sampled_from(["en", "zh"]))
@settings(max_examples=150, deadline=None)
def test_any_label_is_read(words: str, language: str) -> None:
    label = label_of(words, Clock(language), Conventions())
    assert all(claim.worth > 0 for claim in label.claims)


@given(st.text(st.sampled_from("0123456789.,-–() %$€pre*\u00a0'"), max_size=30), st.booleans())
@settings(max_examples=200, deadline=None)
def test_a_number_is_within_its_cell(words: str, comma: bool) -> None:
    printed = number_in(words, comma=comma)
    if printed is not None:
        assert 0 <= printed.start < printed.end <= len(words)
        assert printed.half >= 0


@pytest.mark.parametrize("words", ["1" * 5000, "(" * 3000, "1,2" * 2000, "1 " * 3000, "% of " * 800, "年" * 4000])
def test_long_words_are_no_numbers_and_no_trouble(words: str) -> None:
    assert number_in(words, comma=False) is None
    assert label_of(words, Clock("zh"), Conventions()).words is not None
    assert label_of(words, Clock("en"), Conventions()).words is not None


def test_a_letter_of_omission_behind_a_quarter_is_no_trouble() -> None:
    assert label_of("Q'1 sales", Clock("en"), Conventions()).words
