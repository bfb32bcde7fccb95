"""Recipes chain-link volumes of parts: an example worked by hand, contributions that add up, what is refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow
import pytest

from tallystick.compiling.compiled import parcel
from tallystick.compiling.making import Compiled
from tallystick.compiling.making import compile as compiled
from tallystick.compiling.methods.chaining import chain
from tallystick.model import RecipeError
from tallystick.reporting.recipe_words import recipe_words
from tests.unit.compiling.test_chaining import PRICES, QUANTITIES, VALUES
from tests.unit.compiling.test_compile import DAY, of

VOLUME: dict[str, Any] = {"id": "industry.revenue", "numerator": "value", "kind": "chained volume", "items": "good",
                          "reference": 1997, "denominator": "quantity", "digits": 2}  # fmt: skip
GOODS = ("A", "B")


def linked(first: str = "1997-Q1", **changed: Any) -> Compiled:
    """Two goods of an enterprise each, by quarter."""
    quarters = [f"{1997 + n // 4}-Q{n % 4 + 1}" for n in range(12)]
    told = [
        {"unit": good, "good": good, "period": quarter, "value": VALUES[n, item], "quantity": QUANTITIES[n, item],
         "price": 100 * PRICES[n, item]}
        for n, quarter in enumerate(quarters) for item, good in enumerate(GOODS)
        if quarter >= first
    ]  # fmt: skip
    recipe = {"name": "goods", "link": "", "threshold": 1, "rate_digits": 2, "partition": [{"column": "good"}],
              "indicator": [VOLUME | changed]}  # fmt: skip
    return compiled(recipe, pyarrow.Table.from_pylist(told))


def test_levels_and_growth_are_those_worked_by_hand() -> None:
    found, plain = linked(), chain(VALUES, QUANTITIES, 4)
    whole = [row for row in found if not row.part]
    assert [float(row.level or 0) for row in whole] == pytest.approx(list(plain.levels), abs=0.005)
    assert [float(row.level or 0) for row in found if row.part == "A"] == pytest.approx(
        list(plain.item_levels[:, 0]), abs=0.005
    )
    assert float(whole[11].growth or 0) == pytest.approx(100 * (plain.index[11] / plain.index[7] - 1), abs=0.005)
    assert whole[3].growth is None
    assert {one.verdict for one in parcel(found, DAY).findings} == {"holds"}
    for row in whole[4:]:
        assert sum(part.points or 0 for part in found if part.part and part.period == row.period) == row.growth
    assert any("in prices of 1997" in line for one in recipe_words(found.recipe, "en") for line in one.words)


def test_an_index_is_a_hundred_in_its_reference_year_and_deflated_values_are_volumes() -> None:
    found = linked(kind="volume index", reference=1998, denominator="", deflator="price")
    whole = [float(row.level or 0) for row in found if not row.part]
    assert np.mean(whole[4:8]) == pytest.approx(100, abs=0.005)
    worked = [103.04, 104.43, 105.83, 107.24]  # 1997 = 100
    assert whole[4:8] == pytest.approx([one / 105.14 * 100 for one in worked], abs=0.01)
    assert of(found, "industry.revenue", period="1998-Q1").unit == "point"
    for good in GOODS:
        own = [float(row.level or 0) for row in found if row.part == good and row.period.startswith("1998")]
        assert np.mean(own) == pytest.approx(100, abs=0.005)
    told = parcel(found, DAY).identities or ()
    [series] = {one for one in told if one and one.measure == "index" and not one.adjustment}
    assert (series.comparison, series.unit, series.price_basis) == ("1998 = 100", "point", "constant prices")


def test_a_chain_begins_with_a_year() -> None:
    found = linked(first="1997-Q3", reference=1998)
    assert all(row.level is None for row in found if row.period < "1998")
    assert of(found, "industry.revenue", period="1999-Q1").growth is not None
    assert {one.verdict for one in parcel(found, DAY).findings} == {"holds"}


def test_contributions_to_growth_on_the_year_before_are_exact_and_of_years_the_usual_ones() -> None:
    done = chain(VALUES, QUANTITIES, 4)
    growth = 100 * (done.index[4:] / done.index[:-4] - 1)
    assert done.points[4:].sum(axis=1) == pytest.approx(growth, abs=1e-9)
    years = VALUES.reshape(3, 4, 2).sum(axis=1), QUANTITIES.reshape(3, 4, 2).sum(axis=1)
    yearly = chain(*years, 1)
    assert yearly.points[1:] == pytest.approx(yearly.contributions)
    # Two goods at 7 and 6, then at 5.50 and 9: 251 and 236 of them, then 282 and 227.
    two = chain([[1757, 1416], [1551, 2043]], [[251, 236], [282, 227]], 1)
    assert two.points[1] == pytest.approx([100 * 7 * 31 / 3173, -100 * 6 * 9 / 3173])


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"items": "region"}, "no partition is called 'region'; name the partition whose parts are linked: good"),
        ({"reference": 0}, "needs its reference year"),
        ({"reference": 2005}, "reference 2005, the returns hold 1997 to 1999 whole"),
        ({"denominator": ""}, "needs volumes; give a deflator"),
        ({"kind": "total", "denominator": ""}, "a total has no items and no reference"),
        ({"first": "1999-Q2"}, "the returns hold no whole year"),
    ],
)
def test_what_cannot_be_linked_is_refused_with_advice(change: dict[str, Any], why: str) -> None:
    with pytest.raises(RecipeError, match=why) as refused:
        linked(**change)
    assert refused.value.advice


def test_an_item_without_a_price_is_named() -> None:
    told = [
        {"unit": good, "good": good, "period": str(year), "value": 1.0, "quantity": 1.0}
        for year, goods in ((1997, "A"), (1998, "AB")) for good in goods
    ]  # fmt: skip
    recipe = {"name": "goods", "link": "", "threshold": 1, "partition": [{"column": "good"}], "indicator": [VOLUME]}
    with pytest.raises(RecipeError, match="B has a volume in 1998, none in 1997: no price then"):
        compiled(recipe, pyarrow.Table.from_pylist(told))
