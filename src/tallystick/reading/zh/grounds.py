"""What the rules know of how a figure was read: named grounds, from which its confidence is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache

from tallystick.model import Block, Period
from tallystick.reading.choosing.confidence import Calibration
from tallystick.reading.figure import Figure
from tallystick.reading.printed.zh.lexer import kinds
from tallystick.reading.printed.zh.quantities import Quantity
from tallystick.reading.printed.zh.vocabulary import phrases
from tallystick.reading.zh import subjects
from tallystick.reading.zh.clauses import Left, words
from tallystick.reading.zh.context import Context
from tallystick.reading.zh.measures import Meaning

_MARKERS = frozenset(("share", "contribution", "index", "gap", "rate_up", "up", "down"))
_RATES = ("%", "pp", "bp", "times", "point")
_LOOSE = ("在", "有", "中", "从", "了", "将", "已", "于", "至", "与", "各", "等", "到", "由", "及")
_LOOSE_HEAD = ("的", "了", "其", "有", "在", "已", "将", "从", "各", "为", "是", "等", "就", "并", "也", "共")
_LENGTHS = (3, 5, 9, 16, 26)  # characters of a subject
_DISTANCES = (12, 40, 120, 400)  # characters back to the words that named the time
_COUNTS = (2, 4, 7)  # figures in a sentence
_PARTS = (0.05, 0.2, 0.5)  # of a text's figures that are of the same period


def grounds(member: Quantity, left: Left, found: Meaning, figure: Figure, context: Context) -> tuple[str, ...]:
    """The grounds of one figure that its own sentence and what came before tell.

    They name the rule of the measure, where the time came from and how far back, and how the subject was put together.
    """
    kind = "plan" if context.plan else "news"
    if context.report:
        kind = "passage" if context.passage else "report"
    unit = figure.unit if figure.unit in _RATES else "1" if figure.unit == "1" else "amount"
    return (
        f"text {kind}",
        f"text {kind} {figure.status}",
        f"rule {found.rule}",
        f"measure {figure.measure} {unit}",
        *_of_time(member, left, figure, context),
        *_of_subject(subjects.tidy(words(found.subject)), figure, context),
        *(["measure among markers"] if _conflict(left) else []),
    )


def _of_time(member: Quantity, left: Left, figure: Figure, context: Context) -> list[str]:
    if not figure.period:
        return ["period none"]
    frequency = Period.parse(figure.period).frequency.name.lower()
    if left.dates:
        how = "own" if len(left.dates) == 1 else "one of several"
    elif context.dated:
        how = f"carried {_bin(member.start - context.dated[1], _DISTANCES)}"
    else:
        how = "of the section" if context.report else "of the text"
    times = len(set(context.spoken))
    return [f"period {how}", f"period {frequency}", f"times in the paragraph {_bin(times, (1, 2, 4))}"]


def _of_subject(own: str, figure: Figure, context: Context) -> list[str]:
    subject = figure.subject
    if not subject:
        return ["subject none"]
    if not own:
        how = "counted" if subject != context.topic else "carried"
    elif subject == own:
        how = "own"
    else:
        how = "with its noun" if subject.startswith(own) else "composed"
    told = [f"subject {how}", f"subject {how} {figure.measure}", f"subject length {_bin(len(subject), _LENGTHS)}"]
    if subjects.head_of(subject):
        told.append("subject with a head")
    if subjects.is_generic(subject):
        told.append("subject generic")
    deeds, acting = _verbs()
    if subject.startswith(deeds):
        told.append("subject of deeds")
    elif subject.startswith(acting):
        told.append("subject acting")
    if subject.endswith(_LOOSE) or subject.startswith(_LOOSE_HEAD):
        told.append("subject loose")
    told += [f"subject holds {mark}" for mark in "、和的中" if mark in subject[1:-1]]
    return told


@cache
def _verbs() -> tuple[tuple[str, ...], tuple[str, ...]]:
    lists = phrases()
    return tuple(lists["subjects.doing"] | lists["subjects.urging"]), tuple(lists["subjects.acting"])


def _conflict(left: Left) -> bool:
    """Whether several words could each tell the measure."""
    told: set[str] = set()
    for piece in left.content:
        if piece.kind == "word":
            told |= kinds(piece.text) & _MARKERS
    return len(told) > 1


def _bin(value: float, limits: Sequence[float]) -> str:
    at = next((limit for limit in limits if value < limit), None)
    return f"<{at}" if at is not None else f">={limits[-1]}"


def tell_confidence(found: list[tuple[Block, tuple[int, int], Figure]], calibration: Calibration) -> None:
    """Add what the whole text tells of its figures, and give each its confidence."""
    periods = Counter(figure.period for _, _, figure in found)
    sentences = Counter(span for _, span, _ in found)
    for block, span, figure in found:
        figure.grounds += (
            f"block {block.kind}",
            f"figures in the sentence {_bin(sentences[span], _COUNTS)}",
            f"same period {_bin(periods[figure.period] / len(found), _PARTS)}",
        )
        figure.confidence = calibration.confidence((), figure.grounds)
