"""Numbers in a row (5.9万亿元、5.2万亿元和4.6万亿元), and which member of the subject each belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.reading.zh import subjects
from tallystick.reading.zh.clauses import Left, Piece, words
from tallystick.reading.zh.context import Context
from tallystick.reading.zh.lexer import Token, kinds
from tallystick.reading.zh.measures import Meaning, left_text, meaning
from tallystick.reading.zh.quantities import Quantity
from tallystick.reading.zh.vocabulary import phrases, trie

_NEARLY = ("近", "约", "超", "逾", "将近", "超过", "不足")
_AND = ("和", "及", "与", "、", "以及")


@dataclass(slots=True)
class Row:
    """Numbers joined by nothing but 、 and 和; `first` and `last` index the clause's pieces."""

    first: int
    last: int
    members: list[Quantity]


def rows(pieces: list[Piece]) -> list[Row]:
    """Group the numbers of a clause; a number without a unit takes that of the next in its row."""
    found: list[Row] = []
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Quantity):
            continue
        if found and piece.unit == "pp" and found[-1].members[-1].unit == "1" and "." in found[-1].members[-1].digits:
            found[-1].members[-1].unit = ""
        if found and _joined(pieces[found[-1].last + 1 : index]) and _alike(found[-1].members[-1], piece):
            found[-1].members.append(piece)
            found[-1].last = index
        else:
            found.append(Row(index, index, [piece]))
    for row in found:
        for member, following in zip(reversed(row.members[:-1]), reversed(row.members[1:]), strict=True):
            if not member.unit:
                member.unit = following.unit
    return found


def own_pieces(between: list[Piece], later: bool) -> list[Token]:
    """The words that belong to a number: behind an earlier number of the clause, only those after 、 or 和."""
    tokens = [piece for piece in between if isinstance(piece, Token)]
    if later:
        for index, token in enumerate(tokens):
            if token.kind == "joint" or token.text in _AND:
                return tokens[index:]
    return tokens


def _joined(between: list[Piece]) -> bool:
    """Whether only 、 or 和 (and a qualifier) stands between two numbers."""
    joint = False
    for piece in between:
        if isinstance(piece, Quantity):
            return False
        if piece.kind == "joint" or piece.text.strip() in _AND:
            joint = True
        elif piece.text not in _NEARLY:
            return False
    return joint


def _alike(one: Quantity, other: Quantity) -> bool:
    counted = one.unit == "1" and one.word != other.word and bool(one.word and other.word)
    return (not one.unit or one.unit == other.unit) and not counted and "rank" not in (one.kind, other.kind)


def named(
    members: list[Quantity], left: Left, behind: str, context: Context, index: int
) -> list[tuple[Quantity, tuple[Meaning, str]]]:
    """Each number of a row with its meaning and its subject; remembers both for what follows."""
    found = meaning(members[0], left, behind, context.falling)
    own = subjects.tidy(words(found.subject))
    part = any(kinds(token.text) & {"part"} for token in left.content if token.kind == "word")
    if not own and found.rule == "rate" and context.nature:
        found.measure, found.rule, found.base = context.nature, f"as {context.nature} before", context.whole
    subject = _subject(found, own, part, members, behind, context, pieces_joined(left))
    if len(members) > 1 and _COLLECTIVE.match(own) and len(context.listed) >= len(members):
        own = ""
    for member in members:
        if member.bare:
            money = "万亿" in member.digits or _MONEY.search(own[-10:])
            member.unit = "CNY" if money and not _noun(behind) else "1"
    one = len(members) == 1 or len(left.bases) == len(members)
    if not own and not one:
        names = subjects.items(context.pending, len(members))
        if names:
            _remember(found, context.pending, False, names, left, context)
            context.pending = ""
            meanings = [meaning(member, left, behind, context.falling) for member in members]
            return [(member, (each, name)) for member, each, name in zip(members, meanings, names, strict=True)]
    names = [subject] * len(members) if one else subjects.items(subject, len(members))
    if len(names) != len(members) or (not own and not one and len(context.listed) >= len(members)):
        apart = not own and (members[0].unit != "1" or "分别" in left_text(left))
        names = context.listed[-len(members) :] if apart else names
    if len(names) != len(members):
        names = [subject] * len(members)
    noun = bool(subject) and subject != own and bool(behind) and subject.endswith(subjects.tidy(_noun(behind)) or "\0")
    _remember(found, subject, noun, names, left, context)
    meanings = [found if n == 0 else meaning(member, left, behind, context.falling) for n, member in enumerate(members)]
    for each in meanings:
        if each.rule == "rate" and each is not found:
            each.measure, each.rule = found.measure, found.rule
        each.base = each.base or found.base
    return [(member, (each, name)) for member, each, name in zip(members, meanings, names, strict=True)]


