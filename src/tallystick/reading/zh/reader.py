"""Blocks of Chinese text → figures with all their fields, and the numbers left unread."""

from __future__ import annotations

import re
from decimal import Decimal

from tallystick.model import Block, Frequency, Period, Release, Unread
from tallystick.reading.figure import Figure
from tallystick.reading.zh import lists, subjects
from tallystick.reading.zh.clauses import Clause, Left, clauses, look_left, words
from tallystick.reading.zh.context import Context
from tallystick.reading.zh.dates import resolve
from tallystick.reading.zh.decoys import acceptable, unread_of
from tallystick.reading.zh.lexer import FOLD, Token, kinds
from tallystick.reading.zh.measures import Meaning, left_text
from tallystick.reading.zh.quantities import DURATIONS, Quantity
from tallystick.reading.zh.status import said, status_of
from tallystick.releases import sentences

Found = tuple[Block, tuple[int, int], Figure]
_ANCHOR = re.compile(r"[\d一二两三四五六七八九十百千万亿半番首年月季期]")


def read_blocks(release: Release, blocks: list[Block]) -> tuple[list[Found], list[Unread]]:
    """Every figure of the Chinese blocks of a release, and every number that is none, with its reason."""
    text = release.text.translate(FOLD)
    context = Context.of(release)
    found: list[Found] = []
    unread: list[Unread] = []
    # A title leans on the time its text names first, so titles are read last.
    for block in sorted(blocks, key=lambda block: block.kind == "title"):
        if block.kind == "title" and not context.report:
            context.period = context.first
        if block.kind == "furniture":
            unread += unread_of(text, release.text, block.start, block.end, [], "furniture")
            continue
        context.open_block(block, text[block.start : block.end])
        first = len(found)
        for start, end in sentences(text, block.start, block.end, "zh"):
            context.open_sentence()
            if _ANCHOR.search(text, start, end):
                figures = read_sentence(text, start, end, context)
                found += [(block, (start, end), figure) for figure in figures]
        figures = [figure for _, _, figure in found[first:]]
        unread += unread_of(text, release.text, block.start, block.end, figures)
    if not context.report:
        _date_backwards(found, context)
    return found, unread


def _date_backwards(found: list[Found], context: Context) -> None:
    """What news say before they name any time is of the time they name first."""
    first = context.first
    if first is None or first.frequency is Frequency.DAY:
        return
    for _, _, figure in found:
        if figure.start < context.first_at and not figure.period and figure.measure != "streak":
            figure.period = str(first)


def read_sentence(text: str, start: int, end: int, context: Context) -> list[Figure]:
    """The figures of one sentence, carrying time, status and topic from clause to clause."""
    parts, _ = clauses(text, start, end)
    figures: list[Figure] = []
    for index, clause in enumerate(parts):
        if clause.quantities:
            figures += _read_clause(text, clause, context, index)
        else:
            _listen(clause, context, aside=index > 0 and parts[index - 1].stop in ("（", "("))
    return figures


def _listen(clause: Clause, context: Context, aside: bool) -> None:
    """A clause without figures may still name a time, a status or a topic."""
    if aside:
        return
    tokens = [piece for piece in clause.pieces if isinstance(piece, Token)]
    left = look_left(tokens)
    _hear(tokens, left, context)
    topic = subjects.topic_of(clause)
    if not topic and clause.stop in ("（", "("):
        topic = subjects.tidy(words(tokens).rpartition("、")[2])
    if not topic and clause.stop in "，,":
        listed = subjects.tidy(words(tokens))
        context.pending = listed if 4 <= len(listed) <= subjects.LONGEST and ("、" in listed or "和" in listed) else ""
    if topic:
        context.topic = subjects.compose(context.topic, topic, False, context.fresh)
        context.fresh = True
        context.phrase = ""


def _hear(tokens: list[Token], left: Left, context: Context) -> None:
    for token in left.dates:
        period = resolve(token.text, context.moment)
        if period and not _is_event(token, period, tokens, context):
            context.name_period(period, token.start)
    for token in tokens:
        context.status = said(token) or context.status


_STOCK = re.compile(r"贷款|余额|存款|保有量|用户")
_FLOW = re.compile(r"(?:产值|收入|利润|产量|销量|利润总额|支出|投资)$")
_STATES = ("末", "底")


