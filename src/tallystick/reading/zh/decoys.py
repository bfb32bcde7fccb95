"""Numbers that are no figures: dates, names, numbering, parts of the text; and the list of what was left unread."""

from __future__ import annotations

import re

from tallystick.model import Unread
from tallystick.reading.figure import Figure
from tallystick.reading.zh import lexer
from tallystick.reading.zh.clauses import Left
from tallystick.reading.zh.quantities import Quantity, quantity
from tallystick.reading.zh.vocabulary import counting

_RANKED = re.compile(r"(?:居|列|排|排名|位|名|成为|世界|全[国球省市区疆]|亚洲|历史|欧洲|东北|西部|中部|东部|地区|国内|省份|产区|行业|均|并列|稳|跃升至?|升至|上升至|跻身|进入|保持|获|夺得|总量|规模)(?:了|在|至|为|到)?$")
_HELD = re.compile(r"(?:居|列|位于|名列|跃居|跃升|保持)[^，。；]{0,14}$")
_LARGE = re.compile(r"大(?![会队学厅楼道])[^，。；]{2,}")
_NOT_RANK = re.compile(r"(?:季度|产业|届|批|次|轮|条|章|节|期|代|书记|线|方|号|类|课堂|部|例|步|梯队|阶段|年|个|度|人称|层|种|二十|天|站|家|台|艘|架|条|座|所|口|笔|张|单|只|季|医院|中学|小学|人民|附属|增长|故乡|枪|大队)")
_FIELDS = ("全国", "世界", "全球", "国内", "亚洲", "全省", "全区", "全市", "历史")
_PLACED = re.compile(r"(?:放在|摆在|置于|挺在|作为|坚持|列为)(?:更加|更)?(?:突出|重要)?$")
_SECTION = re.compile(r"\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、．.](?!\d)|第[一二三四五六七八九十\d]+[章节条部]|[一二三四五六七八九十]是)")
_DIGITS = re.compile(r"\d[\d,.]*")


def acceptable(member: Quantity, left: Left, text: str, behind: str) -> bool:
    """Whether a quantity states something about the world."""
    before = text[max(member.start - 16, 0) : member.start]
    if member.kind == "rank":
        return _is_rank(member, before, behind)
    if member.unit in ("V", "kV") and behind:
        return False  # a voltage names a line, it is no amount
    if member.unit == "1" and before.endswith("前"):
        return False
    if before.endswith("每") or member.digits.startswith("每"):
        return False
    if text[member.end - 1] == "条" and not behind.strip("”") and not _STRIPS.search("".join(p.text for p in left.content[-3:])):
        return False  # the articles of a paper, by which it is called
    if member.unit in ("minute", "hour") and _CIRCLE.match(behind):
        return False  # 15分钟生活圈 names a place
    if _defines(member, behind):
        return False
    if not member.unit:
        return left.marker("index") >= 0 and member.kind == "number"
    if member.unit == "point":
        return left.marker("index") >= 0 or "指数" in before or "." in member.digits
    return not (member.unit == "1" and behind.startswith(tuple(counting("text_parts"))) and member.kind == "han")


def _defines(member: Quantity, behind: str) -> bool:
    """Whether an amount only says which things are meant: 2000万元以上的企业, 60岁以上老人."""
    if not member.bounded.endswith(("上", "下")) or not behind[:1].strip("）) 　"):
        return False
    return member.unit in ("CNY", "USD") or member.unit == "year"


def _is_rank(member: Quantity, before: str, behind: str) -> bool:
    printed = member.digits
    if printed.startswith("前"):
        return bool(_RANKED.search(before[:-1])) or "强" in printed and "进入" in before
    if not printed.startswith("第"):
        return not _PLACED.search(before) and bool(len(printed) > 2 or _RANKED.search(before) or _HELD.search(before))
    if _NOT_RANK.match(behind):
        return False
    if before[: len(before)].endswith(_FIELDS):
        return True
    if _LARGE.match(behind) or printed[-1] in "位名":
        return True
    return bool(_RANKED.search(before)) and (not behind.strip() or not behind[0].isalnum() or behind[0] in "高大的名位和并且，、")


def unread_of(
    text: str, original: str, start: int, end: int, figures: list[Figure], reason: str = ""
) -> list[Unread]:
    """The numbers of `text[start:end]` that no figure carries, each with the reason."""
    spans = [(figure.start, figure.end) for figure in figures]
    found: list[Unread] = []
    section = _SECTION.match(text, start, end)
    at = 0
    covered = start
    for token in lexer.tokens(text, start, end):
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if token.kind in ("word", "stop", "joint", "streak") or token.start < covered:
            continue
        if at < len(spans) and spans[at][0] < token.end:
            continue
        amount = quantity(token, text)
        stop = max(token.end, amount.end) if amount else token.end
        why = reason or _reason(token, amount, text, stop, section.end() if section else start)
        if why and (amount or any(char.isdigit() for char in token.text) or token.kind in ("rank", "date") and len(token.text) > 1 or token.kind == "name" or why == "text part"):
            found.append(Unread(token.start, stop, original[token.start : stop], why))
            covered = stop
    return found


_CIRCLE = re.compile(r"[^，。、]{0,8}圈")
_STRIPS = re.compile(r"[线路链河街道渠航管廊隧带]|信息|意见|建议|线索|问题|举措|措施|政策")
_YEAR = re.compile(r"(?:19|20)\d\d")
_DEFINED = re.compile(r"(?:及|含)?以[上下](?:的)?[^，。；、）)\s]")
_REASONS = {"date": "date", "clock": "date", "name": "name", "address": "address", "rank": "numbering", "item": "numbering"}


def _reason(token: lexer.Token, amount: Quantity | None, text: str, stop: int, section_end: int) -> str:
    if token.end <= section_end:
        return "numbering"
    if token.kind == "aside":
        return "name"
    if token.kind in _REASONS:
        return _REASONS[token.kind]
    if amount and amount.unit in ("CNY", "USD", "year") and _DEFINED.match(text, stop):
        return "definition"
    if amount and amount.unit in ("year", "month", "day", "quarter", "week"):
        return "date"
    if token.kind == "han":
        return "text part" if text.startswith(tuple(counting("text_parts")), token.end) else "not understood" if amount else ""
    if not amount or not amount.unit:
        before, behind = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 1]
        if before in ("第",) or behind in ("号", "级", "型"):
            return "name"
        if before in ("“", "\"", "《") or re.match(r"[A-Za-z]", behind or " "):
            return "name"
    return _reason_of_number(token, text, stop)


def _reason_of_number(token: lexer.Token, text: str, stop: int) -> str:
    before, behind = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 3]
    if _YEAR.fullmatch(token.text):
        return "date"
    if behind.startswith(("热线", "强", "号")) or text[stop - 1 : stop] in "伏条" or _CIRCLE.match(text, stop):
        return "name"
    if before == "每":
        return "definition"
    if text.startswith((*counting("text_parts"), "大类"), token.end):
        return "text part"
    return "not understood"
