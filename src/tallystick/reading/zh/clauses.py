"""A sentence as clauses of pieces: quantities, typed words, and the plain words in between."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tallystick.reading.printed.zh.lexer import Token, kinds
from tallystick.reading.printed.zh.quantities import Quantity, quantity

Piece = Token | Quantity
# Kinds of words that are part of what is measured or tell of its relation: they end the run before a number.
_NUMBERS = frozenset(("number", "han", "rank", "fraction", "double", "ratio", "row", "share"))
COMPARING = frozenset(("than", "gap", "recover", "year_on_year"))
CONTENT = frozenset(
    (
        "share", "contribution", "index", "rate_up", "rate_down", "decoy", "new", "plan", "part", "gap", "not_target",
        "place", "recover",
    )
)  # fmt: skip


@dataclass(slots=True)
class Clause:
    """Pieces between two marks of punctuation; `stop` is the mark that ends it."""

    pieces: list[Piece] = field(default_factory=list)
    stop: str = ""
    end: int = 0

    @property
    def quantities(self) -> list[Quantity]:
        """The quantities among the pieces."""
        return [piece for piece in self.pieces if isinstance(piece, Quantity)]


@dataclass(slots=True)
class Left:
    """What stands before a number: the words of its subject, then the run of verbs, dates and comparisons.

    `printed` is all of it as it stands in the text.
    """

    content: list[Token]
    run: list[Token]
    dates: list[Token]
    bases: list[Token]
    printed: str = ""

    def has(self, kind: str) -> Token | None:
        """The last word of the kind in the run, if any."""
        return next((word for word in reversed(self.run) if kind in kinds(word.text)), None)

    def marker(self, kind: str) -> int:
        """Where in the content the last word of the kind stands, -1 for nowhere."""
        for index in range(len(self.content) - 1, -1, -1):
            if self.content[index].kind == "word" and kind in kinds(self.content[index].text):
                return index
        return -1


_LONGEST = 400  # pieces; what runs on longer without a mark is read in parts, so that each takes bounded time


def clauses(tokens: list[Token], text: str, start: int, end: int) -> list[Clause]:
    """The clauses of the sentence `text[start:end]` that consists of the tokens."""
    found: list[Clause] = [Clause()]
    at = start
    for token in tokens:
        if token.start < at:
            continue
        amount = quantity(token, text)
        first = amount.start if amount else token.start
        if first > at:
            found[-1].pieces.append(Token("text", at, first, text[at:first]))
        if len(found[-1].pieces) >= _LONGEST:
            found[-1].end = first
            found.append(Clause())
        at = token.end
        if amount:
            found[-1].pieces.append(amount)
            at = amount.after
        elif token.kind == "stop":
            found[-1].stop, found[-1].end = token.text, token.start
            found.append(Clause())
        else:
            if token.kind in _NUMBERS:
                token = token._replace(kind="text")
            found[-1].pieces.append(token)
    if end > at:
        found[-1].pieces.append(Token("text", at, end, text[at:end]))
    found[-1].end = end
    return [clause for clause in found if clause.pieces]


def look_left(pieces: list[Token]) -> Left:
    """Part the words before a number into subject and run, from the number backwards."""
    index = len(pieces)
    run: list[Token] = []
    while index:
        piece = pieces[index - 1]
        if piece.kind in ("date", "streak") or (piece.kind == "joint" and run):
            pass
        elif piece.kind == "word":
            if kinds(piece.text) & CONTENT and not _qualifies(piece, pieces, index):
                break
        elif piece.kind != "text" or (piece.text.strip() and not _between_dates(pieces, index)):
            break
        run.append(piece)
        index -= 1
    run.reverse()
    content = pieces[:index]
    dates, bases, content = _take_dates(content)
    dates_2, bases_2, run = _take_dates(run, content[-1] if content else None)
    return Left(content, run, dates + dates_2, bases + bases_2)


def _between_dates(pieces: list[Token], index: int) -> bool:
    """和 between two dates: 比上半年和上年同期."""
    if not 1 < index < len(pieces) or pieces[index - 1].text not in ("和", "及", "与"):
        return False
    return pieces[index].kind == pieces[index - 2].kind == "date"


def _qualifies(piece: Token, pieces: list[Token], index: int) -> bool:
    """A word such as 高于 right before the number only bounds it."""
    return index == len(pieces) and "gap" in kinds(piece.text) and bool(kinds(piece.text) & {"before.>", "before.<"})


def _take_dates(pieces: list[Token], before: Token | None = None) -> tuple[list[Token], list[Token], list[Token]]:
    """Dates of the figure, dates it is compared with (比上年, 比上半年和上年同期), and all other pieces."""
    dates: list[Token] = []
    bases: list[Token] = []
    rest: list[Token] = []
    comparing = bool(before and kinds(before.text) & COMPARING and _dated(pieces, 0))
    behind = "".join(piece.text for piece in pieces)
    for index, piece in enumerate(pieces):
        if piece.kind == "date":
            if piece.text == "同期" and _names_other(pieces, index):
                comparing = False
            elif comparing:
                bases.append(piece)
            elif (
                not _aside(piece, pieces[index - 1] if index else None)
                and not _begins(pieces, index)
                and not _of_prices(pieces, index)
                and "基础上" not in behind
            ):
                dates.append(piece)
        elif piece.kind == "word" and kinds(piece.text) & COMPARING and _dated(pieces, index + 1):
            comparing = True
            if _names_other(pieces, index + 1) or kinds(piece.text) & {"gap", "recover", "year_on_year"}:
                rest.append(piece)
        else:
            if not (comparing and piece.text in _OF_BASE):
                comparing = False
                rest.append(piece)
    return dates, bases, rest


_OF_BASE = ("和", "、", "及", "与", "的", "预算", "预算数", "执行数", "决算数", "预算执行数")


def _begins(pieces: list[Token], index: int) -> bool:
    """从4月起 says since when, not when."""
    before, behind = pieces[index - 1 : index], pieces[index + 1 : index + 2]
    since = bool(before) and before[0].text.endswith(("从", "自"))
    return since and bool(behind) and behind[0].text.startswith(("起", "开始"))


def _of_prices(pieces: list[Token], index: int) -> bool:
    """上年不变价 and 2020年价格 say in which prices, not when."""
    behind = pieces[index + 1 : index + 2]
    return bool(behind) and behind[0].text.startswith(_PRICES) and pieces[index].text.endswith("年")


_PRICES = ("不变价", "可比价", "价格计算", "价计算", "价格核算")


def _names_other(pieces: list[Token], index: int) -> bool:
    """同期 before a noun says that something else of the same time is compared with: 比同期工业快1个百分点."""
    behind = pieces[index + 1] if index + 1 < len(pieces) else None
    return pieces[index].text == "同期" and behind is not None and behind.kind == "text" and len(behind.text) > 1


_SINCE = re.compile(r"(?:由|自|从|于|到|继|因|经历|至)$")
_BESIDE = ("与", "同", "和", "超过", "超", "高于", "低于", "好于", "不及")
_YEARS_PAST = ("去年", "上年", "前年", "上月", "上年同期", "去年同期", "年前")


def _aside(date: Token, before: Token | None) -> bool:
    """A date in passing (由去年的…, 自去年8月): it does not say when what follows was."""
    if before is None or before.end != date.start:
        return False
    if date.text.endswith(("同期", "同月", "同季")) and before.text.endswith(_BESIDE):
        return True
    return (bool(_SINCE.search(before.text)) and date.text.endswith(_YEARS_PAST)) or before.text.endswith("自")


def _dated(pieces: list[Token], index: int) -> bool:
    return index < len(pieces) and pieces[index].kind == "date"


_SPACE = re.compile(r"[\s—●■▲·　]+")


_OPENING = frozenset(("link", "adverb", "arrive", "than", "year_on_year", "period_on_period", "average"))


_TIMES = frozenset(("date", "streak", "item"))
_CLOSING = frozenset(("adverb", "arrive", "average"))


def _opens(piece: Token) -> bool:
    """Whether a piece at the head of a clause belongs to no subject."""
    if piece.kind in ("date", "streak", "joint", "item") or not piece.text.strip():
        return True
    found = kinds(piece.text) if piece.kind == "word" else frozenset[str]()
    return bool(found & _OPENING) and not found & {"contribution", "index", "new"}


def words(pieces: list[Token]) -> str:
    """The pieces as one subject: leading links and dashes dropped, the text's own characters otherwise."""
    first = 0
    while first < len(pieces) and _opens(pieces[first]):
        first += 1
    last = len(pieces)
    while last > first + 1 and pieces[last - 1].kind == "word" and kinds(pieces[last - 1].text) & _CLOSING:
        last -= 1
    kept = (piece for piece in pieces[first:last] if piece.kind not in _TIMES and piece.text != "分别")
    text = "".join(piece.text for piece in kept)
    return _SPACE.sub("", text).strip("，。；：、,;")
