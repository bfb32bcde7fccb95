"""Numbers in a row (5.9万亿元、5.2万亿元和4.6万亿元), and the words that belong to each."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from tallystick.reading.printed.zh.lexer import Token
from tallystick.reading.printed.zh.quantities import Quantity
from tallystick.reading.zh.clauses import Piece

_PLAIN = re.compile(r"[\d,]+(?:\.\d+)?", re.ASCII)
_RATES = ("%", "pp", "times")
_NEARLY = ("近", "约", "超", "逾", "将近", "超过", "不足")
AND = ("和", "及", "与", "、", "以及")


@dataclass(slots=True)
class Row:
    """Numbers joined by nothing but 、 and 和; `first` and `last` index the clause's pieces."""

    first: int
    last: int
    members: list[Quantity]


def rows(pieces: list[Piece]) -> list[Row]:
    """Group the numbers of a clause; a number without a unit takes that of the next in its row."""
    found: list[Row] = []
    shared = any(isinstance(piece, Token) and piece.text.startswith("分别") for piece in pieces)
    for index, piece in enumerate(pieces):
        if not isinstance(piece, Quantity):
            continue
        before = found[-1].members[-1] if found else None
        joined = bool(before) and _joined(pieces[found[-1].last + 1 : index])
        if before and piece.unit == "pp" and before.unit == "1":  # 4.5个和1.3个百分点
            before.unit = "" if "." in before.digits or (before.word == "个" and joined) else "1"
        if found and before and joined and _alike(before, piece, shared):
            found[-1].members.append(piece)
            found[-1].last = index
        else:
            found.append(Row(index, index, [piece]))
    for row in found:
        for member, following in zip(reversed(row.members[:-1]), reversed(row.members[1:]), strict=True):
            if not member.unit:
                _share(member, following)
            elif member.bare and not following.bare:  # 10.6万、3.8万、3.3万平方公里
                member.unit, member.bare = following.unit, False
    return found


def _share(member: Quantity, following: Quantity) -> None:
    """Give a number the unit printed once behind its row, with the scale word: 1.4、2.9、0.2亿吨."""
    member.unit = following.unit
    printed, own = _PLAIN.match(following.digits), _PLAIN.fullmatch(member.digits)
    number = Decimal(printed.group().replace(",", "")) if printed else Decimal(0)
    if not own or not number or following.unit in _RATES:
        return
    if isinstance(following.value, Decimal) and isinstance(member.value, Decimal):
        scale = following.value / number
        member.value, member.half = member.value * scale, member.half * scale


def own_pieces(between: list[Piece], later: bool) -> list[Token]:
    """The words that belong to a number: behind an earlier number of the clause, only those after 、 or 和."""
    tokens = [piece for piece in between if isinstance(piece, Token)]
    if later:
        for index, token in enumerate(tokens):
            if token.kind == "joint" or token.text in AND:
                return tokens[index:]
    return tokens


def _joined(between: list[Piece]) -> bool:
    """Whether only 、 or 和 (and a qualifier) stands between two numbers."""
    joint = False
    for piece in between:
        if isinstance(piece, Quantity):
            return False
        if piece.kind == "joint" or piece.text.strip() in AND:
            joint = True
        elif piece.text not in _NEARLY:
            return False
    return joint


def _alike(one: Quantity, other: Quantity, shared: bool) -> bool:
    """Whether two numbers may stand in one row; `shared` tells that 分别 spreads them over a list."""
    counted = not shared and one.unit == "1" and one.word != other.word and bool(one.word and other.word)
    rates = {one.unit, other.unit} == {"%", "times"}  # 1倍和35.5%
    unsaid = not one.unit or (one.bare and other.unit not in _RATES)
    return (unsaid or one.unit == other.unit or rates) and not counted and "rank" not in (one.kind, other.kind)
