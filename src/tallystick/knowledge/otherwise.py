"""Words right before or behind a figure that tell it otherwise than it was written: `printing/otherwise.toml`.

A reader may pass over such words, or take them for another thing; in a text that was written from figures they are a
fault of whoever edited it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import msgspec

from tallystick.knowledge.loader import load_topics
from tallystick.model import KnowledgeError

AROUND = 60
"""Letters before and behind a figure that are looked at."""


class Examples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words with a figure between bars, in both languages."""

    en: str
    zh: str


class Otherwise(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What words before or behind a figure tell of it: the field that is then wrong, and that in words.

    Without `measures` it is said of any; `up`, `bound` and `yearly` narrow it to figures of one sign, that are bounds
    or none, and that are held against the year before.
    """

    field: str
    en: str
    zh: str
    measures: tuple[str, ...] = ()
    before_en: str = ""
    before_zh: str = ""
    after_en: str = ""
    after_zh: str = ""
    up: bool | None = None
    bound: bool | None = None
    yearly: bool = False
    fails: Examples
    holds: Examples

    def found(self, before: str, after: str, language: str) -> str:
        """The words that tell it so; empty where there are none."""
        patterns = (self.before_zh, self.after_zh) if language == "zh" else (self.before_en, self.after_en)
        for pattern, words in zip(patterns, (before, after), strict=True):
            if pattern and (match := _compiled(pattern).search(words)):
                return match[0].strip()
        return ""


@cache
def otherwise() -> tuple[Otherwise, ...]:
    """All of them; KnowledgeError where the file is broken."""
    try:
        return tuple(msgspec.convert(load_topics("printing")["otherwise"]["words"], list[Otherwise]))
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"broken words in printing/otherwise.toml: {error}", "mend it") from None


def applying(measure: str, *, up: bool, bound: bool, yearly: bool) -> Iterator[Otherwise]:
    """Those that are a fault of a figure of a measure."""
    for one in otherwise():
        fits = not one.measures or measure in one.measures
        if fits and one.up in (None, up) and one.bound in (None, bound) and (yearly or not one.yearly):
            yield one


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
