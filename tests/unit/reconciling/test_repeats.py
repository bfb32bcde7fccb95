"""Figures told again: one quantity in two sentences is seen, one number of two things is not."""

from __future__ import annotations

import pytest

from tallystick import read_text
from tallystick.model import Finding
from tallystick.reconciling import check
from tallystick.reconciling.nearby import near_links


def _checks(text: str) -> list[Finding]:
    return [f for f in check(read_text(text, released="2022-03-01", reader="fast")).findings if f.kind == "check"]


TWICE = {
    "a range": (
        "Tides\n\nThe tidal rate is expected to be 4.0-4.5% in 2023.\n\n"
        "By that plan the tidal rate will be 4.0-4.5% in 2023 and less later.\n"
    ),
    "other figures with it": (
        "Harbour\n\nLandings were 61,300 tonnes in 2021, and 58,200 tonnes in 2020.\n\n"
        "Of fish the fleet brought home 61,300 tonnes in 2021 against 58,200 tonnes in 2020.\n"
    ),
    "an abbreviation": (
        "Harbour\n\nThe gross berthing income (GBI) of the port was £4.7 million in 2021.\n\n"
        "In 2021 the GBI was £4.7 million, as the port had hoped.\n"
    ),
    "a rounder form": (
        "Harbour\n\nThe harbour sold 2,368,417 tickets in 2021 on its ferries.\n\n"
        "On its ferries the harbour sold 2.37 million tickets in 2021.\n"
    ),
}


@pytest.mark.parametrize("kind", TWICE)
def test_one_quantity_told_twice_is_seen(kind: str) -> None:
    found = [finding for finding in _checks(TWICE[kind]) if "stated" in finding.identity]
    assert found
    assert all(finding.verdict.startswith("holds") for finding in found)


@pytest.mark.parametrize(
    "text",
    [
        "Port\n\nThe exports of rope were 6,180 tonnes in 2021.\n\nThe imports of rope were 6,180 tonnes in 2021.\n",
        "港口\n\n2021年全港财政收入2.48亿元，有所增长。\n\n2021年全港财政支出2.48亿元，有所增长。\n",
        "Port\n\nThe port took 6,180 tonnes of rope in 2021.\n\nThe port took 6,180 tonnes of rope in 2019.\n",
        "Port\n\nThe port took 6,180 tonnes of rope in 2021.\n\nThe port took over 6,180 tonnes of rope in 2021.\n",
        (
            "Port\n\nRope rose by 3.7% to 91 tonnes in 2021, from 88 tonnes in 2020.\n\n"
            "Fine rope rose by 3.7% to 57 tonnes in 2021, from 55 tonnes in 2020.\n"
        ),
    ],
)
def test_one_number_of_two_things_is_not(text: str) -> None:
    assert not [finding for finding in _checks(text) if "stated" in finding.identity]


def test_rows_that_became_a_line_of_text_tell_nothing_twice() -> None:
    row = "Tea and other hot drinks 0.246 10.0 0.7 4.1 salt of all kinds 0.155 10.0 7.6 0.9 rope 3.2"
    assert not list(near_links(read_text(f"Prices\n\n{row}.\n\nIn 2021 {row}.\n", reader="fast")))


SLIP = (
    "Harbour\n\nThe harbour fees rose to £{} million in 2021 from £3.29 million in 2020.\n\n"
    "In 2021 the harbour fees rose to £4.73 million, from £3.29 million in 2020.\n"
)


@pytest.mark.parametrize("printed", ["4.78", "4.37"])
def test_a_slip_in_one_of_two_sentences_of_the_same_words_cannot_be_checked(printed: str) -> None:
    (found,) = [finding for finding in _checks(SLIP.format(printed)) if finding.verdict != "holds"]
    assert (found.verdict, found.identity) == ("cannot check", "stated_again")
    assert sorted(found.quotes) == sorted([f"£{printed} million", "£4.73 million"])


def test_other_figures_beside_them_make_two_things_of_two_numbers() -> None:
    text = SLIP.format("4.78").replace("£3.29 million in 2020.\n\n", "£3.12 million in 2020.\n\n")
    assert not [finding for finding in _checks(text) if finding.identity == "stated_again"]


def test_the_same_words_with_two_other_figures_alike_contradict_a_slip() -> None:
    words = "In 2021 the harbour fees of the port were £{} million, or 13.8% of its income, from 642 ships."
    text = f"Harbour\n\n{words.format('4.73')}\n\nBoats\n\n{words.format('4.37')}\n"
    assert "contradicts" in [found.verdict for found in _checks(text) if found.identity == "stated_again"]
