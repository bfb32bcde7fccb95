"""The catalogue of sentences: each in every language, with the same gaps, and none that is said is missing."""

from __future__ import annotations

import ast
from pathlib import Path
from string import Formatter

import pytest

import tallystick
from tallystick.knowledge import load_topics
from tallystick.knowledge.wording import LANGUAGES

SENTENCES = {key: told for content in load_topics("wording").values() for key, told in content.items()}
SOURCES = sorted(Path(tallystick.__file__).parent.rglob("*.py"))


def said_in(source: Path) -> set[str]:
    """The keys that a module says by name: `Message("key", …)`."""
    written = source.read_text("utf-8")
    if "Message(" not in written:
        return set()
    calls = (node for node in ast.walk(ast.parse(written)) if isinstance(node, ast.Call))
    named = (call.args[0] for call in calls if getattr(call.func, "id", "") == "Message" and call.args)
    return {str(key.value) for key in named if isinstance(key, ast.Constant)}


def gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name}


@pytest.mark.parametrize("key", sorted(SENTENCES))
def test_every_sentence_is_told_in_every_language_with_the_same_gaps(key: str) -> None:
    told = SENTENCES[key]
    assert set(LANGUAGES) <= set(told) <= {*LANGUAGES, "one"}  # a unit may have a form for one of it
    assert len({frozenset(gaps(words)) for words in told.values()}) == 1


def test_keys_belong_to_one_topic() -> None:
    every = [key for topic, content in load_topics("wording").items() for key in content if topic != "units"]
    assert len(every) == len(set(every))


def test_every_message_that_is_said_is_in_the_catalogue() -> None:
    said = {key for source in SOURCES for key in said_in(source)}
    assert said
    assert not said - SENTENCES.keys()
