from __future__ import annotations

from tallystick.releases.formats.pdf.engine import opened, page_of
from tallystick.releases.formats.pdf.page import Page, read_page
from tests.unit.releases.formats.pdf.making import BOLD, HEIGHT, Sheet, pdf


def pages_of(data: bytes) -> list[Page]:
    pages = []
    with opened(data, "made.pdf") as document:
        for number in range(1, len(document) + 1):
            with page_of(document, number) as handle:
                pages.append(read_page(handle, number))
    return pages


def test_words_have_places_sizes_and_weights() -> None:
    def page(sheet: Sheet) -> None:
        end = sheet.at(50, 100, "Exports of ")
        sheet.at(end, 100, "steel", font=BOLD)

    (made,) = pages_of(pdf(page))
    assert [(word.text, word.bold) for word in made.words] == [("Exports", False), ("of", False), ("steel", True)]
    first = made.words[0]
    assert (round(first.x0), round(first.baseline), round(first.size)) == (50, 100, 10)
    assert first.y0 < 100 < first.y1
    assert [line.text for line in made.lines] == ["Exports of steel"]


def test_a_raised_mark_is_a_word_joined_to_the_one_before() -> None:
    def page(sheet: Sheet) -> None:
        end = sheet.at(50, 100, "by the end of 2019")
        end = sheet.at(end, 96, "3", size=6)
        sheet.at(end, 100, " it was 14 km")

    (made,) = pages_of(pdf(page))
    (line,) = made.lines
    mark = line.words[5]
    assert (mark.text, mark.joined, mark.size) == ("3", True, 6)
    assert line.words[4].text == "2019"
    assert line.size == 10


def test_columns_stand_on_lines_of_their_own() -> None:
    def page(sheet: Sheet) -> None:
        sheet.at(50, 100, "left words")
        sheet.at(320, 100, "right words")

    (made,) = pages_of(pdf(page))
    assert [line.text for line in made.lines] == ["left words", "right words"]


def test_what_is_printed_twice_to_look_bold_is_read_once() -> None:
    lines = [f"{name} 1,144" for name in ("Total", "Coal", "Steel", "Cars", "Ships", "Wheels", "Doors", "Beams")]

    def page(sheet: Sheet) -> None:
        sheet.prose(50, 100, lines)
        sheet.prose(50.4, 100, lines)

    (made,) = pages_of(pdf(page))
    assert [line.text for line in made.lines] == lines
    assert made.doubles.startswith("Total1,144")


def test_invisible_text_is_read_only_where_there_is_no_other() -> None:
    (seen,) = pages_of(pdf(lambda sheet: (sheet.at(50, 100, "plain"), sheet.at(50, 130, "ghost", mode=3))))
    assert [word.text for word in seen.words] == ["plain"]
    assert seen.hidden == "ghost"
    (scan,) = pages_of(pdf(lambda sheet: sheet.at(50, 130, "ghost", mode=3)))
    assert [word.text for word in scan.words] == ["ghost"]


def test_a_page_of_turned_text_is_read_upright() -> None:
    def page(sheet: Sheet) -> None:
        sheet.canvas.rotate(90)
        sheet.canvas.drawString(100, -60, "Output of coal rose")
        sheet.canvas.rotate(-90)
        sheet.at(30, 30, "7")

    (made,) = pages_of(pdf(page))
    (line,) = made.lines
    assert line.text == "Output of coal rose"
    assert (made.width, made.height) == (842, 595)
    assert (round(line.x0), round(line.baseline)) == (100, 60)
    assert [word.text for word in made.turned] == ["7"]
    shown = made.view.as_shown((line.x0, line.y0, line.x1, line.y1))
    assert 48 < shown[0] < shown[2] < 64
    assert round(shown[3]) == HEIGHT - 100


def test_a_backtick_before_an_amount_is_a_rupee() -> None:
    def page(sheet: Sheet) -> None:
        sheet.at(50, 100, "Loans of `2.5 crore (` billion) and a `word`")

    (made,) = pages_of(pdf(page))
    assert [line.text for line in made.lines] == ["Loans of ₹2.5 crore (₹ billion) and a `word`"]
