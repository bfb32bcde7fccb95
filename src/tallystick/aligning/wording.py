"""Words that tell multiples, additions and plans, in either language."""

from __future__ import annotations

import re
from functools import cache

from tallystick.knowledge.loader import load_topics

_VERB = 8  # characters before a figure that its verb fills


def in_multiples(text: str) -> bool:
    """Whether a figure says how many times.

    >>> in_multiples("增长两倍"), in_multiples("more than doubled"), in_multiples("200%")
    (True, True, False)
    """
    return bool(_pattern("multiples").search(text))


def says_added(subject: str) -> bool:
    """Whether a subject counts what was added: 新增就业, new jobs."""
    return bool(_pattern("added").search(subject))


def turns(before: str) -> bool:
    """Whether the words just before a figure speak of a change: 扩招, raising."""
    return bool(_pattern("turning", stems=True).search(before[-_VERB:]))


def narrows(before: str) -> bool:
    """Whether the words before a figure tell of a gap or a decline that closed, which has no sign of its own."""
    return bool(_pattern("narrowing", stems=True).search(before))


def says_aimed(sentence: str) -> bool:
    """Whether a sentence says of itself that it tells a plan."""
    return bool(_pattern("aimed", stems=True).search(sentence))


def may_lie_ahead(sentence: str) -> bool:
    """Whether a sentence may be meant as one."""
    return says_aimed(sentence) or bool(_pattern("ahead", stems=True).search(sentence))


@cache
def _pattern(topic: str, *, stems: bool = False) -> re.Pattern[str]:
    told = load_topics("translating")["wording"][topic]
    apart = "".join(rf"(?<!{re.escape(word)})" for word in told.get("not_behind", ()))
    not_before = "".join(rf"(?!{re.escape(sign)})" for sign in told.get("not_before", ()))
    english = "|".join(map(re.escape, told["en"]))
    chinese = "|".join(map(re.escape, told["zh"]))
    return re.compile(rf"\b{apart}(?:{english}){'' if stems else chr(92) + 'b'}{not_before}|{chinese}", re.IGNORECASE)
