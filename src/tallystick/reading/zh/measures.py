"""From the words before a number to its measure: which kind of figure, with which sign, of what whole."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.reading.zh.clauses import Left, words
from tallystick.reading.zh.lexer import Token, kinds
from tallystick.reading.zh.quantities import Quantity

RATES = frozenset(("%", "‰"))
_FRACTIONS = ("fraction",)


@dataclass(slots=True)
class Meaning:
    """A measure with its sign, the words of the subject and of the base, and which rule found it."""

    measure: str
    rule: str
    subject: list[Token]
    sign: int = 1
    base: str = ""
    factor: int = 1
    phrase: str = ""  # the marker words to be said again of a later change: 占GDP的比重
    witness: Token | None = None


def meaning(figure: Quantity, left: Left, behind: str, falling: bool) -> Meaning:
    """Decide by unit first, then by the nearest telling word.

    `behind` is the text after the number up to the next mark; `falling` tells that the rate spoken of is a decline.
    """
    if figure.kind == "rank":
        return _rank(left)
    if figure.kind == "row":
        return Meaning("streak", "streak", left.content)
    if figure.unit in ("pp", "bp", "point") and not (figure.unit == "point" and left.marker("index") >= 0 and not _direction(left)):
        return _points(left, falling)
    if figure.unit in RATES or figure.unit == "times":
        return _rate(figure, left, behind, falling)
    return _amount(left, behind)


def _rank(left: Left) -> Meaning:
    """`X居全国第二`: before the verb of place the subject, after it the field."""
    for index, piece in enumerate(left.content):
        if piece.kind == "word" and "place" in kinds(piece.text):
            subject, base = _cut(left, index)
            return Meaning("rank", "rank", subject, base=base, witness=piece)
    whole = words(left.content)
    found = _PLACE.search(whole)
    if found is None:
        return Meaning("rank", "rank", left.content)
    subject = [Token("text", left.content[0].start, left.content[-1].end, whole[: found.start()].rstrip("都均也还已"))]
    return Meaning("rank", "rank", subject, base=whole[found.start() :].strip("是为中的"))


_PLACE = re.compile(r"是|(?:上升|跃升|提升|升)[至到]|位[居于列]|(?<!成)为|中国第|(?:[在]?(?:全[国球省市区疆]|世界|亚洲|历史|东北|同类|国内|西部|中部|东部)[^，]{0,8})$")


_HEIGHT = re.compile(r"水平|区间|高位|低位|增长|目标")
_YEARLY = re.compile(r"年均|年平均|平均每年|[两三四五]年平均|每年平均")
_GROWING = re.compile(r"的?(?:年均)?(?:经济)?(?:增长|增速|涨幅)(?!点|极|面)")
_AIMED = re.compile(r"的?(?:年度|预期|预定|既定)?(?:目标|任务)")
_RATE_AIMED = re.compile(r"(?:增长|增速|涨幅)(?:的)?(?:预期)?(?:目标)?$")


def _direction(left: Left) -> Token | None:
    """The verb of growth or decline that governs the number; none where 到 makes it a level."""
    for word in reversed(left.run):
        found = kinds(word.text)
        if "arrive" in found and not found & {"up", "down"}:
            if word.text in ("为", "达", "达到", "是", "达到了", "分别为", "分别达到", "实现", "完成", "保持在", "有"):
                continue
            return None
        if found & {"up", "down", "near_up", "near_down"}:
            return word
    return None


def _sign(verb: Token | None, falling: bool) -> int:
    if verb is None:
        return 1
    found = kinds(verb.text)
    if falling and found & {"narrow", "widen"}:
        return 1 if "narrow" in found else -1
    return -1 if found & {"down", "near_down"} else 1


def _cut(left: Left, index: int) -> tuple[list[Token], str]:
    """The subject before a marker, and the words after it."""
    return left.content[:index], "".join(piece.text for piece in left.content[index + 1 :]).strip().removeprefix("了").removesuffix("的")


def _points(left: Left, falling: bool) -> Meaning:
    verb = _direction(left)
    pulled = left.marker("contribution")
    if pulled >= 0 and left.content[pulled].text != "贡献率":
        subject, base = _cut(left, pulled)
        word = left.content[pulled]
        return Meaning("contribution", "拉动", subject, -1 if word.text == "拉低" else _sign(verb, False), base, witness=word)
    if left.has("contribution") and left.content:
        return Meaning("contribution", "拉动", left.content, witness=left.has("contribution"))
    gap = _gap(left, verb)
    if gap:
        return gap
    falling = falling or left.marker("rate_down") >= 0
    share = left.marker("share")
    phrase = _share(left, share).phrase if share >= 0 else ""
    return Meaning("change", "points", _without_rate(left), _sign(verb, falling), phrase=phrase, witness=verb)


def _gap(left: Left, verb: Token | None) -> Meaning | None:
    """`高于全国平均水平`, `比全国高`: a difference from something else at the same time."""
    index = left.marker("gap")
    if index >= 0 and index + 1 < len(left.content):
        word = left.content[index]
        subject, base = _cut(left, index)
        return Meaning("gap", "gap", _without_rate(Left(subject, [], [], [])), -1 if word.text in ("低于", "慢于", "少于", "低出") else 1, base, witness=word)
    if index >= 0 and left.bases:
        word = left.content[index]
        return Meaning("change", "gap with a date", left.content[:index], -1 if word.text[0] in "低慢少" else 1, witness=word)
    index = left.marker("than")
    if index >= 0 and left.content[index].text in ("比", "较") and verb is not None:
        subject, base = _cut(left, index)
        if base:
            return Meaning("gap", "than", _without_rate(Left(subject, [], [], [])), _sign(verb, False), base, witness=left.content[index])
    return None


def _without_rate(left: Left) -> list[Token]:
    """The content without a noun that only says that a rate of growth is meant (增速)."""
    content = left.content
    if content and content[-1].kind == "word" and kinds(content[-1].text) & {"rate_up", "rate_down"}:
        return content[:-1]
    return content


def _rate(figure: Quantity, left: Left, behind: str, falling: bool) -> Meaning:
    verb = _direction(left)
    if figure.kind == "double":
        return Meaning("growth", "翻番", left.content)
    if figure.kind == "ratio":
        return Meaning("multiple", "ratio", left.content)
    if figure.unit == "times":
        if verb is None:
            return Meaning("multiple", "倍", left.content)
        return Meaning("growth", "增长N倍", left.content, _sign(verb, False), factor=100, witness=verb)
    recovered = left.marker("recover")
    if recovered >= 0 and left.bases:
        return Meaning("index", "recovered", left.content[:recovered], base="", witness=left.content[recovered])
    share = left.marker("share")
    if verb is not None:
        gap = _gap(left, None) if left.marker("gap") >= 0 else None
        if gap:
            return gap
        measure = "average_growth" if _YEARLY.search(left_text(left)) else "growth"
        return Meaning(measure, "direction", _without_rate(left), _sign(verb, False), witness=verb)
    contribution = left.marker("contribution")
    if contribution >= 0 and not words(left.content).endswith("科技进步贡献率"):
        return _contribution(left, contribution)
    if share >= 0:
        return _share(left, share)
    if left.has("share"):
        return Meaning("share", "share", left.content, witness=left.has("share"))
    rate = left.marker("rate_down")
    if rate >= 0 or left.marker("rate_up") >= 0:
        average = bool(_YEARLY.search(left_text(left)))
        return Meaning("average_growth" if average else "growth", "rate noun", _without_rate(left), -1 if rate >= 0 else 1)
    gap = _gap(left, None)
    if gap:
        return gap
    if left.has("year_on_year") or left.has("period_on_period"):
        return Meaning("growth", "同比", left.content)
    index = left.marker("index")
    if index >= 0 and index == len(left.content) - 1:
        return Meaning("index", "index", left.content)
    if _GROWING.match(behind):
        return Meaning("growth", "N%的增长", left.content)
    if _AIMED.match(behind):
        return Meaning("level", "aim", left.content)
    if _RATE_AIMED.search(words(left.content)):
        return Meaning("growth", "aimed growth", left.content)
    if figure.kind == "number" and len(behind) > 1 and behind[0] not in "的（()）”" and not left.run:
        return Meaning("share", "N%X", left.content)
    if behind.startswith("的") and len(behind) > 1 and not left.has("arrive") and not _HEIGHT.search(behind):
        return Meaning("share", "N成的", left.content, base=behind[1:])
    if figure.kind in _FRACTIONS:
        for index, piece in enumerate(left.content):
            if piece.kind == "word" and "before.>" in kinds(piece.text):
                subject, base = _cut(left, index)
                return Meaning("share", "fraction", subject, base=base, witness=piece)
        return Meaning("share", "fraction", left.content)
    return Meaning("level", "rate", left.content)


def left_text(left: Left) -> str:
    """All words before the number."""
    return "".join(piece.text for piece in (*left.content, *left.run))


def _contribution(left: Left, index: int) -> Meaning:
    """`消费对经济增长的贡献率`: before 对 the part, after it the whole."""
    whole = words(left.content[:index])
    part, _, base = whole.rpartition("对")
    found = Meaning("contribution", "贡献率", left.content[:index], base=(base if part else "").removesuffix("的"))
    found.witness = left.content[index]
    if part:
        found.subject = [Token("text", left.content[0].start, left.content[index].start, part)]
    if left.content[index].text == "贡献了" or not part:
        found.base = words(left.content[index + 1 :]) or found.base
    found.phrase = f"对{found.base}的贡献率"
    return found


_WHOLES = ("占", "占到", "约占", "占到了")


def _share(left: Left, index: int) -> Meaning:
    """`X占Y的比重`, `X占比`, `X比重`."""
    marker = left.content[index]
    opener = next((i for i, p in enumerate(left.content) if p.kind == "word" and p.text in _WHOLES), -1)
    if opener >= 0:
        end = index if index > opener else len(left.content)
        base = words(left.content[opener + 1 : end]).removesuffix("的")
        return Meaning("share", "占", left.content[:opener], base=base, phrase=f"占{base}的比重", witness=marker)
    subject = left.content[:index]
    if words(subject).endswith(("市场", "市场的")) and len(words(subject)) <= 6:
        return Meaning("share", marker.text, [], base=words(subject).removesuffix("的"), phrase=marker.text, witness=marker)
    return Meaning("share", marker.text, subject, phrase=marker.text, witness=marker)


def _amount(left: Left, behind: str) -> Meaning:
    verb = _direction(left)
    gap = _gap(left, verb)
    if gap:
        return gap
    if verb is not None:
        return Meaning("change", "amount with direction", left.content, _sign(verb, False), witness=verb)
    new = left.marker("new")
    if new >= 0 and new == len(left.content) - 1:
        word = left.content[new]
        if word.text == "新增" and not words(left.content[:new]) and not behind.strip():
            return Meaning("change", "新增", [], witness=word)
        if word.text in ("增量", "增加额"):
            return Meaning("change", "增量", left.content, witness=word)
    return Meaning("level", "amount", left.content)
