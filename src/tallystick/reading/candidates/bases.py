"""What a figure is compared with: periods for moves, phrases for parts, gaps and places."""

from __future__ import annotations

from tallystick.model import Period, PeriodError
from tallystick.reading.candidates.sentence_times import of_sentence
from tallystick.reading.candidates.told import Candidates, Told, is_period
from tallystick.reading.sentence import Sentence

MOVES = frozenset({"growth", "change", "annualised_growth", "average_growth", "index"})
WHOLES = frozenset({"share", "contribution", "gap", "multiple", "rank"})


def candidates(sentence: Sentence, k: int, told: Told, measure: str, period: str) -> Candidates:
    """Each period that a move of `period` may be counted from, with what speaks for it; "" stands for none."""
    found: Candidates = {}

    def add(base: Period | str, *names: str) -> None:
        if not base or str(base) != period:
            found.setdefault(str(base), []).extend(names)

    add("", "empty")
    shape = "none"
    if period:
        try:
            own = Period.parse(period)
        except PeriodError:
            own = None
        if own is not None and own.start.year > 1:
            shape = f"{own.frequency}{'+' if own.is_span else ''}"
            add(own.year_before(), "year-before")
            add(own.before(), "before")
            add(Period.day(own.year_before().end), "end-of-year-before")
            add(Period.day(Period.year(own.start.year - 1).end), "end-of-last-year")
    for base, names in of_sentence(sentence, k, told):
        add(base, "own", *names)
    if is_period(told.base):
        add(told.base, f"base-before:{told.where}", f"base-before:{told.where}:{told.measure}>{measure}")
    if told.before:
        add(told.before, f"period-before:{told.where}", f"period-before:{told.where}:{told.measure}>{measure}")
    rules = sentence.proposed.get(k)
    if rules is not None and (not rules.base or is_period(rules.base)):
        add(rules.base, "rules", f"rules:{rules.measure == measure}", f"rules:{rules.period == period}")
    cues = _cues(sentence, k)
    return {
        base: [
            *names,
            *(f"{shape}|{n}" for n in names[:2]),
            *(f"{measure}|{n}" for n in names),
            *(f"{n}&{c}" for n in names[:3] for c in cues),
        ]
        for base, names in found.items()
    }


def _cues(sentence: Sentence, k: int) -> list[str]:
    """Words of comparison near the quantity: year on year, month on month, from, than."""
    cues = []
    for at, item in enumerate(sentence.items):
        if abs(at - k) <= 10:
            cues += [f"{tag}:{'L' if at < k else 'R'}" for tag in item.tags & {"yoy", "mom", "qoq", "versus"}]
    return cues
