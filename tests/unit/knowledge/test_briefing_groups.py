"""The file of groups: the one that ships names what the catalogue knows; a wrong one is refused with advice."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.knowledge.briefing_groups import briefing_groups, shipped_text
from tallystick.knowledge.indicators import catalogue
from tallystick.model import KnowledgeError


def test_the_groups_that_ship_are_five_of_the_catalogue() -> None:
    groups = briefing_groups()
    assert len(groups.group) == 5
    known = {indicator.group for indicator in catalogue().values()}
    assert {name for group in groups.group for name in group.rest} <= known
    assert set(groups.headline) <= {name for group in groups.group for name in group.indicators}


def test_a_copy_is_read_like_the_original(tmp_path: Path) -> None:
    copy = tmp_path / "mine.toml"
    copy.write_text(shipped_text(), encoding="utf-8")
    assert briefing_groups(copy) == briefing_groups()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('headline = ["industry.value_aded"]', "industry.value_added"),
        ("headline = 3", "Expected `array`"),
        ("headline = [", "no file of groups"),
        ('[[group]]\nname = "a"\nen = "A"\nzh = "甲"\ncolour = "red"', "colour"),
        ('[[group]]\nname = "a"\nen = "A"\nzh = "甲"\n[[group]]\nname = "a"\nen = "B"\nzh = "乙"', "two groups"),
        ("\udcff", "no file of groups"),
        (None, "cannot read"),
    ],
)
def test_a_wrong_file_is_refused_with_what_is_wrong(tmp_path: Path, text: str | None, told: str) -> None:
    path = tmp_path / "groups.toml"
    if text is not None:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(KnowledgeError, match=told):
        briefing_groups(path)
