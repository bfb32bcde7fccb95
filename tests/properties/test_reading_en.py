"""Laws of reading English: nothing is lost, offsets hold, and no text breaks it or makes it slow."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.model import Block, Reading, Release
from tallystick.model.reading import REASONS
from tallystick.reading import read

_WORDS = [
    "output",
    "rose",
    "fell",
    "by",
    "to",
    "from",
    "of",
    "in",
    "the",
    "more",
    "than",
    "about",
    "up",
    "down",
    "5%",
    "3.2",
    "million",
    "tonnes",
    "£4.2bn",
    "2014",
    "June",
    "Q1",
    "first",
    "half",
    "a",
    "quarter",
    "one",
    "two",
    "point",
    "three",
    "percentage",
    "points",
    "compared",
    "with",
    "last",
    "year",
    "per",
    "cent",
    "yuan",
    "and",
    ",",
    ".",
    ";",
    "(",
    ")",
    "respectively",
    "between",
    "doubled",
    "1.6",
    "times",
    "year-on-year",
    "the",
    "past",
    "five",
    "years",
    "Figure",
    "3",
    "COVID-19",
    "5G",
    "1/4",
    "2013/14",
    "$",
    "-",
    "–",
    "½",
    "12th",
    "consecutive",
]
_NUMBER_WORDS = r"\b(?:one|two|three|five|seven|twelve|twenty|half|quarter|third|dozen|doubled|tripled|twice)\b"
# Sentences as releases print them, to be cut, doubled and stirred.
_REAL = [
    "In FY2023-24, exports of the 27 member states rose by 3.5%1 (Table 3, column 2), to $1.2 million2.",
    "FOR THE NINE MONTHS ENDED MARCH 31, 2019, sales fell 5% [2], to 7,000 units; see file/6871/18712ogr.",
    "Of the seven firms with 10 or more employees, two thirds grew in Jul–Aug 2021, twice as many as in 2020 Q2.",
    "Call +44 (0)20 7946 0123 or (202) 555-0123 by 15.03.2021, 9:30 a.m.; doi:10.1787/1996, USDL-23-1234.",
    "A dozen mills (12%) doubled output in 1H22, up from -4.5% to a quarter of GDP; the S&P 500 fell ½ point.",
]


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """A real-looking text with pieces cut out, doubled or put elsewhere."""
    text = " ".join(draw(st.lists(st.sampled_from(_REAL), min_size=1, max_size=3)))
    for _ in range(draw(st.integers(0, 6))):
        a = draw(st.integers(0, len(text)))
        b = draw(st.integers(a, min(a + 12, len(text))))
        piece = draw(
            st.sampled_from(["", text[a:b] * 2, text[a:b][::-1], "-", "(", "\u00a0", "1", "%", "/", ".", " seven "])
        )
        text = text[:a] + piece + text[b:]
    return text


_TEXTS = st.one_of(_mutated(), st.text(max_size=200), st.lists(st.sampled_from(_WORDS), max_size=40).map(" ".join))


def _reading(text: str) -> Reading:
    block = Block("paragraph", 0, len(text))
    return read(Release("x-1", "x", "x.txt", "0", text, "en", (block,), released=date(2015, 3, 1)))


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_numbers_are_figures_or_listed_as_unread_and_offsets_and_codes_hold(text: str) -> None:
    reading = _reading(text)
    _assert_every_number_is_covered(reading)
    _assert_offsets_and_codes_hold(reading)


def _assert_every_number_is_covered(reading: Reading) -> None:
    text = reading.release.text
    spans = [(o.start, o.end) for o in reading] + [(u.start, u.end) for u in reading.unread]
    for run in re.finditer("[0-9]+", text):
        assert any(a <= run.start() and run.end() <= b for a, b in spans), run[0]
    for word in re.finditer(_NUMBER_WORDS, text, re.IGNORECASE):
        assert any(a <= word.start() and word.end() <= b for a, b in spans), word[0]


def _assert_offsets_and_codes_hold(reading: Reading) -> None:
    text = reading.release.text
    for o in reading:
        assert text[o.start : o.end] == o.text
        assert o.qualifier in ("", ">", "<", "~")
        assert o.when is None or str(o.when) == o.period
        assert all(0 <= e.start <= e.end <= len(text) for e in o.evidence)
    ends = [0]
    for o in reading:
        assert o.start >= ends[-1]
        ends.append(o.end)
    for u in reading.unread:
        assert text[u.start : u.end] == u.text
        assert u.reason in REASONS


@pytest.mark.parametrize(
    "text",
    [
        "9" * 100_000,
        "one " * 10_000,
        "one hundred and " * 5_000,
        "output rose" + " " * 100_000 + "by 5%",
        "1,000," * 20_000,
        "1 000 " * 20_000,
        "(" * 50_000 + "5%",
        "5% " * 20_000,
        "1e999999999 9.9.9.9 1/0 0/0 ½½½",
        "\u202e5%\u202c \x00 7\x1f% \ufeff3",
        "-5% " * 5_000,
        "in 2014 and " * 5_000,
    ],
)
def test_hostile_text_is_read_in_linear_time(text: str) -> None:
    started = time.process_time()
    reading = _reading(text)
    assert time.process_time() - started < 20
    assert isinstance(reading, Reading)


def test_time_grows_no_faster_than_the_text() -> None:
    piece = "In June 2014, output rose by 3.6% compared with June 2013, up from 2% in May, to 4.5 million tonnes. "

    def seconds(copies: int) -> float:
        text = piece * copies
        started = time.process_time()
        _reading(text)
        return time.process_time() - started

    seconds(4)
    assert seconds(320) < 40 * max(seconds(20), 0.002)
