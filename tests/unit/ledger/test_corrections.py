"""Which values a text tells as replaced, by the examples beside the words; which releases say that they correct."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tallystick.knowledge import load_topics
from tallystick.ledger.corrections import is_replaced, replaced, says_it_corrects

KNOWN = load_topics("identity")["corrections"]
NUMBER = re.compile(r"\d[\d.]*(?:%| per cent| million|万台)?")


@pytest.mark.parametrize("case", [*KNOWN["examples"], *KNOWN["counterexamples"]], ids=lambda case: case["text"])
def test_only_the_value_replaced_is_taken_for_one(case: dict[str, Any]) -> None:
    found = [m[0] for m in NUMBER.finditer(case["text"]) if is_replaced(case["text"], *m.span())]
    assert found == ([case["replaced"]] if "replaced" in case else [])


def test_a_value_is_replaced_only_beside_the_one_that_replaces_it() -> None:
    text = "Growth was revised from 1.2% to 1.4%."
    old, new = (text.index(v) for v in ("1.2", "1.4"))
    assert replaced(text, [(1, "2022-12-31", old, old + 4), (1, "2022-12-31", new, new + 4)]) == [0]
    assert replaced(text, [(1, "2021-12-31", old, old + 4), (1, "2022-12-31", new, new + 4)]) == []
    assert replaced(text, [(None, None, old, old + 4), (None, None, new, new + 4)]) == []


@pytest.mark.parametrize(
    ("title", "text", "corrects"),
    [
        ("Correction to trade in goods, May", "", True),
        ("关于五月数据的更正", "", True),
        ("Trade in goods, May", "This release has been corrected: exports were 4.1.", True),
        ("Trade in goods, May", "The market saw a correction of prices.", False),
        ("A correct reading of trade", "", False),
    ],
)
def test_releases_that_correct_say_so(title: str, text: str, corrects: bool) -> None:
    assert says_it_corrects(title, text) is corrects
