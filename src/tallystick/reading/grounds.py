"""What speaks for and against a figure as a whole: whether the rules read the same, what it leans on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tallystick.reading.figure import Figure
from tallystick.reading.printed.en.items import TIME
from tallystick.reading.sentence import Sentence

if TYPE_CHECKING:
    from tallystick.reading.context import Last

_LONG = 9  # words of a subject counted
_LIKE = 0.5  # shared words of two subjects that are alike
_SHORTEST_WORD = 3  # letters of words that tell something


def grounds(sentence: Sentence, k: int, figure: Figure, before: Last, index: int) -> Iterator[str]:
    """Names of all that makes the figure of the quantity at item `k` more or less likely to be right."""
    yield f"measure:{figure.measure}"
    yield f"unit:{figure.unit}"
    yield f"status:{figure.status}"
    yield f"period:{len(figure.period)}"
    yield f"words:{min(len(figure.subject.split()), _LONG)}"
    times = sum(item.kind == TIME for item in sentence.items)
    yield f"times:{min(times, 3)}"
    yield f"quantities:{min(len(sentence.quantities), 5)}"
    yield f"kind:{sentence.block.kind}"
    yield from _by_rules(sentence, k, figure)
    yield from _carried(figure, before, index)


def _by_rules(sentence: Sentence, k: int, figure: Figure) -> Iterator[str]:
    rules = sentence.proposed.get(k)
    if rules is None:
        yield "rules:none"
        return
    measure, period = rules.measure == figure.measure, rules.period == figure.period
    alike = _alike(rules.subject, figure.subject)
    subject = alike > _LIKE
    yield f"rules-measure:{measure}"
    yield f"rules-period:{period}"
    yield f"rules-subject:{round(3 * alike)}"
    yield f"rules:{measure}:{period}:{subject}"
    yield f"rules-period:{period}:{min(sum(item.kind == TIME for item in sentence.items), 2)}"
    yield f"rules-subject:{subject}:{figure.measure}"


def _carried(figure: Figure, before: Last, index: int) -> Iterator[str]:
    where = "same" if before.sentence == index else "earlier"
    yield f"before-period:{where}:{before.period == figure.period}:{before.sure}"
    yield f"before-subject:{where}:{before.subject == figure.subject}"
    yield f"before-trusted:{where}:{before.trusted}"


def _alike(one: str, other: str) -> float:
    a, b = _told(one), _told(other)
    return len(a & b) / max(len(a | b), 1)


def _told(words: str) -> set[str]:
    return {word for word in words.lower().split() if len(word) >= _SHORTEST_WORD}
