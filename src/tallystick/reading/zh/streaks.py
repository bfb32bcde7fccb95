"""Lengths of time that are figures: streaks (连续8年) and durations that are spoken of as amounts."""

from __future__ import annotations

import re
from decimal import Decimal

from tallystick.model import Frequency, Period
from tallystick.reading.figure import Figure
from tallystick.reading.printed.zh.lexer import kinds
from tallystick.reading.printed.zh.quantities import DURATIONS, Quantity
from tallystick.reading.zh import naming, subjects
from tallystick.reading.zh.clauses import Left, words
from tallystick.reading.zh.context import Context
from tallystick.reading.zh.figures import explain, to_figure
from tallystick.reading.zh.measures import left_text

_LENGTH = re.compile(r"周期|时间|期限|时长|寿命|缩短|延长|工期|历时|用时|耗时|平均|提前|时限|经过|车程|时效")
_LONGEST = 200  # periods; what claims to have held longer is no streak
_AT_LEAST = "至少"
_MOVES = re.compile(r"(?:以来)?(?:均|都|保持|实现|呈现?|持续|稳步|同比|环比)*([^均都]{1,4})(?:态势|势头)?")
"""What only says that something goes on: 连续5个月保持增长 is of what grows, which the words before it name."""
_RATE = re.compile(r"(?:[增涨升降跌]幅|增速|增长率)$")
_SHORT = 12  # characters; a shorter subject needs the words behind the number too


def is_length(member: Quantity, left: Left) -> bool:
    """Whether a quantity is a length of time, or counts what goes on without a break (连续十四届)."""
    return member.unit in DURATIONS or member.kind == "row" or bool(left.run and left.run[-1].kind == "streak")


def read_length(member: Quantity, left: Left, behind: str, context: Context) -> Figure | None:
    """The figure of a length of time; None where it only dates something."""
    if member.kind == "row" or any(piece.kind == "streak" for piece in left.run):
        return _streak(member, left, behind, context)
    moved = left.has("up") or left.has("down")
    if member.word != "岁" and not moved and not _LENGTH.search(left_text(left)):
        return None
    [(_, found, name)] = naming.named([member], left, behind, context)
    return to_figure(member, left, found, name, context, behind)


def _streak(member: Quantity, left: Left, behind: str, context: Context) -> Figure:
    marker = next((piece for piece in left.run if piece.kind == "streak"), None)
    own = naming.whole_name(subjects.tidy(words(left.content)), left)
    subject = subjects.compose(context.topic, own, False) if own else context.topic
    if own:
        context.topic = subject
    figure = Figure(member.start, member.end, member.digits, member.value, Decimal(0), member.unit or "1", "streak")
    figure.qualifier = member.qualifier or (">" if any(_AT_LEAST in token.text for token in left.run) else "")
    figure.subject = (
        subject
        if len(subject) > _SHORT or _goes_on(subject, behind)
        else subject + subjects.tidy(behind.removeprefix("以").removeprefix("来"))
    )
    span = _span(member, context.period)
    if span and not (marker and marker.text.startswith(("创", "为"))):
        figure.period = str(span)
    start, end = (marker.start, marker.end) if marker else (member.start, member.end)
    figure.because("measure", "streak", start, end)
    explain(figure, member, left)
    return figure


def _goes_on(subject: str, behind: str) -> bool:
    """Whether the words behind a streak only say that its subject, and not how fast that moves, rises or falls on."""
    told = _MOVES.fullmatch(behind)
    return told is not None and bool(kinds(told[1]) & {"up", "down"}) and not _RATE.search(subject)


def _span(member: Quantity, period: Period | None) -> Period | None:
    """The periods a streak runs over, the last being the current one."""
    count = int(member.value) if isinstance(member.value, Decimal) else 0
    if period is None or not 0 < count < _LONGEST:
        return None
    last = period.end
    if member.unit == "year":
        return Period.years(last.year - count + 1, last.year)
    month = last.year * 12 + last.month - 1
    if member.unit == "month":
        return Period(month - count + 1, month, Frequency.MONTH)
    if member.unit == "quarter":
        return Period(month - 3 * count + 1, month, Frequency.QUARTER)
    return None
