"""Rates (%, 成, 倍) → growth, share, contribution, index or level, by the first rule that holds."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from tallystick.reading.printed.zh.lexer import Token, kinds
from tallystick.reading.printed.zh.quantities import Quantity
from tallystick.reading.zh.clauses import Left, words
from tallystick.reading.zh.relations import (
    Meaning,
    betters_by_falling,
    cut,
    direction,
    gap,
    goes_on_with_verb,
    left_text,
    sign_of,
    without_rate,
)

_YEARLY = re.compile(r"年均|年平均|平均每年|[两三四五六七八九十2-9]年平均|每年平均")
_GROWING = re.compile(r"的?(?:年均)?(?:经济)?(?:增长|增速|涨幅)(?!点|极|面)")
_AIMED = re.compile(r"的?(?:年度|预期|预定|既定)?(?:目标|任务)")
_RATE_AIMED = re.compile(r"(?:增长|增速|涨幅)(?:的)?(?:预期)?(?:目标)?$")
_HEIGHT = re.compile(r"水平|区间|高位|低位|增长|目标")
_WHOLES = ("占", "占到", "约占", "占到了")
_NAMED_RATIO = re.compile(r"(?:优良天数|优良水质|水质优良|优良水体|断面|优良率)的?(?:比例|比率)$")
_NAMED_RATES = ("科技进步贡献率",)  # called so, though part of no growth that is told


@dataclass(slots=True)
class Rate:
    """A number with a rate's unit between the words before and behind it."""

    figure: Quantity
    left: Left
    behind: str
    verb: Token | None


def rate(figure: Quantity, left: Left, behind: str) -> Meaning:
    """The meaning of a rate: a level unless a rule says otherwise."""
    told = Rate(figure, left, behind, direction(left))
    for rule in _RULES:
        found = rule(told)
        if found is not None:
            return found
    return Meaning("level", "rate", left.content)


def _of_its_kind(told: Rate) -> Meaning | None:
    """翻番, 2.04∶1, N倍: the printed form decides."""
    if told.figure.kind == "double":
        return Meaning("growth", "翻番", told.left.content)
    if told.figure.kind == "ratio":
        return Meaning("multiple", "ratio", told.left.content)
    if told.figure.kind == "share":
        content = told.left.content
        index = told.left.marker("share")
        return Meaning("share", "shares of a whole", content[:index] if index >= 0 else _composed(content))
    if told.figure.unit != "times":
        return None
    if told.verb is None:
        return _multiple(told.left)
    sign = sign_of(told.verb, False)
    return Meaning("growth", "增长N倍", told.left.content, sign, factor=100, witness=told.verb)


_COMPOSITION = re.compile(r"(?:比例)?(?:结构|构成)(?:比例|比)?[由从]?$|之比[由从]?$|(?<=业)比[由从]?$")


def _composed(content: list[Token]) -> list[Token]:
    """What is composed, without the word for it: 三次产业结构 → 三次产业."""
    if not content:
        return content
    *rest, last = content
    name = _COMPOSITION.sub("", last.text)
    return [*rest, Token(last.kind, last.start, last.end, name)] if name else rest


_IS = re.compile(r"(?:大约|约)?(?:是|相当于|等于|为)")


def _multiple(left: Left) -> Meaning:
    """`X是Y的2倍`: before 是 the subject, after it what it is measured by."""
    whole = "".join(piece.text for piece in left.content).strip()
    found = _IS.search(whole)
    if found is None:
        return Meaning("multiple", "倍", left.content)
    start, end = left.content[0].start, left.content[-1].end
    name = whole[: found.start()].strip()
    subject = [Token("text", start, end, name)] if name else []
    return Meaning("multiple", "是…倍", subject, base=whole[found.end() :].removesuffix("的"))


def _recovered(told: Rate) -> Meaning | None:
    """`恢复至2019年同期的九成`."""
    index = told.left.marker("recover")
    if index < 0 or not told.left.bases:
        return None
    return Meaning("index", "recovered", told.left.content[:index], witness=told.left.content[index])


def _moved(told: Rate) -> Meaning | None:
    """`增长5%`, unless what grows is said to do so by so much more than something else."""
    if told.verb is None:
        return None
    beside = gap(told.left, None) if told.left.marker("gap") >= 0 else None
    sign = -1 if betters_by_falling(told.left, told.verb) else sign_of(told.verb, False)
    return beside or Meaning(_growth(told), "direction", without_rate(told.left.content), sign, witness=told.verb)


def _growth(told: Rate) -> str:
    return "average_growth" if _YEARLY.search(left_text(told.left)) else "growth"


def _contributed(told: Rate) -> Meaning | None:
    """`消费对经济增长的贡献率`: before 对 the part, after it the whole."""
    left = told.left
    index = left.marker("contribution")
    if index < 0 or words(left.content).rstrip("由从").endswith(_NAMED_RATES):
        return None
    part, towards, base = words(left.content[:index]).rpartition("对")
    found = Meaning("contribution", "贡献率", left.content[:index], witness=left.content[index])
    found.base = base.removesuffix("的") if towards else ""
    if towards and not part:
        found.subject = []
    elif towards:
        found.subject = [Token("text", left.content[0].start, left.content[index].start, part)]
    if left.content[index].text == "贡献了" or not towards:
        found.base = words(left.content[index + 1 :]).strip("由从") or found.base
    found.phrase = f"对{found.base}的贡献率"
    return found