def _subject(found: Meaning, own: str, part: bool, members: list[Quantity], behind: str, context: Context, joined: bool) -> str:
    subject = own
    counted = members[-1].unit not in ("%", "pp", "bp", "times", "rank")
    noun = _noun(behind) if (counted or found.rule in ("N成的", "N%X")) and found.measure != "change" else ""
    if noun:
        return subjects.tidy(own + noun)
    if found.measure == "change" and not own and context.phrase:
        return context.topic + context.phrase
    if not own:
        return context.topic
    if counted and joined and context.listed and not subjects.is_generic(own):
        return subjects.shared_verb(context.listed[-1], own)
    within = part or (found.measure in ("growth", "change", "level") and members[0].unit in ("%", "pp") and bool(context.topic))
    return subjects.compose(context.topic, subject, within and part, context.fresh) if context.topic else subject


def pieces_joined(left: Left) -> bool:
    """Whether the words before the number begin with 、 or 和: one more thing of a list."""
    return bool(left.content) and (left.content[0].kind == "joint" or left.content[0].text in _AND)


_MONEY = re.compile(r"(?:投资|总额|收入|支出|产值|增加值|生产总值|GDP|经济总量|利润|余额|贷款|存款|销售额|成交额|零售额|预算|债券|资金|市值|资产|营收)(?:规模|总量|额)?$")
_COLLECTIVE = re.compile(r"(?:上述|以上|这)?[两三四五六七八九十][大项个类种者]")
_BRACKETS = re.compile(r"[（(][^（）()]{0,12}(?:[）)]|$)")


@cache
def _verbs() -> re.Pattern[str]:
    lists = phrases()
    verbs = lists["predicates.kinds.arrive"] | lists["direction.kinds.up"] | lists["direction.kinds.down"]
    return re.compile(trie(word for word in verbs if len(word) > 1) + "|[增升降减涨跌扩]")


_NO_NOUN = ("新台阶", "台阶", "大关", "关口", "等级", "量级", "级", "规模", "水平", "的水平", "高位", "时", "以", "目标", "任务", "年度", "车", "和", "（", "(", "”")


def _noun(behind: str) -> str:
    """The thing counted, where it follows its number."""
    text = _BRACKETS.sub("", behind.strip()).removeprefix("的")
    if _verbs().match(text):
        return ""
    if text.startswith(_NO_NOUN):
        return ""
    text = text.split()[0] if text.split() else ""
    for mark in ("，", "的", "、"):
        text = text.split(mark)[0] if len(text.split(mark)[0]) > 1 else text
    text = text.rstrip("和及与")
    return text[:24] if len(text) > 0 and not text.startswith(("（", "(", "和", "与", "及")) else ""


def _remember(found: Meaning, subject: str, noun: bool, names: list[str], left: Left, context: Context) -> None:
    """The topic for the clauses that follow."""
    if found.measure in ("gap",) and not subject:
        return
    if not (noun and context.fresh and context.topic):
        context.topic, context.fresh = subject or context.topic, True
    context.listed = (context.listed + [name for name in names if name not in context.listed])[-12:]
    context.phrase = found.phrase or (context.phrase if not found.subject else "")
    if found.measure in ("share", "contribution", "index"):
        context.nature, context.whole = found.measure, found.base
    elif found.subject:
        context.nature, context.whole = ("share" if found.phrase else ""), ""
    falling = found.sign < 0 and found.measure in ("growth", "average_growth")
    noun = left.marker("rate_down") >= 0
    context.falling = falling or noun or (context.falling and found.measure in ("change",))