def _is_event(token: Token, period: Period, tokens: list[Token], context: Context) -> bool:
    """A bare day is when something was said or done, unless 截至 or 末 makes it the time of a state."""
    if period.frequency is not Frequency.DAY or period.is_span or token.text.endswith(_STATES):
        return False
    at = tokens.index(token) if token in tokens else 0
    before = tokens[at - 1].text if at else ""
    return not before.endswith(("截至", "截止", "截止到", "截至到", "到", "至"))


# A number behind these stands inside a phrase that goes on: 对152个国家进出口12万亿元.
_MEMORY = 24  # pieces of a phrase that are kept behind a number that is no figure
_OPEN = ("对", "与", "向", "同", "其他", "其余", "从", "和")


def _read_clause(text: str, clause: Clause, context: Context, index: int) -> list[Figure]:
    figures: list[Figure] = []
    pieces: list[Token] = []
    streak: Period | None = None
    open_phrase: list[Token] = []
    groups = lists.rows(clause.pieces)
    at = 0
    for group in groups:
        pieces = lists.own_pieces(clause.pieces[at : group.first], later=at > 0)
        at = group.last + 1
        if open_phrase and pieces and pieces[0].kind != "joint":
            pieces = [*open_phrase, *pieces]
        left = look_left(pieces)
        if members_are_times(group.members):
            left.bases += left.dates
            left.dates = []
        open_phrase = left.content if left.content and left.content[-1].text.endswith(_OPEN) else []
        _hear(pieces, left, context)
        behind = _behind(text, clause, at)
        members = [member for member in group.members if acceptable(member, left, text, behind)]
        if not members:
            open_phrase = pieces[-_MEMORY:]
            continue
        if members[0].unit in DURATIONS or members[0].kind == "row" or left.run and left.run[-1].kind == "streak":
            read = _read_duration(members[0], left, behind, context, pieces)
            if read is None:
                continue
            figures.append(read)
            if read.measure == "streak" and read.period:
                streak = Period.parse(read.period)
            continue
        for position, (member, name) in enumerate(lists.named(members, left, behind, context, index)):
            figure = _figure(member, left, name, context, behind)
            if streak and figure.measure != "rank":
                figure.period = str(streak)
            if len(left.bases) == len(members) and position < len(left.bases):
                base = resolve(left.bases[position].text, context.moment)
                figure.base = str(base) if base else figure.base
            figures.append(figure)
    return figures


def members_are_times(members: list[Quantity]) -> bool:
    """A date before so many times is what is compared with: 是2010年的2.2倍."""
    return members[0].unit == "times"


def _behind(text: str, clause: Clause, at: int) -> str:
    """The words after a number up to the next number or mark."""
    start = clause.pieces[at - 1]
    begin = start.after if isinstance(start, Quantity) else start.end
    following = next((piece for piece in clause.pieces[at:] if isinstance(piece, Quantity) or piece.kind == "joint"), None)
    return text[begin : following.start if following else clause.end]


def _read_duration(member: Quantity, left: Left, behind: str, context: Context, pieces: list[Token]) -> Figure | None:
    """A streak (连续8年), or a duration that is spoken of as an amount."""
    streak = next((piece for piece in left.run if piece.kind == "streak"), None)
    if streak is None and member.kind != "row":
        return _read_length(member, left, behind, context)
    own = subjects.tidy(words(left.content))
    subject = subjects.compose(context.topic, own, False) if own else context.topic
    said_behind = subjects.tidy(behind)
    figure = Figure(member.start, member.end, member.digits, _whole(member.value), Decimal(0), member.unit or "1", "streak")
    figure.subject = subject if len(subject) > 12 else subject + said_behind
    if own:
        context.topic = subject
    span = _streak_span(member, context.period)
    if span and not (streak and streak.text.startswith(("创", "为"))):
        figure.period = str(span)
    figure.because("measure", "streak", streak.start if streak else member.start, streak.end if streak else member.end)
    _explain(figure, member, left)
    return figure


_AIMED = re.compile(r"的?(?:年度)?(?:预期)?(?:目标|任务)(?!.{0,4}完成)")
_LENGTH = re.compile(r"周期|时间|期限|时长|寿命|缩短|延长|工期|历时|用时|耗时|平均|提前|时限|经过|车程|时效")


