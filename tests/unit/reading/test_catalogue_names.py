"""An indicator told by the name that the catalogue prints is read as that indicator, in both languages."""

import pytest

import tallystick
from tallystick.knowledge import catalogue
from tallystick.knowledge.known_names import names_in

SENTENCES = {
    "en": ("In 2021, the {} increased by 9.6% year on year.", "9.6%"),
    "zh": ("2021年，{}同比增长9.6%。", "9.6%"),
}
ENOUGH = 0.985
"""Of the indicators; the others are listed when the test fails."""


@pytest.mark.parametrize("language", SENTENCES)
def test_growth_of_each_indicator_is_read_as_its_own(language: str) -> None:
    """By rules, each sentence alone."""
    form, digits = SENTENCES[language]
    known = [indicator for indicator in catalogue().values() if not indicator.area]
    lost = []
    for indicator in known:
        text = form.format(indicator.name(language))
        read = tallystick.read_text(text, language=language, reader="fast", released="2022-02-28")
        if not any(one.text == digits and one.indicator == indicator.id for one in read):
            lost.append(text)
    assert len(lost) <= (1 - ENOUGH) * len(known), lost


def test_a_name_is_found_where_its_words_are_verbs_and_numbers_elsewhere() -> None:
    """The longest name at a word; words that begin a name and end in none are none."""
    text = "Floor space of buildings completed and aggregate financing to the real economy rose; floor space fell."
    assert [text[one.start : one.end] for one in names_in(text)] == [
        "Floor space of buildings completed",
        "aggregate financing to the real economy",
    ]


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("Output of grain ranked second in Asia in 2019.", "Output of grain"),
        ("Output of grain in Hunan rose by 3.1% in 2019.", "Output of grain in Hunan"),
        ("The aggregate financing to the real economy rose by 8% in 2020.", "aggregate financing to the real economy"),
        ("The real economy grew by 4% in 2020.", "real economy"),
    ],
)
def test_a_subject_is_widened_to_the_name_around_it_alone(text: str, subject: str) -> None:
    """What is narrower than an indicator stays so, and part of a name that is not printed stays what it is."""
    assert [one.subject for one in tallystick.read_text(text, language="en", reader="fast")] == [subject]
