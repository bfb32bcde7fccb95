"""Subjects word by word: what speaks for a word, the odds of a set of words, subjects put together."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tallystick
from tallystick.reading.candidates.belonging import belonging, nearest, sources_of
from tallystick.reading.candidates.composing import composed
from tallystick.reading.candidates.content import forms
from tallystick.reading.candidates.likely import of_words, passing
from tallystick.reading.candidates.sight import Sight
from tallystick.reading.candidates.spoken import Spoken
from tallystick.reading.en.accurate import prepare

WORDS = st.dictionaries(st.sampled_from(["wool", "export", "farm", "price", "hill", "north"]), st.floats(0, 1))


def sight_of(folder: Path, text: str, n: int = 0) -> Sight:
    path = folder / "note.txt"
    path.write_text(f"A note of the harbour board\n\n{text}\n", encoding="utf-8")
    release = tallystick.open(path, released="2019-06-01", language="en")
    sentence = next(s for s in prepare(release, release.blocks) if s.quantities)
    return Sight(sentence, sentence.quantities[n])


def last_of(sight: Sight, subject: str) -> Spoken:
    """What was said at the figure before, in the same sentence."""
    quantities = sight.sentence.quantities
    return Spoken(subject, True, "level", "%", quantities[quantities.index(sight.k) - 1], topic=subject)


def test_words_come_from_the_sentence_and_from_what_was_said(tmp_path: Path) -> None:
    sight = sight_of(tmp_path, "Wool exports rose by 12% in May.")
    found = belonging(sight, Spoken("farm gate prices", heading="Trade"), "growth")
    assert {"wool", "export", "rose", "farm", "gate", "price", "trade"} <= set(found)
    assert "may" not in found
    assert "in:before" in found["farm"]
    assert "in:heading" in found["trade"]
    assert "overlap:before:False:0:3:False" in found["farm"]
    assert all(len(names) == len(set(names)) for names in found.values())


def test_a_word_is_told_where_it_stands_nearest(tmp_path: Path) -> None:
    sight = sight_of(tmp_path, "Prices of oats rose by 3% and prices of rye by 5%.", 1)
    text = sight.sentence.text
    assert nearest(sight)["price"].start == text.rindex("prices")
    assert "side:R" in belonging(sight_of(tmp_path, "In all 4% of farms closed."), Spoken(), "share")["farm"]


def test_sources_are_what_was_said_elsewhere(tmp_path: Path) -> None:
    sight = sight_of(tmp_path, "It fell by 2%.")
    told = sources_of(sight, Spoken("wool", heading="Trade", earlier=("rye", "oats"), topic="farms"))
    assert (told["before"], told["heading"], told["last"], told["topic"]) == ("wool", "Trade", "rye oats", "farms")


@given(WORDS, st.sets(st.sampled_from(["wool", "export", "farm"])))
def test_odds_that_a_set_passes_are_odds(odds: dict[str, float], words: set[str]) -> None:
    assert 0 <= passing(words, odds) <= 1


def test_a_set_passes_with_the_words_that_belong() -> None:
    odds = {"wool": 0.95, "export": 0.9, "rose": 0.02, "farm": 0.05}
    right = passing({"wool", "export"}, odds)
    assert right > 0.9
    assert right > passing({"rose", "farm"}, odds)
    assert right > passing({"wool", "export", "rose", "farm", "hill"}, odds)
    assert passing(set(), odds) == 0


def test_the_best_candidate_is_told_as_such() -> None:
    odds = {"wool": 0.95, "export": 0.9}
    assert "passes-best" in set(of_words({"wool"}, odds, 0.8, 0.8))
    behind = set(of_words({"farm"}, odds, 0.1, 0.8))
    assert {"behind-best:6", "recall:0", "precision:0"} < behind
    assert "passes-best" not in behind


@pytest.mark.parametrize(
    ("text", "spoken", "likely", "subject"),
    [
        ("Exports of wool rose by 12% in May.", Spoken(), "exports wool", "Exports of wool"),
        ("In the north it fell by 2%.", Spoken("wool exports"), "wool exports north", "north wool exports"),
        ("The year-end stock of rye was 20 tonnes.", Spoken(), "stock rye", "stock of rye"),
    ],
)
def test_likely_words_are_put_together_as_the_text_has_them(
    tmp_path: Path, text: str, spoken: Spoken, likely: str, subject: str
) -> None:
    sight = sight_of(tmp_path, text)
    odds = {form: 0.97 if form in forms(likely) else 0.01 for form in belonging(sight, spoken, "growth")}
    assert subject in list(composed(sight, spoken, odds))


def test_nothing_is_put_together_of_words_that_are_not_likely(tmp_path: Path) -> None:
    sight = sight_of(tmp_path, "Wool exports rose by 12% in May.")
    assert not list(composed(sight, Spoken(), dict.fromkeys(belonging(sight, Spoken(), "growth"), 0.05)))


def test_brackets_tell_which_name_is_the_figures(tmp_path: Path) -> None:
    sight = sight_of(tmp_path, "Wool prices rose most in Kent (4.1%), Essex (3.2%) and Devon (2.8%).", 1)
    found = belonging(sight, last_of(sight, "Wool prices in Kent"), "growth")
    assert "bracket:named" in found["essex"]
    assert "bracket:named" not in {*found["kent"], *found["devon"], *found["price"]}
    assert any(name.startswith("bracket:other") for name in found["kent"])


def test_respectively_gives_each_figure_its_name(tmp_path: Path) -> None:
    sight = sight_of(tmp_path, "Prices of oats and rye rose by 3% and 5%, respectively.", 1)
    found = belonging(sight, last_of(sight, "Prices of oats"), "growth")
    assert "respectively:same-place" in found["rye"]
    assert "respectively:other-place" in found["oat"]
    assert "respectively:none" in found["price"]


def test_turns_between_a_word_and_its_figure_are_told(tmp_path: Path) -> None:
    sight = sight_of(tmp_path, "Oats rose by 3%, while rye fell by 5%.", 1)
    found = belonging(sight, last_of(sight, "Oats"), "growth")
    assert "turn:while:L" in found["oat"]
    assert "turn:while:L" not in found["rye"]


def test_a_list_goes_on_as_it_began(tmp_path: Path) -> None:
    sight = sight_of(tmp_path, "Of the herd, cows made up 60%, sheep 30% and goats 10%.", 1)
    found = belonging(sight, last_of(sight, "cows"), "share")
    assert "shape:l:L:1:next:False" in found["sheep"]
    assert any(name.startswith("shape:l:L:4:beside:True") for name in found["cow"])
