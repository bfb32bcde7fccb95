"""Templates: what they compile to, what is wrong with a broken one, and that hostile sentences take linear time."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest

from tallystick import read_text
from tallystick.model import KnowledgeError, Reading
from tallystick.reconciling.links import NEAR, PHRASE, Link, prove
from tallystick.reconciling.phrases import phrase_links
from tallystick.reconciling.phrases.pack import pack
from tallystick.reconciling.phrases.template import Template, compile_template
from tallystick.reconciling.phrases.vocabulary import ANY_WORD

LANGUAGES = ("en", "zh")


def _read(text: str) -> Reading:
    return read_text(text, released="2022-02-28", reader="fast")


def _only(text: str) -> Link:
    (link,) = phrase_links(_read(text))
    return link


def _compiled(template: str) -> Template:
    return compile_template(template, pack("en").vocabulary, pack("en").phrases[0].slots)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_template_compiles(language: str) -> None:
    assert all(phrase.compiled.pattern for phrase in pack(language).phrases)


def test_a_template_needs_what_all_its_choices_need() -> None:
    made = _compiled("{rose} <by {growth}|{growth} {rise}> [to {new_rate}] {points}")
    assert made.needs == {frozenset("P"), frozenset("QI")}
    assert [made.slots[group] for group in sorted(made.slots)] == ["growth", "growth", "new_rate", "points"]


@pytest.mark.parametrize(
    ("template", "said"), [("{rose} by {grwoth}", "grwoth"), ("{rose} <by {growth}", "close every")]
)
def test_a_broken_template_is_told(template: str, said: str) -> None:
    with pytest.raises(KnowledgeError, match=said):
        _ = _compiled(template).pattern


def test_the_words_give_the_sign_and_basis_points_are_points() -> None:
    link = _only("The margin decreased 150 basis points from 12.5% in 2020 to 11.0% in 2021.")
    (change,) = link.roles["change"]
    assert (str(change.value.normalize()), change.unit) == ("-1.5", "pp")  # type: ignore[union-attr]


def test_a_wrong_figure_contradicts() -> None:
    finding = prove(_only("Sales of kettles rose 21% to £112 million in 2021, from £100 million in 2020."))
    assert finding is not None
    assert finding.verdict == "contradicts"


@pytest.mark.parametrize(
    "text",
    [
        "For men, earnings were £556 a week, up 1.8%, compared with £459 for women.",
        "Pump prices fell by 3.0% in April 2021 to £134, down from £148 in April 2020.",
        "Rents fell by almost half from $480 in 2020 to $265 in 2021.",
    ],
)
def test_what_may_be_of_two_things_two_times_or_vague_may_only_hold(text: str) -> None:
    assert [link.strength for link in phrase_links(_read(text))] in ([NEAR], [])


def test_per_cent_that_is_meant_as_points_is_told_so() -> None:
    link = _only("The rate of contributions rises by 1.25% from 12% in March 2022 to 13.25% in April 2022.")
    finding = prove(link)
    assert link.strength == PHRASE
    assert finding is not None
    assert finding.verdict == "cannot check"
    assert "points" in finding.reason


def test_a_share_held_against_what_was_expected_is_no_alarm() -> None:
    link = _only("Inflation fell from 7.9% in June to 6.7% in August, 0.4 percentage points below expectations.")
    finding = prove(link)
    assert finding is not None
    assert finding.verdict == "cannot check"


@pytest.mark.parametrize(
    "hostile",
    [
        lambda size: "Sales " + "rose sharply in the north , " * size + "5% to £5 million from £4 million.",
        lambda size: "Sales rose 5% to £5 million " + "(about £3 million) " * size + "from £4 million.",
        lambda size: "Sales were £5 million, " * size + "up 5% from £4 million.",
        lambda size: "of " * size + "60 of " + "the " * size + "150 shops, or 40% of shops.",
    ],
)
def test_time_is_linear_in_a_hostile_sentence(hostile: Callable[[int], str]) -> None:
    def seconds(size: int) -> float:
        reading = _read(hostile(size))
        start = time.process_time()
        list(phrase_links(reading))
        return time.process_time() - start

    seconds(10)  # patterns are made when first wanted
    assert seconds(400) < 40 * max(seconds(40), 0.002)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_has_a_sign_of_those_set_apart_and_few_signs_serve_many_words(language: str) -> None:
    given = pack(language).vocabulary.signs
    assert all(re.fullmatch(f"[{ANY_WORD}]", sign) for sign in given.values())
    assert len(set(given.values())) < len(given) / 1.5
