"""Whether the words around a figure say how far something moved, where it stands, or by how much it moved."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tallystick.knowledge.loader import load_topics

_HAN = re.compile(r"[\u4e00-\u9fff]")


class _Words(NamedTuple):
    """One language's patterns; each ends where the figure begins, but `behind`, which begins where it ends."""

    moved_to: re.Pattern[str]
    neither: re.Pattern[str]
    to: re.Pattern[str]
    at: re.Pattern[str]
    by: re.Pattern[str]
    verb: re.Pattern[str]
    rate: re.Pattern[str]
    behind: re.Pattern[str]


def movement(before: str, behind: str, figure: str = "") -> str:
    """`to`, `at` or `by`; empty where the words tell neither. `before` and `behind` stay within the sentence.

    >>> movement("the share rose to about ", " of the total"), movement("比重上升了", "，"), movement("约", "的企业")
    ('to', 'by', '')
    """
    chinese = bool(_HAN.search(before[-8:] + figure + behind[:4]))
    words = _words("zh" if chinese else "en")
    if words.moved_to.search(before):
        return "to"
    if words.neither.search(before):
        return ""
    if words.to.search(before):
        return "to" if words.verb.search(before) else "at"
    if words.by.search(before) or words.behind.match(behind):
        return "by"
    if words.at.search(before):
        return "" if words.rate.search(before) else "at"
    return ""


@cache
def _words(language: str) -> _Words:
    told = load_topics("translating")["movement"][language]
    joined = {name: "|".join(map(re.escape, sorted(words, key=len, reverse=True))) for name, words in told.items()}
    about, verbs = joined["about"], joined["verbs"]
    if language == "zh":
        end = rf"(?:{about})?\Z"
        return _Words(
            moved_to=re.compile(rf"(?:{verbs}|调整)(?:{joined['to']}|为){end}"),
            neither=re.compile(rf"(?:{joined['neither']}){end}"),
            to=re.compile(rf"(?<!达)(?:{joined['to']}){end}"),
            at=re.compile(rf"(?:{joined['at']}){end}"),
            by=re.compile(rf"(?:{verbs})(?:{joined['by']}|达到?)?{end}"),
            verb=re.compile(rf"(?:{verbs})[^，,]{{0,12}}\Z"),
            rate=re.compile(rf"(?:{joined['rates']})[^，,]{{0,6}}\Z"),
            behind=re.compile(r"(?!)"),
        )
    end = rf"(?: (?:{about}))?[ $€£¥]*\Z"
    return _Words(
        moved_to=re.compile(rf"\b(?:{verbs}) to{end}", re.IGNORECASE),
        neither=re.compile(rf"\b(?:{joined['neither']}){end}", re.IGNORECASE),
        to=re.compile(rf"\b(?:{joined['to']}){end}", re.IGNORECASE),
        at=re.compile(rf"\b(?:{joined['at']}){end}", re.IGNORECASE),
        by=re.compile(rf"\b(?:{joined['by']}|{verbs}){end}", re.IGNORECASE),
        verb=re.compile(rf"\b(?:{verbs})\b[^,;:]{{0,60}}\Z", re.IGNORECASE),
        rate=re.compile(rf"\b(?:{joined['rates']})\b[^,;:]{{0,30}}\Z", re.IGNORECASE),
        behind=re.compile(rf" (?:year-on-year |annual |net )?(?:{joined['behind']})\b", re.IGNORECASE),
    )