def _read_length(member: Quantity, left: Left, behind: str, context: Context) -> Figure | None:
    """A duration that is itself the amount: 审查周期15个月, 预期寿命78.5岁."""
    age = member.unit == "year" and member.kind == "number" and "岁" in left_text(left) + member.digits
    spoken = "".join(piece.text for piece in left.content + left.run)
    moved = left.has("up") or left.has("down")
    if not age and not moved and not _LENGTH.search(spoken):
        return None
    [(_, name)] = lists.named([member], left, behind, context, 0)
    return _figure(member, left, name, context, behind)


def _whole(value: Decimal | tuple[Decimal, Decimal]) -> Decimal | tuple[Decimal, Decimal]:
    return value


def _streak_span(member: Quantity, period: Period | None) -> Period | None:
    """The periods a streak runs over, the last being the current one."""
    count = int(member.value) if isinstance(member.value, Decimal) else 0
    if period is None or not 0 < count < 200:
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


def _figure(member: Quantity, left: Left, name: tuple[Meaning, str], context: Context, behind: str) -> Figure:
    found, subject = name
    sign = found.sign * found.factor
    value = member.value
    signed = tuple(sorted(end * sign for end in value)) if isinstance(value, tuple) else value * sign
    figure = Figure(member.start, member.end, member.digits, signed, member.half * found.factor)  # type: ignore[arg-type]  # two ends stay two
    figure.unit = "%" if found.factor != 1 else member.unit
    if found.measure in ("rank", "streak"):
        figure.half = Decimal(0)
    figure.measure, figure.subject, figure.base = found.measure, subject, found.base
    figure.qualifier = _qualifier(member, left)
    period = context.period
    if context.day and not context.report and _STOCK.search(subject):
        period = context.day
    elif period and period.frequency is Frequency.DAY and (period.end.month, period.end.day) == (12, 31) and _FLOW.search(subject):
        period = Period.year(period.end.year)
    figure.period = str(period) if period else ""
    aimed = "target" if _AIMED.match(behind) else ""
    figure.status = status_of(aimed or context.status, period, context.moment, context.section_status)
    if found.measure in ("growth", "change") and not figure.base:
        figure.base = _base(found, left, context)
    if found.witness:
        figure.because("measure", found.rule, found.witness.start, found.witness.end)
    _explain(figure, member, left)
    return figure


def _explain(figure: Figure, member: Quantity, left: Left) -> None:
    figure.because("value", "number", member.start, member.end)
    figure.because("unit", "unit", member.start, member.end)
    if left.content:
        figure.because("subject", "words before the number", left.content[0].start, left.content[-1].end)
    for token in left.dates[-1:]:
        figure.because("period", "date", token.start, token.end)
    for token in left.run:
        if said(token):
            figure.because("status", "announced", token.start, token.end)
        if figure.qualifier and f"before.{figure.qualifier}" in kinds(token.text):
            figure.because("qualifier", "before", token.start, token.end)
    if figure.qualifier and member.after > member.end:
        figure.because("qualifier", "after", member.end, member.after)


def _qualifier(member: Quantity, left: Left) -> str:
    """From 超过, 近, 约 before the number or 以上, 多 behind it."""
    if member.qualifier:
        return member.qualifier
    for token in reversed(left.run[-2:]):
        for mark in "><~":
            if f"before.{mark}" in kinds(token.text):
                return mark
        if token.text.endswith(("超过", "超", "突破")):
            return ">"
    return ""


def _base(found: Meaning, left: Left, context: Context) -> str:
    """The period compared with: as said, else the same period a year earlier."""
    period = context.period
    if left.bases:
        text = left.bases[-1].text
        base = resolve(text, context.moment)
        if period and found.measure == "growth" and text in ("上年", "去年", "上年同期", "去年同期"):
            base = period.year_before()
        elif period and "同期" in text:
            base = period.year_before()
        return str(base) if base else ""
    if period is None:
        return ""
    if left.has("period_on_period"):
        return str(period.before())
    return str(period.year_before()) if not (period.frequency is Frequency.YEAR and period.is_span) else ""
