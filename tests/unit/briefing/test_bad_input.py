"""What a ledger cannot tell is named with the reason and what to do; what is wrong in an outline is refused whole."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from tallystick.briefing import Drafts, Failure, draft, read_outline
from tallystick.cli._edited import edited_texts, unlike_outline
from tallystick.ledger import Ledger
from tallystick.model import TallystickError
from tallystick.pipeline import read_text
from tests.unit.briefing.facts_of import fact

HEAD = 'title = { en = "Output", zh = "产量" }\nperiod = "2021"\n[[section]]\nheading = { en = "A", zh = "甲" }\n'
BODY = """Industry in 2021

{publisher}
{day}

In 2021, the added value of industries above designated size increased by {value}% over the previous year. The profits
of industrial enterprises above designated size increased by 34.3%.
"""
NBS, MIIT = "National Bureau of Statistics of China", "Ministry of Industry and Information Technology"
Keep = Callable[..., str]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "ledger.db") as ledger:
        yield ledger


def keep(ledger: Ledger, value: str, publisher: str = NBS, day: str = "January 17, 2022") -> str:
    """Keep a release that says by how much industry grew; its id."""
    text = BODY.format(value=value, publisher=publisher, day=day)
    return ledger.keep(read_text(text, language="en", reader="fast")).release_id


def told(tmp_path: Path, ledger: Ledger, head: str = "", indicator: str = "industry.value_added") -> Drafts:
    path = tmp_path / "outline.toml"
    path.write_text(f'{head}{HEAD}[[section.item]]\nindicator = "industry.profits"\n[[section.item]]\n')
    path.write_text(path.read_text() + f'indicator = "{indicator}"\nsay = ["growth"]\n')
    return draft(read_outline(path), ledger, sure=0)


def test_publishers_that_disagree_are_both_quoted_and_one_is_chosen(tmp_path: Path, book: Ledger) -> None:
    keep(book, "9.6")
    keep(book, "8.1", MIIT, "January 20, 2022")
    lack = next(one for one in told(tmp_path, book).lacks if one.indicator == "industry.value_added")
    assert "publishers disagree" in lack.why
    assert "9.6%" in lack.why
    assert "8.1%" in lack.why
    assert f'publisher = "{NBS}"' in lack.advice
    for publisher, value in ((NBS, "9.6%"), (MIIT, "8.1%")):
        chosen = told(tmp_path, book, f'publisher = "{publisher}"\n')
        assert value in chosen.drafts["en"].text
        assert not chosen.lacks


def test_a_publisher_that_repeats_what_was_revised_since_disagrees_with_nobody(tmp_path: Path, book: Ledger) -> None:
    keep(book, "9.6")
    keep(book, "9.6", MIIT, "January 20, 2022")
    keep(book, "9.5", NBS, "February 28, 2022")
    assert "9.5%" in told(tmp_path, book).drafts["en"].text


def test_what_was_withdrawn_is_not_told(tmp_path: Path, book: Ledger) -> None:
    book.withdraw(keep(book, "9.6"), reason="a slip of the press", who="Li")
    with pytest.raises(TallystickError, match=r"withdrawn by Li on .* \(a slip of the press\)"):
        told(tmp_path, book)
    keep(book, "9.5", day="February 28, 2022")
    assert "9.5%" in told(tmp_path, book).drafts["en"].text


def test_a_whole_without_a_name_in_both_languages_is_named(tmp_path: Path, book: Ledger) -> None:
    text = f"Report\n\n{NBS}\nJanuary 17, 2022\n\nIn 2021, exports of goods accounted for 18.6% of harbour turnover."
    book.keep(read_text(text, language="en", reader="fast"))
    keep(book, "9.6")
    path = tmp_path / "outline.toml"
    told(tmp_path, book, indicator="trade.exports")
    path.write_text(path.read_text().replace('["growth"]', '["share"]', 1))
    [lack] = draft(read_outline(path), book, sure=0).lacks
    assert "which has no name in" in lack.why
    assert "wholes.toml" in lack.advice


def test_an_indicator_without_values_and_a_period_to_come_are_named(tmp_path: Path, book: Ledger) -> None:
    with pytest.raises(TallystickError, match="the ledger is empty"):
        told(tmp_path, book)
    keep(book, "9.6")
    lacks = told(tmp_path, book, indicator="output.containers").lacks
    assert "no sure value of output.containers.growth for 2021" in lacks[0].why
    path = tmp_path / "outline.toml"
    for period, why in ((f"{date.today().year + 3}", "is still to come"), ("1999", "of CN it holds 2021")):
        path.write_text(path.read_text().replace('period = "2021"', f'period = "{period}"'))
        with pytest.raises(TallystickError, match=why):
            draft(read_outline(path), book, sure=0)
        path.write_text(path.read_text().replace(f'period = "{period}"', 'period = "2021"'))


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xff\xfe", "not written in UTF-8"),
        (b"# " + b"x" * 1_000_001, "larger than"),
        ((HEAD + '[[section.item]]\nindicator = "gdp"\n' * 1_000).encode(), "a briefing has 1000 at most"),
        ((HEAD + '[[section.item]]\nen = "a\\u0000b"\nzh = "甲"\n').encode(), r"U\+0000"),
        ((HEAD + '[[section.item]]\nen = "a"\nzh = "甲\\u202e"\n').encode(), r"U\+202E"),
        (('area = "CX-Y"\n' + HEAD).encode(), "no area CX-Y"),
        (('colour = "red"\n' + HEAD).encode(), "unknown field"),
    ],
)  # fmt: skip
def test_an_outline_that_cannot_be_followed_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    path = tmp_path / "outline.toml"
    path.write_bytes(content)
    with pytest.raises(TallystickError, match=why):
        read_outline(path)


def test_a_group_that_is_not_there_is_refused(tmp_path: Path, book: Ledger) -> None:
    path = tmp_path / "outline.toml"
    path.write_text('title = { en = "A", zh = "甲" }\nperiod = "2021"\n[[section]]\ngroup = "structur"\n')
    with pytest.raises(TallystickError, match="do you mean structure"):
        draft(read_outline(path), book)


def failure(*fields: str) -> Failure:
    return Failure(language="en", sentence="", figure="", why="", fields=fields)


def test_edited_texts_that_stand_alone_or_are_of_another_outline_are_told() -> None:
    written = {"en": [fact("industry.value_added", "growth", "9.6"), fact("industry.profits", "growth", "34.3")]}
    assert list(unlike_outline([], written)) == ["not compared with the Chinese text: give both files with --prove"]
    assert "another period than the outline: 2 of 2" in list(unlike_outline([failure("period")] * 2, written))[1]
    with pytest.raises(TallystickError, match="none of the 2 figures"):
        list(unlike_outline([failure("gone")] * 2, written))
    assert len(list(unlike_outline([], {**written, "zh": written["en"]}))) == 0


def test_two_texts_of_one_language_are_refused(tmp_path: Path, book: Ledger) -> None:
    keep(book, "9.6")
    drafts = told(tmp_path, book)
    path = tmp_path / "briefing.en.txt"
    path.write_text(drafts.drafts["en"].text)
    with pytest.raises(TallystickError, match="give one English and one Chinese text"):
        edited_texts([path, path], drafts, lambda: pytest.fail("no notes"), date(2022, 3, 1))
