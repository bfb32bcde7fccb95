"""Whether a text that names no time tells what was done or sets what is to do."""

from __future__ import annotations

import re
from functools import cache

from tallystick.reading.printed.zh.vocabulary import phrases, trie

_CLAUSES = re.compile(r"[，。；：\n]")
_MOST = 2000  # clauses looked at
_URGED = (
    0.4  # part of the clauses that open with a verb of deeds in texts of plans: .4 to .7, of reviews mostly below .3
)
_TOLD = 4  # a plan urges at least so many times as often as it tells


@cache
def _deeds() -> re.Pattern[str]:
    verbs = phrases()["subjects.urging"] | phrases()["subjects.doing"]
    return re.compile(
        rf"\s*(?:\d{{1,2}}[.．、])?(?:继续|持续|进一步|大力|扎实|深入|要|将|为)?(?:{trie(verbs)})|为[^，]{{2,}}提供"
    )


@cache
def _told() -> re.Pattern[str]:
    return re.compile(trie(phrases()["status.told"]))


def sets_tasks(text: str) -> bool:
    """Whether most clauses open with deeds and hardly any says that they are done.

    >>> sets_tasks("实施旧城改造20处，新建绿道30公里，增设课桌500张。"), sets_tasks("新建绿道30公里，同比增长5%。")
    (True, False)
    """
    clauses = [clause for clause in _CLAUSES.split(text, _MOST)[:_MOST] if clause.strip()]
    urged = sum(bool(_deeds().match(clause)) for clause in clauses)
    told = sum(bool(_told().search(clause)) for clause in clauses)
    return urged >= _URGED * len(clauses) and urged > _TOLD * told
