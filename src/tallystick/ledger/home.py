"""The area a release speaks of where its figures name none."""

from __future__ import annotations

import re
from collections import Counter

from tallystick.knowledge.areas import areas, find_area
from tallystick.model import Release

HEAD = 6000
"""Characters of the text in which areas are counted."""

MOST = 0.6
"""Part of all mentions that one country must have to be the release's own."""


def home_area(release: Release) -> str:
    """The area its title, name or publisher tells; else the country its text mostly names; empty when none.

    A Chinese release that names no area reports on China.
    """
    language = "zh" if release.language == "zh" else "en"
    for words in (release.title, release.publisher, release.place, re.sub(r"[-_]", " ", release.name)):
        for tongue in (language, "en"):
            if words and (found := find_area(words, tongue)):
                return found
    if language == "zh":
        return "CN"
    return _mostly_named(release.text[:HEAD])


def _mostly_named(text: str) -> str:
    counted: Counter[str] = Counter()
    for code, names in areas().items():
        if "-" not in code:
            counted[code] = sum(text.count(name) for name in names["en"])
    total = counted.total()
    code, most = counted.most_common(1)[0]
    return code if total and most >= MOST * total else ""
