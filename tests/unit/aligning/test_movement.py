"""The examples that stand beside the words of movement."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tallystick.aligning.movement import movement
from tallystick.knowledge.loader import load_topics

KNOWN = load_topics("translating")["movement"]


def told(rows: str) -> Iterator[tuple[str, str]]:
    return ((text, example["says"]) for example in KNOWN[rows] for text in example["texts"])


@pytest.mark.parametrize(("text", "says"), [*told("examples"), *told("counterexamples")])
def test_what_the_words_say(text: str, says: str) -> None:
    before, _, rest = text.partition("⟨")
    figure, _, behind = rest.partition("⟩")
    assert movement(before, behind, figure) == says
