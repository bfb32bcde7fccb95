from __future__ import annotations

from collections.abc import Callable

import pytest

from tallystick.releases.draft import Draft
from tallystick.releases.formats.pdf.draft import draft_of_pdf
from tests.unit.releases.formats.pdf.making import BOLD, Sheet, pdf

FILLER = [
    "Growth of output in the region went on through the spring, as",
    "orders from abroad rose and firms took on more people than in",
    "any quarter since the survey began, the office said, although",
    "costs of energy still weighed on the makers of glass and steel.",
]
NOTES = ["Seasonally adjusted.", "Without the ports of the lake.", "As revised in the spring."]


def draft(*pages: Callable[[Sheet], object]) -> Draft:
    return draft_of_pdf(pdf(*pages), "made.pdf")


def said(made: Draft, hint: str | None = None) -> list[str]:
    return [made.text[line.start : line.end] for line in made.lines if hint is None or line.hint == hint]


def left_out(made: Draft, reason: str) -> list[str]:
    return [one.text for one in made.dropped if one.reason == reason]


def test_lines_of_a_paragraph_are_one_and_space_parts_paragraphs() -> None:
    def page(sheet: Sheet) -> None:
        y = sheet.prose(60, 100, FILLER)
        sheet.prose(60, y + 8, FILLER)

    assert said(draft(page)) == [" ".join(FILLER)] * 2


def test_columns_are_read_one_after_the_other_and_sentences_cross_them() -> None:
    left = ["Exports of the province rose by", "4.2% in the year to March, and", "imports, which had fallen by"]
    right = ["3.1% in the quarter before, by", "2.7%, the second rise in a row", "and the largest for two years."]

    def page(sheet: Sheet) -> None:
        sheet.at(150, 80, "Trade of the province in the first quarter of the year", size=12)
        sheet.prose(60, 120, left, size=10)
        sheet.prose(240, 120, right, size=10)

    assert said(draft(page))[1] == " ".join(left + right)


def test_sentences_cross_pages_over_notes_and_running_heads() -> None:
    def page(number: int, *paragraphs: list[str]) -> Callable[[Sheet], object]:
        def write(sheet: Sheet) -> None:
            sheet.at(60, 40, f"Quarterly survey {number}", size=8)
            y = 100.0
            for paragraph in paragraphs:
                y = sheet.prose(60, y, paragraph) + 8
            sheet.at(60, 780, "1", size=5)
            sheet.at(66, 783, NOTES[number - 1], size=8)
            sheet.at(290, 815, f"- {number} -", size=9)

        return write

    first = [
        "Unemployment in the four towns of the valley fell over the",
        "year to June, the office reported on Friday, from 7.4% to",
    ]
    rest = ["6.9%, and in the port to 5.5%, the lowest since the count began."]
    made = draft(page(1, FILLER, first), page(2, rest, FILLER), page(3, FILLER))
    assert " ".join(first + rest) in said(made)
    assert said(made, "note") == NOTES
    furniture = left_out(made, "furniture")
    assert [text for text in furniture if "survey" in text] == [f"Quarterly survey {n}" for n in (1, 2, 3)]
    assert [text for text in furniture if "-" in text] == [f"- {n} -" for n in (1, 2, 3)]
    assert left_out(made, "mark") == ["1"] * 3


