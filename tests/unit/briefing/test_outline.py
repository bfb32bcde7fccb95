"""An outline names what is wrong in it, and what to do."""

from pathlib import Path

import pytest

from tallystick.briefing import five_groups, read_outline
from tallystick.briefing.outline import bare_digits, outline_text
from tallystick.model import TallystickError

HEAD = 'title = { en = "Output", zh = "产量" }\nperiod = "2021"\n[[section]]\nheading = { en = "A", zh = "甲" }\n'


def test_the_outline_that_ships_is_the_one_that_is_written_to_edit(tmp_path: Path) -> None:
    path = tmp_path / "outline.toml"
    path.write_text(outline_text("2021"))
    assert read_outline(path) == five_groups("2021")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ('[[section.item]]\nindicator = "industry.valu_added"\n', "do you mean industry.value_added"),
        ('[[section.item]]\nindicator = "gdp"\nsay = ["growth", "beauty"]\n', "beauty cannot be told"),
        ('[[section.item]]\nen = "It grew by 9.6%."\nzh = "增长。"\n', "the digits 9.6 stand bare"),
        ('[[section.item]]\nen = "It grew."\nzh = "增长9.6%。"\n', "the digits 9.6 stand bare"),
        ('[[section.item]]\nen = "It grew by {gdp.growth 2021}."\n', "words in one language only"),
        ('[[section.item]]\nen = "{gpd.growth 2021}"\nzh = "{gdp.growth 2021}"\n', "no indicator gpd"),
        ('[[section.item]]\nen = "It fell because costs rose."\nzh = "下降。"\n', "the words give a cause .because."),
        ('[[section.item]]\nen = "It fell."\nzh = "由于成本上升而下降。"\n', "add `by"),
        ("[[section]]\n", "a group or a heading"),
        ("[[sections]]\n", "unknown field"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, more: str, told: str) -> None:
    path = tmp_path / "outline.toml"
    path.write_text(HEAD + more)
    with pytest.raises(TallystickError, match=told):
        read_outline(path)


def test_order_and_emphasis_say_what_comes_first_and_what_leads(tmp_path: Path) -> None:
    path = tmp_path / "outline.toml"
    items = '[[section.item]]\nindicator = "gdp"\nemphasis = true\n[[section.item]]\nindicator = "industry.profits"\n'
    path.write_text(f'lead = ["industry.revenue"]\n{HEAD}order = 1\n{items}order = -1\n')
    outline = read_outline(path)
    assert outline.leading() == ["industry.revenue", "gdp"]
    assert outline.emphasised() == {"gdp"}
    assert outline.section[0].item[1].order == -1


@pytest.mark.parametrize("words", ["5G and Shenzhou-12 in 2021", "2021年2月28日，5G", "{gdp.growth 2021-Q3}", "3D打印"])
def test_names_years_days_and_references_are_no_bare_digits(words: str) -> None:
    assert not bare_digits(words)
