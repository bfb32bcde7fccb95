"""Blocks of Chinese text → figures with all their fields, and the numbers left unread."""

from __future__ import annotations

import re

from tallystick.model import Block, Frequency, Period, Release, Unread
from tallystick.reading.choosing.sureness import sureness_of
from tallystick.reading.figure import Figure
from tallystick.reading.printed.zh.dates import resolve
from tallystick.reading.printed.zh.lexer import FOLD, Token, tokens
from tallystick.reading.printed.zh.quantities import Quantity
from tallystick.reading.printed.zh.vocabulary import phrases
from tallystick.reading.zh import lists, naming, subjects
from tallystick.reading.zh.clauses import Clause, Left, clauses, look_left, words
from tallystick.reading.zh.context import Context
from tallystick.reading.zh.decoys import acceptable
from tallystick.reading.zh.figures import spread_times, to_figure
from tallystick.reading.zh.grounds import grounds, tell_confidence
from tallystick.reading.zh.measures import Meaning
from tallystick.reading.zh.status import announced
from tallystick.reading.zh.streaks import is_length, read_length
from tallystick.reading.zh.unread import unread_of
from tallystick.releases import sentences

Found = tuple[Block, tuple[int, int], Figure]
_ANCHOR = re.compile(r"[\d一二两三四五六七八九十百千万亿半番首年月季期数几壹贰叁肆伍陆柒捌玖拾]")


def read_blocks(release: Release, blocks: list[Block]) -> tuple[list[Found], list[Unread]]:
    """Every figure of the Chinese blocks of a release, and every number that is none, with its reason."""
    text = release.text.translate(FOLD)
    context = Context.of(release)
    found, unread = _read(release, blocks, text, context)
    implied = context.implied()
    if implied:
        context = Context.of(release)
        context.period = context.first = implied
        found, unread = _read(release, blocks, text, context)
    if not context.report:
        _date_backwards(found, context)
    tell_confidence(found, sureness_of("zh").calibration)
    return found, unread


def _read(release: Release, blocks: list[Block], text: str, context: Context) -> tuple[list[Found], list[Unread]]:
    """One way through all blocks; `text` is folded."""
    found: list[Found] = []
    unread: list[Unread] = []
    # A title leans on the time its text names first, so titles are read last.
    for block in sorted(blocks, key=lambda block: block.kind == "title"):
        if block.kind == "title" and not context.report:
            context.period = context.first
        if block.kind == "furniture":
            seen = tokens(text, block.start, block.end)
            unread += unread_of(seen, text, release.text, block.start, [], "furniture")
            continue
        context.open_block(block, text[block.start : block.end])
        first, seen = len(found), []
        for start, end in _whole(sentences(text, block.start, block.end, "zh"), text):
            context.open_sentence()
            if _ANCHOR.search(text, start, end):
                lexed = tokens(text, start, end)
                seen += lexed
                figures = read_sentence(lexed, text, start, end, context)
                found += [(block, (start, end), figure) for figure in figures]
        figures = [figure for _, _, figure in found[first:]]
        unread += unread_of(seen, text, release.text, block.start, figures)
    return found, unread