def test_marks_are_left_out_and_ordinals_and_squares_are_not() -> None:
    def page(sheet: Sheet) -> None:
        end = sheet.at(60, 100, "In 2019")
        end = sheet.at(end, 96, "3", size=6)
        end = sheet.at(end, 100, " the 18")
        end = sheet.at(end, 96, "th", size=6)
        end = sheet.at(end, 100, " plant of EU27 made 14 m")
        end = sheet.at(end, 96, "2", size=6)
        sheet.at(end, 100, " of glass.")

    made = draft(page)
    assert said(made) == ["In 2019 the 18th plant of EU27 made 14 m² of glass."]
    (mark,) = [one for one in made.dropped if one.reason == "mark"]
    assert mark.text == "3"
    assert mark.place is not None
    assert mark.place.page == 1


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["The makers of ships signed an agree-", "ment on Friday; the agreement"], "signed an agreement on Friday"),
        (["They want a long-", "term loan, for long-term needs"], "a long-term loan"),
        (["It rose from 2011-", "2012 on and"], "from 2011-2012 on"),
    ],
)
def test_hyphens_at_a_line_s_end(lines: list[str], whole: str) -> None:
    made = draft(lambda sheet: sheet.prose(60, 100, [*lines, "so on to the end of it all."]))
    assert whole in made.text


def test_headings_stand_alone_and_the_title_is_the_largest() -> None:
    def page(sheet: Sheet) -> None:
        sheet.at(60, 80, "Prices in the north of the country rose by 1.2%", size=16, font=BOLD)
        sheet.at(60, 110, "Food", font=BOLD)
        sheet.prose(60, 122, FILLER)

    made = draft(page)
    assert said(made, "title") == ["Prices in the north of the country rose by 1.2%"]
    assert said(made, "heading") == ["Food"]


def test_numbers_of_paragraphs_and_lines_are_not_read() -> None:
    def page(sheet: Sheet) -> None:
        for number in range(7, 9):
            y = 100 + 80 * (number - 7)
            sheet.at(60, y, str(number))
            sheet.prose(85, y, FILLER)

    assert said(draft(page), "furniture") == ["7", "8"]

    def numbered(sheet: Sheet) -> None:
        for number in range(1, 13):
            sheet.at(50, 80 + 20 * number, str(number))
            sheet.at(80, 80 + 20 * number, FILLER[number % 4])

    assert left_out(draft(numbered), "furniture") == [str(number) for number in range(1, 13)]


def test_words_of_a_picture_are_left_out() -> None:
    def page(sheet: Sheet) -> None:
        y = sheet.prose(60, 80, FILLER)
        sheet.at(60, y + 10, "Figure 2. Orders and output")
        for i in range(6):
            sheet.at(60, y + 30 + 20 * i, f"{50 - 10 * i}", size=7)
            sheet.at(90 + 50 * i, y + 150, f"{2010 + i}", size=7)
        sheet.at(330, y + 60, "orders", size=7)
        sheet.at(60, y + 170, "Source: survey of firms", size=7)
        sheet.prose(60, y + 200, FILLER)

    made = draft(page)
    assert {"50", "2015", "orders"} <= set(left_out(made, "chart"))
    assert [text for text in said(made) if text == " ".join(FILLER)] == [" ".join(FILLER)] * 2
    assert "2013" not in made.text


def test_what_is_turned_hidden_or_printed_twice_is_told() -> None:
    def page(sheet: Sheet) -> None:
        sheet.prose(60, 100, FILLER * 3)
        sheet.prose(60.3, 100, FILLER * 3)
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(300, -20, "Made in spring")
        sheet.canvas.rotate(-90)
        sheet.at(60, 300, "ghost", mode=3)

    made = draft(page)
    assert " ".join(said(made)) == " ".join(FILLER * 3)
    assert left_out(made, "hidden") == ["ghost"]
    assert left_out(made, "furniture") == ["Made in spring"]
    assert "Growthofoutputintheregion" in left_out(made, "double")[0]


def test_every_word_has_its_place() -> None:
    def page(sheet: Sheet) -> None:
        sheet.at(60, 100, "Steel output was 1.5 million tonnes")

    made = draft(page)
    runs = {made.text[run.start : run.end]: run for run in made.runs}
    assert list(runs) == ["Steel", "output", "was", "1.5", "million", "tonnes"]
    assert (runs["Steel"].page, round(runs["Steel"].x0)) == (1, 60)
    assert made.pages[0].height == 842
