"""Where a figure stands is shown: page, cell, table, and the rows around it."""

from __future__ import annotations

import msgspec
import pytest
from rich.console import Console, RenderableType

from tallystick.reporting.excerpt import excerpt_of
from tallystick.reporting.explanation import explanation, find, to_dict
from tallystick.reporting.tables import reading_table
from tests.unit.reporting.documents import CAPTION, cell, reading, release


def shown(what: RenderableType, width: int = 140) -> str:
    console = Console(width=width, color_system=None)
    with console.capture() as capture:
        console.print(what)
    return capture.get()


def test_an_excerpt_is_the_row_and_column_with_their_neighbours() -> None:
    of = release()
    found = excerpt_of(of, cell(of, "41.7"))
    assert found
    assert (found.name, found.unit, found.heads, found.column) == (CAPTION, "million", ("2020", "2021"), 1)
    assert [(line.head, line.cells, line.own) for line in found.lines] == [
        ("Exports > Tools", ("118.4", "122.2"), False),
        ("Exports > Ropes", ("40.1", "41.7"), True),
        ("Imports", ("90.3", "95.9"), False),
    ]
    assert excerpt_of(of, reading().observations[0]) is None


@pytest.mark.parametrize(("pages", "place"), [(True, "page 2 at 232,128,270,140"), (False, "sheet Trade, cell C3")])
def test_an_explanation_tells_the_place_and_shows_the_table(pages: bool, place: str) -> None:
    told = reading(pages)
    one = told.observations[1]
    assert find(told, "122.2") == [one]
    words = shown(explanation(told.release, one))
    for part in (place, CAPTION, "Exports > Tools", "»122.2«", "118.4"):
        assert part in words
    row = msgspec.json.decode(msgspec.json.encode(to_dict(told.release, one)))
    assert row["place"]["page"] == 2 if pages else row["place"] == {"sheet": "Trade", "cell": "C3"}
    assert row["excerpt"]["lines"][0] == {"head": "Exports > Tools", "cells": ["118.4", "122.2"], "own": True}


def test_a_table_of_figures_tells_where_each_stands() -> None:
    words = shown(reading_table(reading()))
    assert f"▦ {CAPTION}" in words
    assert words.count("p. 2") == 3
    assert "Trade!C3" in shown(reading_table(reading(pages=False)))
    assert "p. 2" in shown(reading_table(reading()), width=50)
