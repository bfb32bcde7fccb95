"""Quantity → figure: each field chosen among its candidates, the choices before it known, with the odds of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from heapq import nlargest

from tallystick.model import Candidate, Period, PeriodError
from tallystick.reading.candidates import bases, measures, periods, signs, statuses, subjects
from tallystick.reading.candidates.proposals import sign_proposed, status_proposed
from tallystick.reading.candidates.qualifiers import qualifier
from tallystick.reading.candidates.told import Candidates
from tallystick.reading.candidates.units import unit_of
from tallystick.reading.candidates.wording import as_printed, carried_over, leaves_out
from tallystick.reading.choosing.linear import Ranker
from tallystick.reading.choosing.weights import Weights
from tallystick.reading.context import Context, Last
from tallystick.reading.figure import Figure
from tallystick.reading.grounds import grounds
from tallystick.reading.printed.en.moods import mood_of
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.sentence import Sentence

NO_FIGURE = "none"
_HARDLY = 0.01  # odds of a figure without any candidate
_SURE = 0.7  # odds of a period above which the next figure may lean on it
_TRUSTED = 0.6  # odds of a figure's weakest part above which the next may be trusted to follow
_CERTAIN = 0.98  # odds of a field above which what else was weighed for it is not worth telling
_UNLIKELY = 0.02  # odds below which a candidate is not worth telling
_MOST_TOLD = 5
_HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Chosen:
    """A value among candidates, its odds, and those of all that were weighed."""

    value: str
    odds: float
    weighed: Mapping[str, float] = field(default_factory=dict)


def figure_at(sentence: Sentence, index: int, k: int, context: Context, weights: Weights) -> Figure | None:
    """The figure that the quantity at item `k` of the sentence with this index makes; None where it is none."""
    item = sentence.items[k]
    quantity = item.quantity
    measure = _best(weights.measure.odds(measures.features(sentence, k, context.said(index))))
    if measure.value == NO_FIGURE:
        return None
    told = context.told(index)
    period = _ranked(periods.candidates(sentence, k, told, measure.value), weights.period)
    period = replace(period, value=periods.stretched(period.value, quantity, measure.value))
    sign = _sign(sentence, k, measure.value, context, index, weights)
    base = _base(sentence, k, index, context, measure.value, period.value, weights)
    spoken = context.spoken(index)
    subject = _named(subjects.candidates(sentence, k, spoken, measure.value, weights.subject_words), weights.subject)
    status = _status(sentence, k, period.value, context, index, weights)
    unit = unit_of(sentence, k, context.spent(index), measure.value)
    value, half, unit = in_unit(quantity, measure.value, unit)
    parts = (measure.odds, sign.odds, period.odds, subject.odds)
    figure = Figure(
        item.start, item.end, quantity.digits, _negative(value) if sign.value == "-" else value, half, unit,
        measure.value, _printed(sentence, k, measure.value, subject.value, context.last, index), period.value,
        _whole(sentence, k, measure.value, base.value), qualifier(sentence.items, k), status.value, odds=parts,
        candidates=_weighed(measure=measure, sign=sign, period=period, base=base, subject=subject, status=status),
    )  # fmt: skip
    figure.grounds = tuple(grounds(sentence, k, figure, context.last, index))
    figure.confidence = weights.calibration.confidence(parts, figure.grounds)
    sure = period.odds > _SURE
    trusted = min(parts) > _TRUSTED
    context.tell(
        Last(
            index, k, measure.value, quantity.unit, unit, period.value, base.value, subject.value, sign.value,
            status.value, sure, trusted,
        )
    )  # fmt: skip
    return figure


def _best(odds: dict[str, float]) -> Chosen:
    value = max(odds, key=odds.__getitem__)
    return Chosen(value, odds[value], odds)


def _weighed(**chosen: Chosen) -> tuple[Candidate, ...]:
    """What was weighed for the fields that are not certain, the likeliest first."""
    return tuple(
        Candidate(name, value, round(odds, 4))
        for name, choice in chosen.items()
        if choice.odds < _CERTAIN
        for value, odds in nlargest(_MOST_TOLD, choice.weighed.items(), key=lambda pair: pair[1])
        if odds > _UNLIKELY
    )


def _ranked(found: Candidates, ranker: Ranker) -> Chosen:
    return _best(dict(zip(found, ranker.odds(list(found.values())), strict=True)))


def _named(options: list[subjects.Candidate], ranker: Ranker) -> Chosen:
    if not options:
        return Chosen("", _HARDLY)
    return _best(dict(zip((o.text for o in options), ranker.odds([o.names for o in options]), strict=True)))


def _printed(sentence: Sentence, k: int, measure: str, chosen: str, last: Last, index: int) -> str:
    """The subject as people read it; what follows leans on the words chosen."""
    proposed = sentence.proposed.get(k)
    if proposed is None:
        return chosen
    before = sentence.proposed.get(last.item) if last.sentence == index else None
    same = before is not None and before.subject == proposed.subject
    if same or measure in ("rank", "streak"):
        return carried_over(chosen, proposed.subject, streak=same and measure == "streak")
    return as_printed(chosen, proposed.subject)


def _whole(sentence: Sentence, k: int, measure: str, chosen: str) -> str:
    """The base; where it is a whole in words, as people read it."""
    proposed = sentence.proposed.get(k)
    if proposed is None or measure not in bases.WHOLES:
        return chosen
    behind = sentence.items[k + 1].low if k + 1 < len(sentence.items) else ""
    if measure in ("share", "contribution") and behind == "of" and leaves_out(proposed.base, chosen):
        return proposed.base
    return as_printed(chosen, proposed.base)


def _sign(sentence: Sentence, k: int, measure: str, context: Context, index: int, weights: Weights) -> Chosen:
    quantity = sentence.items[k].quantity
    if measure not in signs.DIRECTED or quantity.signed:
        return Chosen("+", 1.0)
    before = context.last.sign if context.last.sentence == index else ""
    return _best(weights.sign.odds(signs.features(sentence.items, k, measure, before, sign_proposed(sentence, k))))


def _base(
    sentence: Sentence, k: int, index: int, context: Context, measure: str, period: str, weights: Weights
) -> Chosen:
    if measure in bases.MOVES:
        return _ranked(bases.candidates(sentence, k, context.told(index), measure, period), weights.base)
    if measure in bases.WHOLES:
        spoken = context.spoken_of_whole(index)
        return _named(subjects.candidates(sentence, k, spoken, measure, weights.whole_words), weights.whole)
    return Chosen("", 1.0)


def _status(sentence: Sentence, k: int, period: str, context: Context, index: int, weights: Weights) -> Chosen:
    try:
        when = Period.parse(period) if period else None
    except PeriodError:
        when = None
    before = context.last.status if context.last.sentence == index else ""
    rules = status_proposed(sentence, k)
    names = statuses.features(sentence.items, k, when, context.released, before, context.section, rules)
    odds = weights.status.odds(names)
    mood, _ = mood_of(sentence.items, k)
    return _unreal(odds, mood) if mood else _best(odds)


def _unreal(odds: dict[str, float], mood: str) -> Chosen:
    """What is aimed at or expected, where the figure's own verb says that it is not done: the likelier of the two."""
    best = _best(odds)
    if best.value != "actual":
        return best
    return Chosen(mood, 1 - best.odds, {**odds, mood: 1 - best.odds})


def _negative(value: Decimal | tuple[Decimal, Decimal]) -> Decimal | tuple[Decimal, Decimal]:
    return (-value[1], -value[0]) if isinstance(value, tuple) else -value


def in_unit(quantity: Quantity, measure: str, unit: str) -> tuple[Decimal | tuple[Decimal, Decimal], Decimal, str]:
    """Value, half of the last place and unit, as the measure has them; `unit` is that chosen."""
    if unit != quantity.unit:
        return quantity.value, quantity.half, unit
    if measure == "index" and unit == "1":
        return quantity.value, quantity.half, "point"
    if measure == "growth" and quantity.unit == "times" and not isinstance(quantity.value, tuple):
        return quantity.value * _HUNDRED, quantity.half * _HUNDRED, "%"
    if (
        measure == "multiple"
        and quantity.unit == "%"
        and quantity.form == "part"
        and not isinstance(quantity.value, tuple)
    ):
        return quantity.value / _HUNDRED, quantity.half / _HUNDRED, "times"
    return quantity.value, quantity.half, quantity.unit
