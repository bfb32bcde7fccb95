"""Amounts as print writes them, without the meaning of the sentence around them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tallystick.reading.printed.en.conventions import USUAL, Conventions, has_decimal_comma
from tallystick.reading.printed.en.items import QUANTITY
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.printed.en.scanner import scan


def quantities(text: str, conventions: Conventions = USUAL) -> list[Quantity]:
    return [item.quantity for item in scan(text, 0, len(text), conventions) if item.kind == QUANTITY]


def only(text: str, conventions: Conventions = USUAL) -> Quantity:
    found = quantities(text, conventions)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("orders were -4.8% in spring", "-4.8", "%"),
        ("orders fell (-4.8%) in spring", "-4.8", "%"),
        ("orders: −4.8 percent", "-4.8", "%"),
        ("orders of –4.8%, as told", "-4.8", "%"),
        ("orders of －4.8%", "-4.8", "%"),
        ("a margin of (9)% was told", "-9", "%"),
        ("a loss of $(3.4) million", "-3400000", "USD"),
        ("a loss of ($3.4) million", "-3400000", "USD"),
        ("a result of € -3.4 million", "-3400000", "EUR"),
        ("a result of $-3.4 million", "-3400000", "USD"),
        ("a result of -$3.4 million", "-3400000", "USD"),
        ("growth of minus 0.6%", "-0.6", "%"),
        ("growth of negative 6 percent", "-6", "%"),
        ("stocks of +61,000 barrels", "61000", "bbl"),
    ],
)
def test_a_printed_sign_is_part_of_the_value(text: str, value: str, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.signed) == (Decimal(value), unit, True)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the herds – 40 of them – grew", ["40"]),
        ("sales - 30 tonnes of it - rose", ["30"]),
        ("aid (60 million) came", ["60000000"]),
        ("sales (€6 million) rose", ["6000000"]),
        ("a 5-year plan cost 9 percent", ["9"]),
        ("the result was 15 - 6 percent of it went", ["15", "6"]),
    ],
)
def test_a_dash_or_bracket_that_is_punctuation_is_no_sign(text: str, values: list[str]) -> None:
    found = quantities(text)
    assert [q.value for q in found] == [Decimal(value) for value in values]
    assert not any(q.signed for q in found)


@pytest.mark.parametrize(
    ("text", "ends", "unit"),
    [
        ("-2 to 0 percent", ("-2", "0"), "%"),
        ("between -0.7 percent and 0.4 percent", ("-0.7", "0.4"), "%"),
        ("-0.4% to -0.9%", ("-0.9", "-0.4"), "%"),
        ("2.5%–3.0%", ("2.5", "3.0"), "%"),
        ("4½-5%", ("4.5", "5"), "%"),
        ("6.0 percent ± 0.5 percentage point", ("5.5", "6.5"), "%"),
        ("80 ± 4 tonnes", ("76", "84"), "t"),
        ("£7-9 million", ("7000000", "9000000"), "GBP"),
        ("$45-$55 a barrel", ("45", "55"), "USD/bbl"),
        ("$4 per gallon to $6 per gallon", ("4", "6"), "USD/gal"),
        ("a 4- to 9-metre wall", ("4", "9"), "m"),
        ("five- to tenfold rise", ("400", "900"), "%"),
        ("three or four percent", ("3", "4"), "%"),
        ("$30 or $35 billion", ("30000000000", "35000000000"), "USD"),
        ("within plus or minus 0.4 percentage points", ("-0.4", "0.4"), "pp"),
        ("±6 percent", ("-6", "6"), "%"),
        ("from last month to $140 to $155 per ton", ("140", "155"), "USD/t"),
        ("a projected $4 to $6 per bushel", ("4", "6"), "USD/bu"),
    ],
)
def test_two_ends_are_one_range(text: str, ends: tuple[str, str], unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit) == ((Decimal(ends[0]), Decimal(ends[1])), unit)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("dues decreased $2.4 million to $31 million", [("2400000", "USD"), ("31000000", "USD")]),
        ("jobs rose 12,000 to 480,000", [("12000", "1"), ("480000", "1")]),
        ("the fare was US$0.60 or HK$4.70", [("0.60", "USD"), ("4.70", "HKD")]),
        ("the rate went from 5% to 6%", [("5", "%"), ("6", "%")]),
        ("of them 64, or 40%, came", [("64", "1"), ("40", "%")]),
        ("from 3 dollars to 4 euros", [("3", "USD"), ("4", "EUR")]),
        ("the rate went from 2.6 to 3.1%", [("2.6", "%"), ("3.1", "%")]),
        ("output went from 4 to 6 million tonnes", [("4000000", "t"), ("6000000", "t")]),
        ("output went from 700 to 1.1 million tonnes", [("700", "1"), ("1100000", "t")]),
        ("with 29,926 or 18.7 percent of visitors", [("29926", "1"), ("18.7", "%")]),
        ("rates of 5 and 6 percent", [("5", "%"), ("6", "%")]),
    ],
)
def test_two_amounts_stay_two(text: str, values: list[tuple[str, str]]) -> None:
    assert [(q.value, q.unit) for q in quantities(text)] == [(Decimal(v), unit) for v, unit in values]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("half a billion euros", "500000000", "EUR"),
        ("a quarter of a million tonnes", "250000", "t"),
        ("a quarter million dollars", "250000", "USD"),
        ("three quarters of a trillion yen", "750000000000", "JPY"),
        ("three and a half thousand mills", "3500", "1"),
        ("2 and a half percent", "2.5", "%"),
        ("one-quarter of one percent", "0.25", "%"),
        ("sixty-two hundred mills", "6200", "1"),
        ("one million four hundred thousand mills", "1400000", "1"),
        ("a hundred and six mills", "106", "1"),
        ("1.4m jobs were made", "1400000", "1"),
        ("£1.4m", "1400000", "GBP"),
        ("$9MM", "9000000", "USD"),
        ("$640 mil", "640000000", "USD"),
        ("$1.62T", "1620000000000", "USD"),
        ("€2.2 bln", "2200000000", "EUR"),
        ("Rs4,210-crore", "42100000000", "INR"),
        ("75 USD million", "75000000", "USD"),
        ("40 MEUR", "40000000", "EUR"),
        ("700 €", "700", "EUR"),
        ("2 dollars 70 cents", "2.70", "USD"),
        ("9 cents", "0.09", "USD"),
        ("6.5p", "0.065", "GBP"),
        ("7 ft 6 in", "7.5", "ft"),
        ("$3.70 per gallon", "3.70", "USD/gal"),
        ("USD 3.70/gal", "3.70", "USD/gal"),
        ("62 cents a bushel", "0.62", "USD/bu"),
        ("€72/MWh", "0.072", "EUR/kWh"),
        ("$360 per 1,000 cubic metres", "0.36", "USD/m3"),
        ("¾ mile", "0.75", "mile"),
        ("1/4 mile", "0.25", "mile"),
        (".5 percent", "0.5", "%"),
        ("0.3 %-points", "0.3", "pp"),
    ],
)
def test_numbers_scales_and_units(text: str, value: str, unit: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("seven percent", "0.5"),
        ("100%", "0.5"),
        ("200 percent", "0.5"),
        ("300 basis points", "0.5"),
        ("4,700 mills", "50"),
        ("nine mills", "0"),
        ("two million mills", "500000"),
        ("two hundred thousand mills", "50000"),
        ("three tonnes", "0.5"),
        ("half a million mills", "250000"),
        ("31.4 trillion yuan", "50000000000"),
    ],
)
def test_rounding_follows_how_it_is_printed(text: str, half: str) -> None:
    assert only(text).half == Decimal(half)


@pytest.mark.parametrize(
    ("text", "growth"),
    [("a sixfold rise", "500"), ("a 2.5-fold increase", "150"), ("fell fivefold", "-80"), ("rose ten-fold", "900")],
)
def test_a_fold_is_growth(text: str, growth: str) -> None:
    quantity = only(text)
    assert (quantity.value, quantity.unit, quantity.form) == (Decimal(growth), "%", "fold")


def test_quarters_of_time_are_no_parts() -> None:
    assert [q.unit for q in quantities("held for about three quarters, and")] == []
    assert only("three quarters of the mills").unit == "%"


@pytest.mark.parametrize("text", ["the task is twofold", "a threefold approach", "a billfold and a manifold"])
def test_folds_that_grow_nothing_are_none(text: str) -> None:
    assert quantities(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("€3.410,25 million", "3410250000", "EUR"),
        ("2,6 million tonnes", "2600000", "t"),
        ("14 210,5 ha", "14210.5", "ha"),
    ],
)
def test_decimal_commas(text: str, value: str, unit: str) -> None:
    quantity = only(text, Conventions(decimal_comma=True))
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "comma"),
    [
        ("It rose 2,4% to 1.310,5 million.", True),
        ("Tables 2,4 and 6,1 show 1,310 million.", False),
        ("It rose 2.4% to 1,310.5 million.", False),
        ("It rose 2.4%, 2,4% in one misprint.", False),
        ("", False),
    ],
)
def test_decimals_are_cut_as_most_of_the_text_cuts_them(text: str, comma: bool) -> None:
    assert has_decimal_comma(text) is comma


def test_a_shared_name_of_money_is_that_of_the_publishers_country() -> None:
    assert only("90 million pesos", Conventions({"peso": "CLP"})).unit == "CLP"
    assert only("90 million pesos").unit == "XXX"
    assert only("$90").unit == "USD"
