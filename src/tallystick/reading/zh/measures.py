"""From the words before a number to its measure: which kind of figure, with which sign, of what whole."""

from __future__ import annotations

import re

from tallystick.reading.printed.zh.lexer import Token, kinds
from tallystick.reading.printed.zh.quantities import Quantity
from tallystick.reading.printed.zh.vocabulary import phrases
from tallystick.reading.zh.clauses import Left, words
from tallystick.reading.zh.rates import rate, share
from tallystick.reading.zh.relations import (
    Meaning,
    betters_by_falling,
    cut,
    direction,
    gap,
    left_text,
    sign_of,
    without_rate,
)

__all__ = ["Meaning", "left_text", "meaning"]

_ADVERB = 2  # characters: 要再减少…
_RATES = frozenset(("%", "‰", "times"))
# Verbs that better things without changing how many there are: 提升300个驿站.
_STEPS = ("等级", "位次", "名次", "档")
_BETTERING = frozenset(("提升", "改善", "提速", "扩大", "拓宽"))
_STOCKS = ("存款", "余额", "储蓄")
_MONEYS = frozenset(("CNY", "USD"))
_RELIEF = re.compile(r"减税|降费|减费|减轻[^，]{0,14}负担|降低[^，]{0,14}(?:成本|负担)")
_POINTS = frozenset(("pp", "bp", "point"))
# Where a place is said without a verb of its own: 是…第一, 升至全国第三, …全国第二.
_PLACE = re.compile(
    r"是|(?:上升|跃升|提升|升)[至到]|位[居于列]|(?<!成)为|中国第"
    r"|在?(?:全[国球省市区疆]|世界|亚洲|历史|东北|同类|国内|西部|中部|东部)[^，]{0,8}$"
)


def meaning(figure: Quantity, left: Left, behind: str, falling: bool) -> Meaning:
    """Decide by unit first, then by the nearest telling word.

    `behind` is the text after the number up to the next mark; `falling` tells that the rate spoken of is a decline.
    """
    if figure.kind == "rank":
        return _rank(left)
    if figure.kind == "row":
        return Meaning("streak", "streak", left.content)
    if figure.unit == "point" and left.marker("index") >= 0 and not direction(left):
        return Meaning("index", "index", left.content)
    if figure.unit in _POINTS:
        return _points(left, falling)
    if figure.unit in _RATES:
        return rate(figure, left, behind)
    return _amount(figure, left, behind)


def _rank(left: Left) -> Meaning:
    """`X居全国第二`: before the verb of place the subject, after it the field."""
    index = _of_place(left.content)
    if index >= 0:
        subject, base = cut(left, index)
        return Meaning("rank", "rank", subject, base=base, witness=left.content[index])
    whole = words(left.content)
    found = _PLACE.search(whole)
    if found is None:
        return Meaning("rank", "rank", left.content)
    name = whole[: found.start()].rstrip("都均也还已")
    subject = [Token("text", left.content[0].start, left.content[-1].end, name)]
    return Meaning("rank", "rank", subject, base=whole[found.start() :].strip("是为中的"))


def _of_place(content: list[Token]) -> int:
    """Where the words of place before an ordinal begin (稳居, 排名保持), -1 for nowhere.

    Characters of other words stand before them (客运专列数居); behind the verb 排名 is a noun (居同类城市排名第三).
    """
    places = [n for n, piece in enumerate(content) if piece.kind == "word" and "place" in kinds(piece.text)]
    verbs = [n for n in places if content[n].text != "排名"] or places
    index = verbs[-1] if verbs else -1
    while index - 1 in places:
        index -= 1
    return index


def _points(left: Left, falling: bool) -> Meaning:
    """Percentage points: of a contribution, of a difference from something else, of a change."""
    verb = direction(left)
    pulled = left.marker("contribution")
    if pulled >= 0 and left.content[pulled].text != "贡献率":
        subject, base = cut(left, pulled)
        word = left.content[pulled]
        sign = -1 if "pulled_down" in kinds(word.text) else sign_of(verb, False)
        return Meaning("contribution", "拉动", subject, sign, base, witness=word)
    pulling = left.has("contribution")
    if pulling and left.content:
        sign = -1 if "pulled_down" in kinds(pulling.text) else 1
        return Meaning("contribution", "拉动", left.content, sign, witness=pulling)
    beside = gap(left, verb)
    if beside:
        return beside
    index = left.marker("share")
    phrase = share(left, index).phrase if index >= 0 else ""
    opener = max(left.marker("up"), left.marker("down")) if verb is None else -1
    if 0 <= opener < len(left.content) - 1:  # 下调准备金率0.5个百分点
        word = left.content[opener]
        return Meaning("change", "V…points", left.content[opener + 1 :], sign_of(word, False), witness=word)
    if verb is None and left.content and left.content[-1].text.endswith(tuple(phrases()["subjects.cuts"])):
        return Meaning("change", "cut", left.content, -1)
    sign = -1 if betters_by_falling(left, verb) else sign_of(verb, falling or left.marker("rate_down") >= 0)
    return Meaning("change", "points", without_rate(left.content), sign, phrase=phrase, witness=verb)


def _is_object(left: Left, behind: str) -> bool:
    """Whether the things counted are what a verb is done to: 提升300个驿站, but not 质量提升2个等级."""
    return (bool(behind.strip()) and not behind.startswith(_STEPS)) or not words(left.content)


def _changed(left: Left, verbs: frozenset[str]) -> Meaning | None:
    """`全市减免税费12亿元`: the verb stands before what is changed."""
    content = left.content
    for index, word in enumerate(content[:-1]):
        if word.kind == "word" and word.text in verbs:
            actor = content[:index] if len(words(content[:index])) > _ADVERB else []
            named = [*actor, *content[index + 1 :]]
            return Meaning("change", "V…amount", named, sign_of(word, False), witness=word)
    return None


def _amount(figure: Quantity, left: Left, behind: str) -> Meaning:
    """Money, things and physical amounts: a change after a verb of direction, else a level."""
    verb = direction(left)
    beside = gap(left, verb)
    if beside:
        return beside
    if verb is not None and not (verb.text in _BETTERING and figure.unit == "1" and _is_object(left, behind)):
        return Meaning("change", "amount with direction", left.content, sign_of(verb, False), witness=verb)
    verbs = phrases()["subjects.changing"]
    if figure.unit in _MONEYS:
        verbs |= phrases()["subjects.changing_money"]
    changed = _changed(left, verbs) if verb is None and not behind.strip() else None
    if changed:
        return changed
    relief = _RELIEF.search(left_text(left)) if figure.unit in _MONEYS else None
    if relief:
        return Meaning("change", "relief", left.content, -1)
    last = left.content[-1] if left.content else None
    if last and last.kind == "word" and "new" in kinds(last.text):
        if last.text == "新增" and not words(left.content[:-1]) and not behind.strip():
            return Meaning("change", "新增", [], witness=last)
        if last.text == "新增" and words(left.content[:-1]).endswith(_STOCKS):
            return Meaning("change", "新增", left.content[:-1], witness=last)
        if last.text in ("增量", "增加额"):
            return Meaning("change", "增量", left.content, witness=last)
    return Meaning("level", "amount", left.content)
