"""Which cell speaks against a figure of running text: only where words, time and measure leave no doubt."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tallystick.knowledge import find_area
from tallystick.model import Observation
from tallystick.model.message import Message, Part, Time
from tallystick.reconciling.evidence import language
from tallystick.reconciling.explain import slip_between
from tallystick.reconciling.tables.agreeing import meet, number, turned
from tallystick.reconciling.tables.cells import Cell
from tallystick.reconciling.tables.finding_cells import Book, Link, other_area
from tallystick.reconciling.tables.proving import LEVEL
from tallystick.reconciling.tables.told import Told
from tallystick.reconciling.tables.words import Tokens, covered, is_time, knowledge, named, readings, tokens
from tallystick.reconciling.tying import is_foreseen, tells_its_period

CONTRADICTS = Message("not one number")
UNTIMED = Message("sentence tells no time")
NEAR = Fraction(1, 2)  # of its size that a figure may be off and still be meant to be the cell's
CLOSE = Fraction(1, 5)  # the same where the words leave a doubt
UNLIKE = Fraction(
    6, 10
)  # beyond this, unless one slip leads from one to the other, they are not meant to be one number
MOSTLY = 0.6  # of a subject that the table's words must hold to be worth a word
_WORD = re.compile(r"[\w'’-]+")
_LEADS_ON = frozenset(("of", "in", "for", "among", "by", "with", "without", "from", "to", "at", "on", "excluding"))


@dataclass(frozen=True, slots=True)
class Dispute:
    """A figure, the cell that says otherwise, the verdict and why."""

    told: Told
    cell: Cell
    verdict: str
    reason: Message


def dispute(told: Told, links: Sequence[Link], book: Book) -> Dispute | None:
    """The cell that a figure should agree with and does not; None where it is not clear which, or one agrees.

    `links` are those of the figure, best first, and none of them proves it.
    """
    if not links or not _may_be_held_against(told.figure):
        return None
    best = links[0]
    if not _may_say_otherwise(told.figure, best.cell.figure):
        return None
    if not best.own_time or meet(told.figure, best.cell.figure) or not _is_alone(best, links):
        return None
    if any(named(label, told.here) < 1 for label in best.line.labels) or _covered(told, best, book) < MOSTLY:
        return None
    gap = _gap(told.figure, best.cell.figure)
    slip = slip_between(told.figure, best.cell.figure)
    doubt = _doubt(told, best, book)
    if (gap > UNLIKE and not slip) or _is_told_elsewhere(told, links):
        return None
    other = _said_of_another(told, links, book)
    if other and doubt in (None, UNTIMED):
        return None if doubt else Dispute(told, best.cell, "cannot check", other)
    if not doubt and gap > NEAR and not slip:
        doubt = Message("too far for a slip")
    elif doubt and gap > CLOSE and not slip:
        return None
    if doubt:
        return Dispute(told, best.cell, "cannot check", Message("not beyond doubt", {"doubt": doubt}))
    return Dispute(told, best.cell, "contradicts", CONTRADICTS)


def _is_told_elsewhere(told: Told, links: Sequence[Link]) -> bool:
    """Whether a cell of another table that the figure may be told of agrees."""
    return any(link.cell.table != links[0].cell.table and meet(told.figure, link.cell.figure) for link in links[1:])


def _may_be_held_against(figure: Observation) -> bool:
    return not (figure.status != "actual" or figure.qualifier or isinstance(figure.value, tuple) or is_foreseen(figure))


def _may_say_otherwise(figure: Observation, cell: Observation) -> bool:
    """Whether a cell is of the same release, for another may have revised it, and no forecast."""
    return cell.release == figure.release and cell.status == "actual"


def _is_alone(best: Link, links: Sequence[Link]) -> bool:
    """Whether no other cell with another number is named as well."""
    return not any(
        best.score - link.score < LEVEL and not meet(best.cell.figure, link.cell.figure) for link in links[1:]
    )


def _covered(told: Told, best: Link, book: Book) -> float:
    """How much of a figure's subject the table's words hold, other labels of the table (carried along) left out."""
    line = best.line
    others = (way for label in book.labels_of(line.table) for way in readings(label) if not way <= line.words)
    carried = frozenset(word for way in others if way <= told.subject for word in way)
    apart = tokens(told.figure.base) | tokens(best.cell.figure.base) | (carried - line.words)
    return covered(told.subject - apart, line.words | line.beside | line.about)


def _is_one_measure(figure: Observation, cell: Observation) -> bool:
    """Whether measure and base are surely the same."""
    if figure.measure != cell.measure:
        return False
    if figure.measure in ("growth", "change", "index", "gap", "multiple"):
        return bool(figure.base and cell.base)
    return not figure.base or not cell.base or bool(tokens(figure.base) & tokens(cell.base))


def _doubt(told: Told, best: Link, book: Book) -> Message | None:
    """What keeps the words of a figure from surely being those of a cell; None where nothing does."""
    figure, cell = told.figure, best.cell.figure
    known = best.line.words | best.line.beside | best.line.about | tokens(cell.base)
    if not (told.subject - tokens(figure.base)) <= known:
        return Message("table does not name", {"subject": figure.subject})
    if not _is_one_measure(figure, cell):
        return Message("measure may differ")
    if other_area(figure, cell):
        return Message("areas differ", {"one": figure.area, "other": cell.area})
    if not tells_its_period(figure):
        return UNTIMED
    if word := next((word for word in knowledge()["elsewhere"] if word in figure.sentence.lower()), ""):
        return Message("sentence says", {"word": word})
    if label := _foreign(told, best, book):
        return Message("stands beside", {"label": label})
    strange: str = _unknown(told, known)
    return Message("quoted", {"words": strange}) if strange else None


def _foreign(told: Told, best: Link, book: Book) -> str:
    """Another label of the same table, or another area, named beside the figure."""
    for label in book.labels_of(best.line.table):
        if named(label, told.near) == 1 and named(label, best.line.words) < 1:
            return label
    area = find_area(told.beside, language(told.beside))
    return told.beside.strip() if area and best.cell.figure.area and area != best.cell.figure.area else ""


def _unknown(told: Told, known: Tokens) -> str:
    """Words around the subject that the table does not have: they may make it another thing."""
    if language(told.beside) == "zh":
        strange = {token for token in told.near - known if not is_time(token) and len(token) > 1}
        return "、".join(sorted(strange)) if len(strange) > 1 else ""
    words = [word for word in _WORD.findall(told.beside) if not is_time(word.lower())]
    of_subject = [at for at, word in enumerate(words) if tokens(word) & (told.subject | known)]
    last = of_subject[-1] if of_subject else -1
    for at, word in enumerate(words):
        led_on = at > 0 and (words[at - 1].lower() in _LEADS_ON or word[0].isupper())
        if not tokens(word) <= known and (at < last or led_on):
            return str(word)
    return ""


def _said_of_another(told: Told, links: Sequence[Link], book: Book) -> Message | None:
    """Whether the table says the figure's number of another time, or of another row that the sentence may mean."""
    figure, best = told.figure, links[0]
    for cell in book.cells_of(best.cell.line):
        if cell is not best.cell and cell.figure.unit == figure.unit and meet(figure, cell.figure):
            when: Part = Time(cell.figure.period) if cell.figure.period else Message("another column")
            return Message("table says of time", {"words": figure.text, "when": when})
    for link in links[1:]:
        if meet(figure, link.cell.figure):
            return Message("table says of row", {"words": figure.text, "row": " › ".join(link.line.labels)})
    return None


def _gap(figure: Observation, cell: Observation) -> Fraction:
    """How far apart two figures are, as a part of the larger."""
    one, other = Fraction(number(figure)), Fraction(number(cell))
    other = -other if turned(figure, cell) else other
    largest = max(abs(one), abs(other))
    return abs(one - other) / largest if largest else Fraction(0)
