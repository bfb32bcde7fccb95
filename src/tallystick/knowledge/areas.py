"""Areas: codes, names in English and Chinese, and the area that words name.

Codes are ISO 3166 (`CN`, `CN-GD`, `GB`), with `EU`, `EA`, `ASEAN` and `W0` (the world) beside them.
"""

from __future__ import annotations

import re
from functools import cache

from tallystick.knowledge.loader import load_topics

_PARTNER_EN = re.compile(r"(?:to|from|with|between|against)(?: the| other)?\s*$", re.IGNORECASE)
_PARTNER_ZH = ("对", "与", "自", "向", "从", "和", "及", "、")
_GONE = "\0"
_KIND_OF_AREA = re.compile(f"{_GONE}(?:省|市|全省|全市|自治区)?")
_BEFORE = 16
"""Characters looked at before a name to see whether it names a partner."""


@cache
def areas() -> dict[str, dict[str, tuple[str, ...]]]:
    """Code → language → names, the first the one to print."""
    return {
        code: {tongue: tuple(one.strip() for one in entry[tongue].split("|")) for tongue in ("en", "zh")}
        for content in load_topics("areas").values()
        for code, entry in content.items()
    }


@cache
def countries() -> frozenset[str]:
    """Codes of countries and customs territories, and not of groups or parts of them.

    >>> "CN" in countries(), "EU" in countries(), "CN-GD" in countries()
    (True, False, False)
    """
    return frozenset(load_topics("areas")["countries"])


def area_name(code: str, language: str) -> str:
    """The name of an area; the code itself where it is unknown.

    >>> area_name("CN-GD", "zh"), area_name("GB", "en")
    ('广东', 'the United Kingdom')
    """
    entry = areas().get(code)
    return entry["zh" if language == "zh" else "en"][0] if entry else code


def find_area(text: str, language: str) -> str:
    """The code of the one area a text is about; empty where it names none, or several.

    An area that is only the other side (`exports to Japan`, `对日本出口`) does not count.

    >>> find_area("UK manufacturing output", "en"), find_area("China's exports to Japan", "en")
    ('GB', 'CN')
    >>> find_area("广东省地区生产总值", "zh"), find_area("output of China and India", "en")
    ('CN-GD', '')
    """
    pattern, codes = _finder("zh" if language == "zh" else "en")
    found = {codes[match.group()] for match in pattern.finditer(text) if not _is_partner(text, match.start(), language)}
    return found.pop() if len(found) == 1 else ""


def without_area(text: str, language: str, code: str) -> str:
    """The text without the words for an area.

    >>> without_area("UK manufacturing output", "en", "GB")
    ' manufacturing output'
    """
    pattern, codes = _finder("zh" if language == "zh" else "en")
    text = pattern.sub(lambda match: _GONE if codes[match.group()] == code else match.group(), text)
    return _KIND_OF_AREA.sub("", text)


def _is_partner(text: str, start: int, language: str) -> bool:
    if language == "zh":
        return text[:start].endswith(_PARTNER_ZH)
    return _PARTNER_EN.search(text[max(0, start - _BEFORE) : start]) is not None


@cache
def _finder(language: str) -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern of all names, longest first, and the code of each name."""
    codes = {name: code for code, names in areas().items() for name in names[language]}
    names = "|".join(re.escape(name) for name in sorted(codes, key=len, reverse=True))
    return re.compile(names if language == "zh" else rf"(?<!\w)(?:{names})(?!\w)"), codes
