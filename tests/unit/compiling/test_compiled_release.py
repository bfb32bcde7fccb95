"""A compiled release beside all others: which of its figures speak for an indicator, and where they stand."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tallystick
from tallystick.briefing.backing import Backing
from tallystick.briefing.facts import facts
from tallystick.cli._series_view import list_table
from tallystick.compiling.compiled import parcel
from tallystick.compiling.making import compile as compiled
from tallystick.ledger import Ledger
from tallystick.ledger.identity import Identity, is_compiled
from tallystick.reporting.briefing_notes import sureness
from tests.unit.compiling.test_compile import DAY, RECIPE, returns


def identities(indicator: dict[str, Any]) -> dict[str, Identity]:
    """The identities of the last row, by the name of the column."""
    told = {"name": "trial", "newest": 1, "area": "CN", "indicator": [indicator]}
    made = parcel(compiled(told, returns()), DAY)
    assert made.identities
    pairs = zip(made.reading.observations, made.identities, strict=True)
    return {one.column[0]: identity for one, identity in pairs if identity}


@pytest.mark.parametrize(
    ("indicator", "speaks", "prices"),
    [
        ({"id": "industry.revenue", "numerator": "turnover"}, "like_for_like", "like-for-like"),
        ({"id": "telecom.revenue", "numerator": "turnover"}, "growth", "current prices"),
        ({"id": "output.cement", "numerator": "turnover"}, "growth", ""),
        ({"id": "industry.value_added", "numerator": "turnover", "deflator": "turnover"}, "growth", "constant prices"),
    ],
)
def test_one_growth_speaks_for_an_indicator(indicator: dict[str, Any], speaks: str, prices: str) -> None:
    told = identities(indicator)
    growths = {name: told[name] for name in ("growth", "like_for_like")}
    assert [name for name, one in growths.items() if not is_compiled(one.key)] == [speaks]
    assert growths[speaks].price_basis == prices
    assert growths["like_for_like"].price_basis == "like-for-like"


def test_levels_are_rounded_before_the_point_where_the_recipe_says_so() -> None:
    """What is printed says how far it may be from what is meant: half a million, of raked parts a whole one."""
    raked = {"indicator": "industry.revenue", "partition": "industry"}
    revenue = RECIPE["indicator"][0] | {"scale": 1e6}
    told: dict[str, Any] = RECIPE | {"threshold": 1, "rake": [raked], "indicator": [revenue]}
    round_one = {"indicator": [revenue | {"digits": -6}]}
    whole, rounded = compiled(told, returns()), compiled(told | round_one, returns())
    assert [row.growth for row in whole] == [row.growth for row in rounded]
    made = parcel(rounded, DAY)
    assert {one.verdict for one in made.findings} == {"holds"}
    levels = [one for one in made.reading.observations if one.column == ("level",)]
    exact = [row.level for row in whole if row.level is not None]
    assert len(levels) == len(exact) > 5
    assert {one.text[-6:] for one in levels} == {"000000"}
    spans = [(one.lower, one.upper) for one in levels if one.lower is not None and one.upper is not None]
    assert all(low <= meant <= high for (low, high), meant in zip(spans, exact, strict=True))
    assert {high - low for low, high in spans} == {1_000_000, 2_000_000}


def test_a_revised_compilation_is_held_against_the_same_growth_only(tmp_path: Path) -> None:
    """Growth of the level is no revision of growth like for like."""
    with Ledger(tmp_path / "l.db", create=True) as book:
        first, later = (
            parcel(compiled(RECIPE | {"title": title, "partition": []}, returns(24 - n, 14)), date(2024, 3, 20 + n))
            for n, title in enumerate(("first", "later"))
        )
        kept = [book.keep_many([one])[0].release_id for one in (first, later)]
        for release, one in zip(kept, (first, later), strict=True):
            found = book.check_against(book.reading(release))
            assert "contradicts" not in {finding.verdict for finding in found}
            headline = {
                f.id for f, i in zip(one.reading, one.identities or (), strict=True) if i and not is_compiled(i.key)
            }
            assert {finding.figures[0] for finding in found} <= headline
        assert Counter(f.verdict for f in book.check_against(book.reading(kept[0]))).keys() <= {
            "holds",
            "holds by rounding",
        }


def test_every_figure_has_its_row_and_column() -> None:
    told = parcel(compiled(RECIPE, returns()), DAY).reading
    level = next(one for one in told if one.measure == "level")
    assert level.row == ("business revenue of industrial enterprises", "all", "2024-02")
    assert level.column == ("level",)
    assert {one.verdict for one in tallystick.check(told).findings} <= {"holds", "holds by rounding"}


def test_a_briefing_tells_compiled_figures_and_that_they_are(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db", create=True) as book:
        book.keep_many([parcel(compiled(RECIPE | {"publisher": "Office A"}, returns()), DAY)])
        told = {one.measure: one for one in facts(book, "industry.revenue", "2024-02", area="CN")}
        releases = {one.release_id: one for one in book.releases()}
    growth = told["growth"]
    assert growth.said
    assert (growth.said.column, growth.publisher) == ("like_for_like", "Office A")
    assert sureness(growth, "en", Backing(releases=releases)) == "compiled of returns"


def test_series_that_would_read_alike_are_listed_with_what_tells_them_apart(tmp_path: Path) -> None:
    with Ledger(tmp_path / "l.db", create=True) as book:
        book.keep_many([parcel(compiled(RECIPE, returns()), DAY)])
        rows = [" ".join(cell.plain for cell in row) for row in list_table(book.series_list()).rows]
    assert any("industry 06, like-for-like" in row for row in rows)
    assert len({tuple(row.split()[:-4]) for row in rows}) == len(rows)
