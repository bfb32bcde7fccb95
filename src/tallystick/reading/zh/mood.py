"""Whether a text that names no time tells what was done or sets what is to do, and whether it leans on its release."""

from __future__ import annotations

import re
from functools import cache

from tallystick.reading.printed.zh.vocabulary import phrases, trie

_CLAUSES = re.compile(r"[，。；：\n]")
_SENTENCES = re.compile(r"[。；\n]")
_MOST = 2000  # clauses looked at
_NUMBER = re.compile(r"(?<![\d.])(?!(?:19|20)\d\d年)\d+(?:\.\d+)?")
_COUNTED = re.compile(r"\d+(?:\.\d+)?(?![\d.]|\s?[年月日—–－~-])")
_BOUNDED = re.compile(r"\d[^，。、；\d]{0,5}(?:以上|左右|以内)")
_TIMED = re.compile(
    r"(?<![到至])(?:19|20)\d\d年|[去今明上]年|\d{1,2}月|[一二三四前]季度|上半年|一年来|过去一年|截至|\d日"
)
_EXACT = 3  # digits that count: aims are round, 2000户; what was counted is not: 2048户
_FEW = 4  # numbers: so few that are exact by chance tell little
_UNTIMED = 0.34  # part of the sentences with numbers that may name a time in a text that leans on its release


@cache
def _deeds() -> re.Pattern[str]:
    verbs = phrases()["subjects.urging"] | phrases()["subjects.doing"] | phrases()["status.serving"]
    return re.compile(
        rf"\s*(?:\d{{1,2}}[.．、])?(?:继续|持续|进一步|大力|扎实|深入|要|将|为)?(?:{trie(verbs)})|为[^，]{{2,}}提供"
    )


@cache
def _told() -> re.Pattern[str]:
    return re.compile(trie(phrases()["status.told"]))


@cache
def _aimed() -> re.Pattern[str]:
    return re.compile(rf"{trie(phrases()['status.tasked'])}|^\s*要")


def sets_tasks(text: str) -> bool:
    """Whether a text of deeds without a time sets them as tasks.

    Tasks open their clauses with verbs of deeds, in round numbers with bounds; reviews count exactly and say what is
    done. The weights part the paragraphs of two dozen provinces' reports.

    >>> sets_tasks("实施旧城改造20处，新建绿道30公里，增设课桌500张。"), sets_tasks("新建绿道31.6公里，同比增长5.2%。")
    (True, False)
    """
    clauses = [clause for clause in _CLAUSES.split(text, _MOST)[:_MOST] if clause.strip()]
    numbers = _NUMBER.findall(text)
    if not clauses:
        return False
    exact = sum("." in n or len(n.strip("0")) >= _EXACT for n in numbers) / (len(numbers) + _FEW)
    bounded = _part(len(_BOUNDED.findall(text)), numbers)
    urged = _part(sum(bool(_deeds().match(clause)) for clause in clauses), clauses)
    told = _part(sum(bool(_told().search(clause)) for clause in clauses), clauses)
    aimed = _part(sum(bool(_aimed().search(clause)) for clause in clauses), clauses)
    return 7 * urged + 9 * bounded + 6 * aimed > 1.9 + 8 * exact + 7 * told


def _part(count: int, of: list[str]) -> float:
    return count / max(1, len(of))


def leans_on_release(text: str, *, strictly: bool = False) -> bool:
    """Whether hardly any sentence with numbers names a time (`strictly`: none): when it was is told by the release.

    >>> leans_on_release("新增技能人才5.3万人。建成高标准农田120万亩。"), leans_on_release("3月5日，全市新增企业45家。")
    (True, False)
    """
    told = [_names_its_time(part) for part in _SENTENCES.split(text, _MOST)[:_MOST] if _NUMBER.search(part)]
    return bool(told) and not told[0] and sum(told) <= (0 if strictly else _UNTIMED) * len(told)


def _names_its_time(sentence: str) -> bool:
    """Whether a time stands before the first number of a sentence: one in passing behind it is not the sentence's."""
    time, number = _TIMED.search(sentence), _COUNTED.search(sentence)
    return time is not None and (number is None or time.start() <= number.start())