def _whole(spans: list[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """The sentences, put together again where a blank inside a number (142. 5万) has parted one."""
    whole: list[tuple[int, int]] = []
    for start, end in spans:
        if whole and text[start].isdigit() and _POINT.search(text, max(whole[-1][0], whole[-1][1] - 2), whole[-1][1]):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole


_POINT = re.compile(r"\d\.$")


def _date_backwards(found: list[Found], context: Context) -> None:
    """What news say before they name any time is of the time they name first."""
    first = context.first
    if first and first.frequency is Frequency.DAY and (first.end.month, first.end.day) == (12, 31):
        first = Period.year(first.end.year)  # 年末 of stocks: the year of what is told before
    if first is None or first.frequency is Frequency.DAY:
        return
    for _, _, figure in found:
        if figure.start < context.first_at and not figure.period and figure.measure != "streak":
            figure.period = str(first)
            figure.grounds += ("period named later",)


def read_sentence(lexed: list[Token], text: str, start: int, end: int, context: Context) -> list[Figure]:
    """The figures of one sentence, carrying time, status and topic from clause to clause."""
    parts = clauses(lexed, text, start, end)
    figures: list[Figure] = []
    before = ""
    for clause in parts:
        if before in _OPENS:
            context.open_bracket()
        if clause.quantities:
            figures += _read_clause(text, clause, context)
        else:
            _listen(clause, context, aside=before in _OPENS)
        if clause.stop in _CLOSES:
            context.close_bracket()
        before = clause.stop
    return figures


_GROWN_TO = re.compile(
    "(?:增加|提高|上升|增长|发展|扩大|减少|下降|调整|优化|优化调整|调整优化)[到至为]|(?:变化|演变|转变|改善|变)为|[增降]至"
)
_OPENS, _CLOSES = ("（", "("), ("）", ")")


def _listen(clause: Clause, context: Context, aside: bool) -> None:
    """A clause without figures may still name a time, a status or a topic."""
    if aside:
        return
    tokens = [piece for piece in clause.pieces if isinstance(piece, Token)]
    left = look_left(tokens)
    _hear(tokens, left, context)
    context.come_back()
    context.within = context.within or any(token.text == "其中" for token in tokens)
    context.growing = context.growing or any("增长" in token.text for token in tokens[-2:])
    if any(token.text.startswith(_LEAVING_OUT) for token in tokens[:2]):
        context.proviso = subjects.proviso(words(tokens))
    topic = subjects.topic_of(clause)
    scene = (topic or _scene(tokens)) if context.opening else ""
    context.scene = _RATE_NOUN.sub("", scene)
    context.opening = context.opening or clause.stop in "；;"
    if not topic and clause.stop in ("（", "("):
        topic = subjects.tidy(words(tokens).rpartition("、")[2])
    if clause.stop in "，,":
        listed = topic or subjects.tidy(words(tokens))
        context.pending = listed if 4 <= len(listed) <= subjects.LONGEST and ("、" in listed or "和" in listed) else ""
    if not topic and subjects.is_amount(scene) and not subjects.urges(scene):
        topic = scene
    if topic:
        context.topic = subjects.compose(context.topic, topic, False, context.fresh)
        context.fresh = True
        context.phrase = ""


def _scene(tokens: list[Token]) -> str:
    """A clause without a verb of the vocabulary as a whole, where it is short enough to name something."""
    named = subjects.tidy(words(tokens))
    if subjects.is_slogan(named):
        return ""
    ground = named.startswith(tuple(phrases()["links.ground"]))
    return named if 4 <= len(named) <= _SCENE and not ground and not subjects.is_ground(named) else ""


def _hear(tokens: list[Token], left: Left, context: Context) -> None:
    context.compared.update(token.text for token in left.bases)
    named = [resolve(token.text, context.moment) for token in left.dates]
    context.series = [period for period in named if period] if len(named) > 1 else context.series
    for token in left.dates:
        period = resolve(token.text, context.moment)
        if token.text == "同期" and context.outside and context.period:  # （同期为下降3%）
            context.pass_by(context.period.year_before(), token.start, token.end)
        elif token.text.startswith(_PASSING) or token.text[1:].endswith(("年同期", "年同月", "年同季")):
            context.pass_by(period, token.start, token.end)
        elif period and not _is_event(token, period, tokens):
            context.name_period(_counted_up(token, period, tokens, context), token.start, token.end)
    context.status = announced(tokens) or context.status


_RATE_NOUN = re.compile(r"(?:增速|增幅|涨幅)$")
_SCENE = 20  # characters


def _counted_up(token: Token, period: Period, tokens: list[Token], context: Context) -> Period:
    """The period, or the part of the year it completes: 今年截至7月底, 截至7月底今年."""
    if token.text in ("今年", "今年以来"):
        context.running = Period.year(period.end.year)
    elif period.frequency is Frequency.DAY and not period.is_span and _before(token, tokens).endswith(_UNTIL[:2]):
        context.until = period
    return context.up_to() or period


def _before(token: Token, tokens: list[Token]) -> str:
    at = tokens.index(token) if token in tokens else 0
    return tokens[at - 1].text if at else ""


_UNTIL = ("截至", "截止", "截止到", "截至到", "到", "至")
_STATES = ("末", "底")
_LEAVING_OUT = ("扣除", "剔除", "不含", "不包括")
_PASSING = "上年"  # and any 同期: times that only their own clause speaks of


def _is_event(token: Token, period: Period, tokens: list[Token]) -> bool:
    """A bare day is when something was said or done, unless 截至 or 末 makes it the time of a state."""
    if period.frequency is not Frequency.DAY or period.is_span or token.text.endswith(_STATES):
        return False
    return not _before(token, tokens).endswith(_UNTIL)


# A number behind these stands inside a phrase that goes on: 对152个国家进出口12万亿元.
_MEMORY = 24  # pieces of a phrase that are kept behind a number that is no figure
_OPEN = ("对", "与", "向", "同", "其他", "其余", "从", "和")


def _read_clause(text: str, clause: Clause, context: Context) -> list[Figure]:
    figures: list[Figure] = []
    streak = ""
    open_phrase: list[Token] = []
    at, context.opening = 0, clause.stop in "；;"
    for group in lists.rows(clause.pieces):
        pieces = lists.own_pieces(clause.pieces[at : group.first], later=at > 0)
        at = group.last + 1
        if open_phrase and pieces and pieces[0].kind != "joint":
            pieces = [*open_phrase, *pieces]
        left = look_left(pieces)
        left.printed = text[pieces[0].start : group.members[0].start] if pieces else ""
        if group.members[0].unit == "times":  # 是2010年的2.2倍: the date is what is compared with
            left.bases += left.dates
            left.dates = []
        open_phrase = left.content if left.content and left.content[-1].text.endswith(_OPEN) else []
        if any(_GROWN_TO.match(token.text) for token in left.run):  # 由上年46亿元增加到92亿元
            context.come_back()
        _hear(pieces, left, context)
        behind = _behind(text, clause, at)
        members = [member for member in group.members if acceptable(member, left, text, behind)]
        if not members:
            open_phrase = _kept(pieces, group.members, text)
            continue
        read = _read_row(members, left, behind, context)
        if not read:
            open_phrase = _kept(pieces, group.members, text)
        for figure in read:
            if figure.measure == "streak":
                streak = figure.period
            elif streak and figure.measure != "rank":
                figure.period = streak
        figures += read
    context.come_back()
    return figures


def _kept(pieces: list[Token], members: list[Quantity], text: str) -> list[Token]:
    """Numbers that are no figures are words of the phrase that goes on: 10年期国债收益率, 第五次普查."""
    first, last = members[0].start, members[-1].after
    return [*pieces[-_MEMORY:], Token("text", first, last, text[first:last])]


def _read_row(members: list[Quantity], left: Left, behind: str, context: Context) -> list[Figure]:
    """The figures of numbers in a row."""
    if is_length(members[0], left):
        length = read_length(members[0], left, behind, context)
        if length:
            length.grounds = grounds(members[0], left, Meaning("streak", "length", left.content), length, context)
        return [length] if length else []
    named = naming.named(members, left, behind, context)
    figures = [to_figure(member, left, found, name, context, behind) for member, found, name in named]
    for figure, (member, found, _) in zip(figures, named, strict=True):
        figure.grounds = grounds(member, left, found, figure, context)
    if len(left.bases) == len(members):
        for figure, token in zip(figures, left.bases, strict=True):
            base = resolve(token.text, context.moment) if token.text != "同期" else None
            figure.base = str(base) if base else figure.base
    spread_times(figures, left, context)
    return figures


_BEHIND = 80  # characters behind a number that can still belong to it


def _behind(text: str, clause: Clause, at: int) -> str:
    """The words after a number up to the next number or mark."""
    start = clause.pieces[at - 1]
    begin = start.after if isinstance(start, Quantity) else start.end
    end = min(clause.end, begin + _BEHIND)
    for index in range(at, len(clause.pieces)):
        piece = clause.pieces[index]
        if piece.start >= end:
            break
        if isinstance(piece, Quantity) or piece.kind == "joint":
            return text[begin : piece.start]
    return text[begin:end]
