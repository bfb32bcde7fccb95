"""Where and when a release speaks from: its own area, and the best known day of its publication."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache, lru_cache

from tallystick.knowledge.areas import areas, find_area
from tallystick.model import Release

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
HEAD = 6000
"""Characters of the text in which areas are counted."""

MOST = 0.6
"""Part of all mentions that one country must have to be the release's own."""


def home_area(release: Release) -> str:
    """The area its title, name or publisher tells; else the country its text mostly names; empty when none.

    A Chinese release that names no area reports on China.
    """
    language = "zh" if release.language == "zh" else "en"
    for words in (release.title, release.publisher, re.sub(r"[-_]", " ", release.name)):
        for tongue in (language, "en"):
            if words and (found := _named_by(words, tongue)):
                return found
    if language == "zh":
        return "CN"
    return _mostly_named(release.text[:HEAD])


def publication(release: Release, *, today: str) -> tuple[str, str]:
    """The day to order a release by, and what tells it: released, event, year or kept.

    A year in the title or name of a release that tells no day counts as its end: nobody is then said to have
    known a figure before it was out.
    """
    if release.released:
        return release.released.isoformat(), "released"
    if release.event:
        return release.event.isoformat(), "event"
    year = _YEAR.search(f"{release.title} {release.name}")
    if year and f"{year[0]}-12-31" < today:
        return f"{year[0]}-12-31", "year"
    return today, "kept"


@lru_cache(maxsize=1024)
def _named_by(words: str, language: str) -> str:
    return find_area(words, language)


def _mostly_named(text: str) -> str:
    pattern, codes = _countries()
    counted = Counter(codes[name] for name in pattern.findall(text))
    if not counted:
        return ""
    total = counted.total()
    code, most = counted.most_common(1)[0]
    return code if most >= MOST * total else ""


@cache
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    codes = {name: code for code, names in areas().items() if "-" not in code for name in names["en"]}
    by_letter: dict[str, list[str]] = defaultdict(list)
    for name in sorted(codes, key=len, reverse=True):  # the longest name is tried first
        by_letter[name[0]].append(re.escape(name[1:]))
    # By first letters a word that begins no name is passed over ten times as fast.
    either = "|".join(f"{re.escape(letter)}(?:{'|'.join(rest)})" for letter, rest in by_letter.items())
    return re.compile(rf"\b(?:{either})\b"), codes
