"""Figures that were handed in: held against the text, refused with why, told where our own reader reads otherwise."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tallystick
from tallystick.handed import hand_in, rows_of
from tallystick.model import Reading, Release, SourceError
from tallystick.pipeline import hand_in as hand_in_bytes
from tallystick.releases import from_text
from tallystick.samples import sample

TEXT = (
    "Trade in 2021\n\nIn 2021, exports rose by 21.2% to 21.73 trillion yuan. "
    "Imports fell by 3.5% to 17.37 trillion yuan; the number of exporters was 567,000.\n\n"
    "In 2020, exports rose by 4.0%."
)
GOOD = {
    "text": "21.2%",
    "value": 21.2,
    "unit": "%",
    "measure": "growth",
    "subject": "exports",
    "period": "2021",
    "base": "2020",
}


@pytest.fixture(scope="module")
def release() -> Release:
    return from_text(TEXT, "trade")


def handed(release: Release, *figures: Any, by: str = "Ana Lopez") -> Reading:
    told = "\n".join(json.dumps(figure) for figure in figures).encode()
    rows, refused = rows_of(told)
    return hand_in(release, rows, by, refused, "fast")


def why(release: Release, **changed: Any) -> str:
    """Why a good figure with something changed is refused; it stands beside one that is taken."""
    other = {**GOOD, "text": "4.0%", "value": "4.0", "period": "2020", "base": "2019"}
    reading = handed(release, other, {**GOOD, **changed})
    assert len(reading) == 1
    (refused,) = reading.refused
    assert refused.line == 2
    return refused.why


@pytest.mark.parametrize("name", ["industry-2021.txt", "industry-2023.en.txt", "industry-2023.zh.txt"])
def test_what_our_own_reader_reads_is_taken_as_it_is(name: str) -> None:
    release = tallystick.open(sample(name))
    own = tallystick.read(release, reader="fast")
    reading = handed(release, *(figure.to_dict() for figure in own))
    assert (reading.refused, reading.differs) == ((), ())
    assert [o.to_dict() for o in reading] == [o.to_dict() for o in own]
    assert str(reading.reader) == "handed in by Ana Lopez"


def test_a_grounded_figure_is_found_by_its_words_and_bounded_by_its_print(release: Release) -> None:
    (figure,) = handed(release, GOOD)
    assert TEXT[figure.start : figure.end] == figure.text == "21.2%"
    assert (str(figure.lower), str(figure.upper), figure.digits) == ("21.15", "21.25", "21.2")
    assert figure.sentence.startswith("In 2021, exports rose")
    level = {"text": "21.73 trillion yuan", "value": 21_730_000_000_000, "unit": "CNY", "measure": "level"}
    fall = {"text": "3.5%", "value": -3.5, "unit": "%", "measure": "growth", "subject": "imports", "period": "2021"}
    reading = handed(release, {**GOOD, **level}, fall)
    assert [figure.to_dict()["value"] for figure in reading] == [21_730_000_000_000, -3.5]


def test_what_is_not_in_the_text_is_refused_with_why(release: Release) -> None:
    assert "does not stand in the text" in why(release, text="21.4%", value=21.4)
    assert "“21.2%” is 21.2 in %, and not 21.3 in %" in why(release, value=21.3)
    assert "and not 21.2 in pp" in why(release, unit="pp")
    assert "and not -3.5 in" not in why(release, value=[21, 22])
    assert "no measure is “grwth”" in why(release, measure="grwth")
    assert "a share is not in CNY" in why(
        release, text="17.37 trillion yuan", value=17.37e12, unit="CNY", measure="share"
    )
    assert "write it like 2021" in why(release, period="last year")
    assert "no area has the code “XX”" in why(release, area="XX")
    assert "no indicator of the catalogue" in why(release, indicator="no.such.thing")
    assert "“unicorns” of its subject" in why(release, subject="exports of unicorns")
    assert "give `subject`" in why(release, subject=" ")
    assert "does not stand at 0–5, where “Trade” stands" in why(release, start=0, end=5)
    assert "the text has no characters 9000 to 9005" in why(release, start=9000, end=9005)
    assert "no figure is printed there" in why(
        release, text="exports rose by", sentence="In 2020, exports rose by 4.0%."
    )
    assert "more than once" in why(release, text="trillion")
    assert "several figures stand there" in why(release, text="21.2% to 21.73 trillion yuan")
    assert "does not stand in the text" in why(release, text="1.2%", value=1.2)  # it would cut 21.2%
    assert "its `value` is no number" in why(release, value="many")
    assert "no confidence is 7" in why(release, confidence=7)


def test_a_place_has_one_figure_and_nothing_left_is_an_error(release: Release) -> None:
    assert "handed in before it" in handed(release, GOOD, GOOD).refused[0].why
    with pytest.raises(SourceError, match=r"line 1: .*and not 7 in %"):
        handed(release, {**GOOD, "value": 7})


def test_what_our_own_reader_reads_otherwise_is_told(release: Release) -> None:
    reading = handed(release, {**GOOD, "period": "2020", "base": "2019", "value": -21.2})
    told = {one.field: (one.handed, one.own) for one in reading.differs}
    assert told == {"value": ("-21.2", "21.2"), "period": ("2020", "2021"), "base": ("2019", "2020")}
    report = tallystick.check(reading)
    assert "this program's own reader reads 21.2" in report.to_markdown()
    assert report.to_dict()["differs"][0]["field"] == "value"
    assert "本程序自读为21.2" in report.to_markdown("zh")


def test_lists_and_reports_are_taken_and_broken_lines_named(release: Release) -> None:
    for told in ([GOOD], {"observations": [GOOD]}):
        assert len(hand_in_bytes(release, json.dumps(told).encode(), reader="fast")) == 1
    rows, refused = rows_of(b'\xef\xbb\xbf{"text": "5%"}\r\n\nnonsense\n[1]\n{"start": "x"}\n')
    assert len(rows) == 1
    assert [(one.line, one.why[:20]) for one in refused] == [
        (3, "it is no JSON object"),
        (4, "it is no JSON object"),
        (5, "Expected `int | null"),
    ]
    for broken in (b"", b"nonsense", b"[]", b"\xff\xfe", b"[" * 100_000, b"9" * 1000):
        with pytest.raises(SourceError, match=r"fields\.md"):
            rows_of(broken)


STRANGE = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.sampled_from(["21.2%", "%", "", "2021", "growth", "1E999999999", "NaN", "\ud800", "exports", TEXT[:300]]),
    st.text(max_size=20),
    st.lists(st.integers() | st.text(max_size=3), max_size=3),
)


@settings(max_examples=60)
@given(st.dictionaries(st.sampled_from([*GOOD, "start", "end", "sentence", "value_to", "status"]), STRANGE))
def test_whatever_is_handed_in_is_taken_or_refused(changed: dict[str, Any]) -> None:
    told = json.dumps([{**GOOD, **changed}, GOOD], allow_nan=True).encode()
    try:
        reading = hand_in_bytes(from_text(TEXT, "trade"), told, by="\x00" * 500, reader="fast")
    except SourceError:
        return
    assert len(reading) + len(reading.refused) == 2
    assert all(TEXT[one.start : one.end] == one.text for one in reading)