def _shared(told: Rate) -> Meaning | None:
    index = told.left.marker("share")
    if index >= 0 and _NAMED_RATIO.search(words(told.left.content[: index + 1])):
        return Meaning("level", "named ratio", told.left.content)
    if index >= 0:
        return share(told.left, index)
    marker = told.left.has("share")
    return Meaning("share", "share", told.left.content, witness=marker) if marker else None


def share(left: Left, index: int) -> Meaning:
    """`X占Y的比重`, `X占比`, `X比重`; `index` is where the word of the share stands."""
    marker = left.content[index]
    opener = next((i for i, p in enumerate(left.content) if p.kind == "word" and p.text in _WHOLES), -1)
    if opener >= 0:
        end = index if index > opener else len(left.content)
        base = words(left.content[opener + 1 : end]).removesuffix("的")
        return Meaning("share", "占", left.content[:opener], base=base, phrase=f"占{base}的比重", witness=marker)
    subject, field = left.content[:index], words(left.content[:index]).removesuffix("的")
    if field.endswith("市场") and len(field) <= 6:  # 市场占有率: the market is the whole
        return Meaning("share", marker.text, [], base=field, phrase=marker.text, witness=marker)
    return Meaning("share", marker.text, subject, phrase=marker.text, witness=marker)


def _named_growth(told: Rate) -> Meaning | None:
    """`增速5%`, `降幅5%`, `同比5%`."""
    falls = told.left.marker("rate_down") >= 0
    if falls or told.left.marker("rate_up") >= 0:
        return Meaning(_growth(told), "rate noun", without_rate(told.left.content), -1 if falls else 1)
    beside = gap(told.left, None)
    if beside:
        return beside
    if told.left.has("year_on_year") or told.left.has("period_on_period"):
        return Meaning("growth", "同比", told.left.content)
    return None


def _indexed(told: Rate) -> Meaning | None:
    index = told.left.marker("index")
    return Meaning("index", "index", told.left.content) if 0 <= index == len(told.left.content) - 1 else None


def _reduced(told: Rate) -> Meaning | None:
    """`压减政府性基金项目30%`: the verb stands before its object."""
    content = told.left.content
    if told.figure.kind != "number" or len(content) < 2 or content[0].kind != "word" or told.left.run:
        return None
    if "down" not in kinds(content[0].text):
        return None
    return Meaning("growth", "V…N%", content[1:], -1, witness=content[0])


def _behind(told: Rate) -> Meaning | None:
    """What follows the number decides: `5%的增长`, `8%的目标`, `86%的县`."""
    content, behind = told.left.content, told.behind
    if _GROWING.match(behind):
        return Meaning("growth", "N%的增长", content)
    if _AIMED.match(behind):
        return Meaning("level", "aim", content)
    if _RATE_AIMED.search(words(content)):
        return Meaning("growth", "aimed growth", content)
    if len(behind) < 2 or goes_on_with_verb(behind):
        return None
    plain = not told.left.has("arrive") and not told.left.has("link")
    if told.figure.kind in ("number", "fraction") and behind[0] not in "的（()）”" and plain:
        return Meaning("share", "N%X", content)
    named = words(content).endswith(_OWN_RATE)
    if behind[0] == "的" and not named and not told.left.has("arrive") and not _HEIGHT.search(behind):
        return Meaning("share", "N成的", content, base=behind[1:])
    return None


_OWN_RATE = ("含量", "含油量", "含水量", "含糖量", "纯度", "浓度", "精度", "湿度", "坡度", "率")  # 含水量8%的茶叶


_TASK = re.compile(r"(?:任务|计划|目标|面积|进度|总量)的?$")
_SOWN = re.compile(r"已(?:完成)?(?:播种?|收获?|种植?|栽插?|插秧|采收|腾退)$")


def _done(told: Rate) -> Meaning | None:
    """How much of a task is done: 完成意向面积的六成, 冬小麦已播60%."""
    content = told.left.content
    for index, piece in enumerate(content):
        base = words(content[index + 1 :])
        if piece.kind == "word" and piece.text in ("完成", "完成了") and _TASK.search(base):
            return Meaning("share", "done", content[:index], base=base.removesuffix("的"), witness=piece)
    if not words(content) and told.left.run and told.left.run[-1].text in ("完成", "已完成", "完成了"):
        return Meaning("share", "done", [])
    return Meaning("share", "done", content) if _SOWN.search(words(content)) else None


def _part(told: Rate) -> Meaning | None:
    """Tenths and fractions are parts: `新增装机超过全球一半`."""
    if told.figure.kind != "fraction":
        return None
    for index, piece in enumerate(told.left.content):
        if piece.kind == "word" and "before.>" in kinds(piece.text):
            subject, base = cut(told.left, index)
            return Meaning("share", "fraction", subject, base=base, witness=piece)
    return Meaning("share", "fraction", told.left.content)


_RULES: tuple[Callable[[Rate], Meaning | None], ...] = (
    _of_its_kind,
    _recovered,
    _moved,
    _contributed,
    _shared,
    _named_growth,
    _indexed,
    _reduced,
    _done,
    _behind,
    _part,
)
