"""Texts written for training, sheets of labels and their errata."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from tallystick.model import Period
from training import labelled
from training.fitting import Classed, Ranked, fit_classifier, fit_ranker
from training.labelled import mended
from training.written import MarkError, parse, written_texts

TEXT = """released: 2021-02-11
title: Retail trade
# Groceries
Turnover was {€4.1 billion|level|2020-Q4|turnover}, {€0.3 billion|change-|2020-Q4<2019-Q4|turnover|forecast} less."""


def test_marks_become_labels_where_they_stand() -> None:
    text = parse(TEXT, "t")
    assert [text.text[m["start"] : m["end"]] for m in text.marked] == ["€4.1 billion", "€0.3 billion"]
    assert text.marked[1] == {
        "text": "€0.3 billion", "start": text.text.index("€0.3"), "end": text.text.index("€0.3") + 12,
        "measure": "change", "falls": True, "period": "2020-Q4", "base": "2019-Q4", "subject": "turnover",
        "status": "forecast",
    }  # fmt: skip
    assert "\n\nGroceries\n\n" in text.text


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("{4%|rise|2020|x}", "no measure"),
        ("{4%|growth}", "needs measure"),
        ("{4%}", "brace"),
        ("{4%|growth|2020|x|sure}", "no status"),
    ],
)
def test_marks_that_cannot_be_read_are_told(wrong: str, said: str) -> None:
    with pytest.raises(MarkError, match=said):
        parse(f"released: 2021-02-11\nSales {wrong}.", "t")


def test_all_written_texts_can_be_read_and_name_periods_of_the_standard() -> None:
    texts = list(written_texts("en"))
    assert len(texts) > 100
    for text in texts:
        for mark in text.marked:
            assert text.text[mark["start"] : mark["end"]] == mark["text"]
            if mark["period"]:
                Period.parse(mark["period"])


def test_fitting_finds_what_tells_and_gives_the_same_twice() -> None:
    ranked = [Ranked([["right", "noise"], ["wrong"]], frozenset({0})), Ranked([["wrong"], ["right"]], frozenset({1}))]
    first = fit_ranker(ranked, penalty=1.0, fewest=1)
    assert first.weights["right"] > 0 > first.weights["wrong"]
    assert first == fit_ranker(ranked, penalty=1.0, fewest=1)
    classed = [Classed(["by"], "growth"), Classed(["at"], "level")] * 3
    classifier = fit_classifier(classed, penalty=1.0, fewest=1)
    assert classifier.odds(["by"])["growth"] > 0.6


def test_an_erratum_without_its_label_is_told() -> None:
    labels = [{"text": "4%", "start": 10, "end": 12}]
    assert mended("no such text", labels) == labels


def test_without_the_shared_texts_all_is_imported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Or no test would start from the source archive, whose makers may not ship them."""
    monkeypatch.setattr(labelled, "SHARED", tmp_path)
    module = runpy.run_path(str(Path(labelled.__file__).with_name("matching.py")))
    with pytest.raises(FileNotFoundError):
        module["close"](1.0, 1.0)
