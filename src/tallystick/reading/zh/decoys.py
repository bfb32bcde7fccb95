"""Which quantities state something about the world, and which only name, number or define."""

from __future__ import annotations

import re
from functools import cache

from tallystick.reading.printed.zh.quantities import Quantity
from tallystick.reading.printed.zh.vocabulary import counting, phrases, trie
from tallystick.reading.zh.clauses import Left

_LARGE = re.compile(r"大(?![会队学厅楼道])[^，。；]{2,}")
_RATIO = re.compile(r"(?:比值|之比|收入比)(?:也?[为是达]|达到)$")
_AIM = re.compile(r"的?(?:年度|预期|发展|奋斗)?(?:目标|任务)")
_CIRCLE = re.compile(r"[^，。、]{0,8}圈")


@cache
def _listed(name: str, before: str = "", behind: str = "") -> re.Pattern[str]:
    """A list of `ranks.toml` as a pattern."""
    return re.compile(f"{before}(?:{trie(phrases()[f'ranks.{name}'])}){behind}")


def _ranked(before: str) -> bool:
    """Whether the words before an ordinal make it a place: 居全国, 位居."""
    return bool(_listed("ranked", behind="(?:了|在|至|为|到)?$").search(before))


def acceptable(member: Quantity, left: Left, text: str, behind: str) -> bool:
    """Whether a quantity states something about the world."""
    before = text[max(member.start - 16, 0) : member.start]
    if member.kind == "rank":
        return _is_rank(member, before, behind)
    if _is_of_a_name(member, left, text, before, behind) or _defines(member, behind):
        return False
    if not member.unit:
        return member.kind == "number" and (left.marker("index") >= 0 or is_ratio(member, before))
    if member.unit == "point":
        return left.marker("index") >= 0 or "指数" in before or "." in member.digits
    return not (member.unit == "1" and member.kind == "han" and behind.startswith(tuple(counting("text_parts"))))


def is_ratio(member: Quantity, before: str) -> bool:
    """Whether a number without a unit says how two amounts compare: 城乡居民收入比值为2.45."""
    return not member.unit and "." in member.digits and bool(_RATIO.search(before))


def _near(left: Left) -> str:
    return "".join(piece.text for piece in left.content[-3:])


def _is_of_a_name(member: Quantity, left: Left, text: str, before: str, behind: str) -> bool:
    """Whether an amount names a thing (750千伏线路, 15分钟生活圈, 某某60条) or only divides one (每10万人)."""
    if before.endswith("每") or (member.unit == "1" and before.endswith("前")):
        return True
    if member.unit in ("V", "kV"):
        return bool(behind)
    if member.unit in ("minute", "hour"):
        return bool(_CIRCLE.match(behind)) or behind.startswith(tuple(counting("round_the_clock")))
    return text[member.end - 1] == "条" and not behind.strip("”") and not _listed("strips").search(_near(left))


def _defines(member: Quantity, behind: str) -> bool:
    """Whether an amount only says which things are meant: 2000万元以上的企业, 60岁以上老人."""
    if not member.bounded.endswith(("上", "下")) or not behind[:1].strip("）) 　") or _AIM.match(behind):
        return False
    return member.unit in ("CNY", "USD", "year") or behind.startswith(("人口城市", "人口的", "人口县"))


def _is_rank(member: Quantity, before: str, behind: str) -> bool:
    printed = member.digits
    if printed.startswith("前"):
        return _ranked(before[:-1]) or ("强" in printed and "进入" in before)
    if not printed.startswith("第"):
        held = len(printed) > 2 or _ranked(before) or _listed("held", behind="[^，。；]{0,14}$").search(before)
        return bool(held) and not _listed("placed", behind="$").search(before)
    if _listed("numbered").match(behind):
        return False
    if before.endswith(tuple(phrases()["ranks.fields"])) or _LARGE.match(behind) or printed[-1] in "位名":
        return True
    return _ranked(before) and (not behind.strip() or not behind[0].isalnum() or behind[0] in "高大的名位和并且")
