"""The learned reader on short texts: candidates hold the right answer, and plain constructions are read right."""

from __future__ import annotations

from pathlib import Path

import pytest

import tallystick
from tallystick.model import Observation, SourceError
from tallystick.reading.candidates.phrases import phrases
from tallystick.reading.candidates.rendering import render
from tallystick.reading.parse import accurate
from tallystick.reading.parse.words import MOST_WORDS, words
from tallystick.reading.sentence import Sentence


def figures(folder: Path, text: str, released: str = "2021-02-11") -> list[Observation]:
    path = folder / "release.txt"
    path.write_text(text, encoding="utf-8")
    return list(tallystick.read(path, released=released, language="en", reader="accurate"))


def phrases_of(text: str) -> set[str]:
    from tallystick.model import Block

    (tree,) = accurate.parse(text, [(0, len(text))])
    sentence = Sentence(text, Block("paragraph", 0, len(text)), 0, len(text), [], tree)
    return {render(sentence, phrase.words) for phrase in phrases(tree, sentence.kinds)}


def test_phrases_come_in_their_widths() -> None:
    found = phrases_of("The output of steel and copper in the north rose sharply.")
    assert {"output", "output of steel and copper"} <= found


def test_words_are_bounded_and_cover_what_stands() -> None:
    text = "(" * 5000
    assert len(words(text, 0, len(text))) == MOST_WORDS
    assert len(next(accurate.parse(text, [(0, len(text))]))) == MOST_WORDS


def test_a_model_of_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "parser").mkdir()
    (tmp_path / "parser" / "model").write_bytes(b"other")
    (tmp_path / "ner").mkdir()
    before = accurate.digest(tmp_path)
    (tmp_path / "ner" / "model").write_bytes(b"not loaded, so not counted")
    assert accurate.digest(tmp_path) == before
    (tmp_path / "parser" / "model").write_bytes(b"yet another")
    assert accurate.digest(tmp_path) != before


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("In 2020, wool exports rose by 12%.", "growth", 12),
        ("In 2020, wool exports fell by 12 percent.", "growth", -12),
        ("The jobless rate was 5.4 percent in 2020.", "level", 5.4),
        ("Wool made up 31% of exports in 2020.", "share", 31),
        ("Exports were $2.1 billion higher in 2020 than in 2019.", "change", 2.1e9),
    ],
)
def test_plain_constructions_are_read(tmp_path: Path, text: str, measure: str, value: float) -> None:
    (figure,) = figures(tmp_path, text)
    assert (figure.measure, float(figure.value)) == (measure, value)  # type: ignore[arg-type]  # no range here
    assert figure.period == "2020"
    assert figure.confidence is not None
    assert 0 <= figure.confidence <= 1


def test_every_number_is_a_figure_or_listed(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text("1. Outlook\n\nIn 2020, sales rose 4% (see Table 3). Call 555-0142.\n", encoding="utf-8")
    reading = tallystick.read(path, released="2021-02-11", language="en", reader="accurate")
    covered = {k for part in (*reading, *reading.unread) for k in range(part.start, part.end)}
    text = reading.release.text
    assert [k for k, sign in enumerate(text) if sign.isdigit() and k not in covered] == []


def test_an_unknown_reader_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text("Sales rose 4%.", encoding="utf-8")
    with pytest.raises(SourceError, match="fast or accurate"):
        tallystick.read(path, reader="slow")


def test_rules_tell_no_confidence(tmp_path: Path) -> None:
    path = tmp_path / "release.txt"
    path.write_text("In 2020, sales rose 4%.", encoding="utf-8")
    (figure,) = tallystick.read(path, released="2021-02-11", reader="fast")
    assert figure.confidence is None
