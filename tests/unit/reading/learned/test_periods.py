"""The candidates for a period hold the right one, and know in which tense a figure is told."""

from __future__ import annotations

from pathlib import Path

import pytest

import tallystick
from tallystick.reading.candidates.periods import candidates
from tallystick.reading.candidates.tellings import tense_of
from tallystick.reading.candidates.told import Candidates
from tallystick.reading.choosing.linear import Ranker
from tallystick.reading.context import Context
from tallystick.reading.document import Document
from tallystick.reading.en.accurate import prepare
from tallystick.reading.sentence import Sentence


def prepared(folder: Path, text: str) -> tuple[Sentence, Document]:
    path = folder / "release.txt"
    path.write_text(text, encoding="utf-8")
    release = tallystick.open(path, released="2024-06-20", language="en")
    sentences = prepare(release, release.blocks)
    return sentences[0], Document.of(release, sentences, Ranker({}))


def offered(folder: Path, text: str, measure: str) -> Candidates:
    sentence, document = prepared(folder, text)
    return candidates(sentence, sentence.quantities[0], Context.of(document).told(0), measure)


@pytest.mark.parametrize(
    ("text", "measure", "period", "name"),
    [
        ("Rents rose by 6.1% in the 12 months to May 2024.", "growth", "2024-05", "last-of:trailing:R"),
        ("Between 2015 and 2020 the herd rose from 310,000 to 340,000.", "level", "2015", "first-of:span:L"),
        ("The depot has shipped 40,000 parcels since March 2024.", "level", "2024-03/2024-06", "since-to:release"),
        ("On June 3 and June 6 2024 crews cleared 12 blocks.", "level", "2024-06-03/2024-06-06", "span-of-two"),
        ("The vans have treated 1,200 horses up to September 2023.", "level", "2023-01/2023-09", "up-to:year"),
        ("India's vans have treated 120 horses up to June 2023.", "level", "2023-Q2", "up-to:fiscal"),
        ("At the end of March 2024 fodder inflation was 3.0%.", "growth", "2024-03", "month-of-end"),
        ("India's rents for 2025-26 are seen rising in Q1 by 5.0%.", "growth", "2025-Q2", "reading:framed"),
        ("In the current year India sold 29 boats.", "level", "2024-04/2025-03", "reading:as-fiscal"),
        ("Wages rose 5%, 4% and 6% in Q1, Q2 and Q3 2023, respectively.", "growth", "2023-Q1", "told-apart"),
        ("Wages rose 5%, 4% and 6% from Q1 to Q3 2023, respectively.", "growth", "2023-Q1", "told-apart"),
    ],
)
def test_ends_and_joins_of_times_are_candidates(
    tmp_path: Path, text: str, measure: str, period: str, name: str
) -> None:
    assert name in offered(tmp_path, text, measure).get(period, [])


def test_figures_with_a_time_of_their_own_are_not_told_apart_by_others(tmp_path: Path) -> None:
    text = "Trade was brisk in Q1 and Q2 2023, sales and rents rising in the second quarter by 3% and 2% respectively."
    assert "told-apart" not in offered(tmp_path, text, "growth").get("2023-Q1", [])


def test_none_is_always_a_candidate_with_the_words_that_speak_for_it(tmp_path: Path) -> None:
    assert "empty&near:goal" in offered(tmp_path, "The board keeps to its 2 percent goal.", "growth")[""]


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("Sales grew by 5%.", "past"),
        ("Sales are 5% higher.", "present"),
        ("Sales will grow by 5%.", "will"),
        ("Sales have grown by 5%.", "perfect"),
    ],
)
def test_the_tense_of_a_verb_is_told(tmp_path: Path, text: str, tense: str) -> None:
    tree = prepared(tmp_path, text)[0].tree
    verb = next(w for w in tree.above(tree.top(range(len(tree) - 2, len(tree) - 1))) if tree.tags[w].startswith("V"))
    assert tense_of(tree, verb) == tense
