"""Lines of an image to words of a page; what their odds do to figures."""

from __future__ import annotations

import numpy as np
import pytest

from tallystick.knowledge.loader import load_topics
from tallystick.model import Recognized
from tallystick.pipeline import read_text
from tallystick.reading.recognized import as_recognized
from tallystick.releases.formats.ocr.askew import slope_of
from tallystick.releases.formats.ocr.engine import Char, ImageLine
from tallystick.releases.formats.ocr.odds import odds_of
from tallystick.releases.formats.ocr.words import words_of_image
from tallystick.releases.formats.pdf.lines import lines_of

DATA = load_topics("limits")["recognizing"]


def line(text: str, x: float, y: float, slope: float = 0.0, scores: dict[int, float] | None = None) -> ImageLine:
    """A line of letters ten pixels wide and twenty high, the ends of its box as far as its letters."""
    width = 10.0 * len(text)
    corners = [[x, y], [x + width, y + slope * width], [x + width, y + 20 + slope * width], [x, y + 20]]
    chars = tuple(
        Char(char, x + 10 * at, x + 10 * at + 10, (scores or {}).get(at, 1.0))
        for at, char in enumerate(text)
        if char != " "
    )
    return ImageLine(text, np.array(corners), 0.9, chars)


def test_words_stand_where_their_letters_do() -> None:
    words = words_of_image([line("Fish 12.5%", 100, 40)], 2.0)
    assert [(word.text, word.x0, word.x1, word.joined) for word in words] == [
        ("Fish", 50, 70, False), ("12.5%", 75, 100, False),
    ]  # fmt: skip
    assert all(word.y0 <= word.baseline <= word.y1 for word in words)


def test_each_word_is_as_sure_as_its_least_sure_letter() -> None:
    fish, number = words_of_image([line("Fish 12.5%", 0, 0, scores={6: 0.55})], 1.0)
    assert fish.odds == odds_of(1.0) > 0.9
    assert number.odds == odds_of(0.55) < 0.6


def test_numbers_among_chinese_words_are_words_of_their_own() -> None:
    words = words_of_image([line("同比增长5.2%，出口", 0, 0)], 1.0)
    assert [(word.text, word.joined) for word in words] == [("同比增长", False), ("5.2%", True), ("，出口", True)]


def test_line_whose_letters_are_not_told_is_parted_by_length() -> None:
    bare = line("Fish 12.5%", 100, 40)._replace(chars=())
    assert [(word.text, word.x0, word.odds) for word in words_of_image([bare], 1.0)] == [
        ("Fish", 100, odds_of(0.9)), ("12.5%", 150, odds_of(0.9)),
    ]  # fmt: skip


def test_page_laid_askew_is_set_straight() -> None:
    askew = [line("Landings of fish and of salt rose", 100, 100, 0.02), line("12.5", 900, 116, 0.0)]
    assert slope_of(askew) == pytest.approx(0.02)
    found = lines_of(words_of_image(askew, 2.0, 0.02, (1200, 800)))
    assert len({round(one.baseline) for one in found}) == 1


def test_sizes_that_hardly_differ_are_one() -> None:
    taller = line("Salt fell", 0, 60)
    taller = taller._replace(corners=taller.corners + np.array([[0, -1], [0, -1], [0, 1], [0, 1]]))
    words = words_of_image([line("Fish rose", 0, 0), line("Ice rose", 0, 30), taller], 1.0)
    assert len({word.size for word in words}) == 1


@pytest.mark.parametrize("case", DATA["examples"], ids=str)
def test_odds(case: dict[str, float]) -> None:
    assert odds_of(case["score"]) == pytest.approx(case["right"], abs=0.05)


@pytest.mark.parametrize("case", DATA["counterexamples"], ids=str)
def test_no_odds(case: dict[str, float]) -> None:
    assert odds_of(case["score"]) != pytest.approx(case["right"], abs=0.05)


def test_figure_is_as_sure_as_its_words() -> None:
    (figure,) = read_text("Landings rose by 4.2% in 2021.", reader="fast").observations
    at = figure.start
    words = [Recognized(0, at - 1, 0.2), Recognized(at, figure.end, 0.4), Recognized(figure.end + 1, 99, 0.1)]
    unsure = as_recognized(figure, words)
    assert (unsure.confidence, unsure.sure) == (0.4, False)
    told = as_recognized(unsure, [Recognized(at, figure.end, 0.5)])
    assert told.confidence == 0.2
    assert as_recognized(figure, ()) is figure
    assert as_recognized(figure, [words[0], words[2]]) is figure
