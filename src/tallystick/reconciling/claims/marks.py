"""What is steady, on target or above an average against the mark that the sentence prints beside it."""

from __future__ import annotations

import re
from decimal import Decimal

from tallystick.model import Interval, Observation
from tallystick.model.message import Message
from tallystick.reconciling.claims.comparing import Outcome, contradicts, one_subject, surely_above
from tallystick.reconciling.claims.finder import Told
from tallystick.reconciling.claims.vocabulary import vocabulary
from tallystick.reconciling.wording import said

_ABOUT = re.compile(r"around|about|roughly|approximately|左右|上下|约", re.IGNORECASE)
_CEILING = re.compile(r"deficit|ceiling|cap\b|limit|赤字|以内|不超过|控制在|降耗|排放", re.IGNORECASE)
_AROUND = re.compile(r"around|about|左右|上下|约")
_BEHIND = re.compile(r"[\s(（]{0,2}(?:of|at|:|（|\()?[\s(（]{0,2}(?:about |around )?")
_DIFFERENCE = re.compile(r"above|below|over|under|higher|lower|greater|less|more|short|比|较|高于|低于", re.IGNORECASE)
_TOKEN = re.compile(r"[A-Za-z]{2,}|[一-鿿]{2,}")
_MONTH = re.compile(r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$", re.IGNORECASE)
_ADVERBS = re.compile(r"虽然|尽管|依然|明显|大幅|显著|继续|总体|但|略|远|小幅|稍|均|都|已|也|又|并|仍|且|比|[，、 ]")
_NAME = re.compile(r"[A-Za-z]{5,}")
_ELIDED = re.compile(
    r",?(?: ?(?:in|for|at|during|of|the|last|this|year|which)\b[^;:]{0,80})?,? ?(?:and|but|,)?,? ?(?:it |which )?"
    r"(?:still|remaining|remains|remained|staying|stays|stayed|thus|therefore|much|far|well|虽然|但)?",
    re.IGNORECASE,
)
_MOVES = ("change", "gap", "contribution", "streak", "rank", "multiple")


def outside_range(told: Told, text: str) -> Outcome | None:
    """What stays within a range, or stable at it, beside another value of the same outside of it."""
    span = _range(told)
    if span is None:
        return None
    (low, high), marks = span
    others = [o for o in told.figures if o not in marks and o.unit == marks[0].unit and _is_number(o)]
    alone = len(others) == 1 and told.claim.direction == "within" and others[0].end <= told.claim.start
    alone = alone and _goes_on(text[others[0].end : told.claim.start], told)
    for other in others:
        if not (alone or one_subject(other, marks[0])):
            continue
        value = other.interval
        if not (surely_above(Interval.point(low), value) or surely_above(value, Interval.point(high))):
            continue
        if _ABOUT.search(told.words):
            return Outcome("cannot check", Message("outside of about", {"other": said(other)}), (*marks, other))
        figures = (other,) if told.claim.direction == "within" else (*marks, other)
        return contradicts(Message("outside the range", {"other": said(other)}), *figures)
    return None


def _goes_on(text: str, told: Told) -> bool:
    """Whether the words between an outcome and a claim bring in nothing else that the claim could speak of."""
    through = vocabulary(told.language).through
    return all(word.lower() in through or _MONTH.match(word) for word in _TOKEN.findall(text)) and not _own(told)


def _own(told: Told) -> str:
    """What is named in a Chinese claim's clause before its words."""
    return _ADVERBS.sub("", told.before) if told.language == "zh" else ""


def _is_number(figure: Observation) -> bool:
    """Whether a figure is told in digits and is no move."""
    return figure.measure not in _MOVES and any(sign.isdigit() for sign in figure.text)


def _range(told: Told) -> tuple[tuple[Decimal, Decimal], tuple[Observation, ...]] | None:
    """The two ends that the claim's own words print, and their figures."""
    inside = tuple(o for o in told.figures if told.claim.start <= o.start < told.claim.end and o.measure not in _MOVES)
    if len(inside) == 1 and isinstance(inside[0].value, tuple):
        return (min(inside[0].value), max(inside[0].value)), inside
    if len(inside) == 2 and inside[0].unit == inside[1].unit:
        ends = [o.value for o in inside if not isinstance(o.value, tuple)]
        return ((min(ends), max(ends)), inside) if len(ends) == 2 else None
    return None


def beside_mark(told: Told, text: str) -> Outcome | None:
    """An outcome beside its target, a level beside its average, where the sentence prints both.

    A reader may take the outcome for planned as well, since a target is told beside it.
    """
    mark = _mark(told, text)
    if mark is None or not isinstance(mark.value, Decimal):
        return None
    others = [o for o in told.figures if o.id != mark.id and o.unit == mark.unit and _is_number(o)]
    before = [o for o in others if o.end <= told.claim.start]
    if before and before[-1].status != "forecast" and _is_outcome(before, told, text):
        strict = len(before) == 1 and _goes_on(text[before[-1].end : told.claim.start], told)
        return _judged(told, before, mark, holds=strict)
    if not others and len(told.taken_up) == 1 and told.claim.kind == "target" and told.taken_up[0].unit == mark.unit:
        return _judged(told, [told.taken_up[0]], mark, holds=False)
    if not others:
        return _judged(told, [o for o in told.behind if _is_of_claim(o, told, mark)], mark, holds=False)
    return None


def _is_outcome(before: list[Observation], told: Told, text: str) -> bool:
    """Whether the figures before a claim are what it speaks of: by the words between the last of them and it."""
    between = text[before[-1].end : told.claim.start]
    if _DIFFERENCE.match(told.words) and not between.strip():
        return False  # by how much it lies beyond
    if told.words.startswith(("比", "较", "greater", "higher", "lower", "less")) and "," not in between:
        return False
    return _goes_on(between, told) or (len(before) == 1 and bool(_ELIDED.fullmatch(" ".join(between.split()))))


def _is_of_claim(figure: Observation, told: Told, mark: Observation) -> bool:
    """Whether a figure of the next sentence is of what stands before the claim's words (`Inflation runs above …`)."""
    named = [word.lower() for word in _NAME.findall(told.before)][-4:]
    subject = figure.subject.lower()
    fits = figure.unit == mark.unit and figure.status == "actual" and _is_number(figure)
    return fits and any(word in subject for word in named)


def _judged(told: Told, outcomes: list[Observation], mark: Observation, *, holds: bool) -> Outcome | None:
    """What all outcomes say alike; that a claim holds only where nothing else could be meant."""
    verdicts = {_verdict(told, outcome.interval, mark) for outcome in outcomes}
    if len(verdicts) != 1:
        return None
    [verdict] = verdicts
    key = "beside the target" if told.claim.kind == "target" else "beside the average"
    why = Message(key, {"said": said(outcomes[0]), "target": said(mark)})
    firm = all(outcome.sure for outcome in outcomes)  # the mark is told by the words of the claim
    if verdict == "contradicts":
        return Outcome(verdict if firm else "cannot check", why, (*outcomes, mark))
    return Outcome(verdict, why, (outcomes[0], mark)) if verdict and holds and firm and mark.sure else None


def _mark(told: Told, text: str) -> Observation | None:
    """The figure of the target or average: in the claim's words, or right behind them."""
    for figure in told.figures:
        if told.claim.start <= figure.start < told.claim.end and figure.measure not in ("streak", "rank"):
            return figure
        if figure.start >= told.claim.end and _BEHIND.fullmatch(text, told.claim.end, figure.start):
            return figure
    return None


def _verdict(told: Told, outcome: Interval, mark: Observation) -> str:
    """What an outcome and its mark say of the way they are told to lie; nothing where the words leave it open."""
    edge = mark.interval
    if isinstance(mark.value, Decimal):
        turned = mark.measure == "gap" and mark.value < 0  # `below the target of 2%` may be read as a gap
        if turned or told.claim.kind == "target":
            edge = Interval.point(-mark.value if turned else mark.value)
    over, under = surely_above(outcome, edge), surely_above(edge, outcome)
    way = told.claim.direction.removesuffix(" average")
    if way in ("above", "below"):
        right, wrong = (over, under) if way == "above" else (under, over)
        return "holds" if right else "contradicts" if wrong else ""
    if _AROUND.search(told.words) or mark.qualifier == "~":
        return ""
    ceiling = bool(_CEILING.search(told.sentence))
    if way == "kept" and ceiling:
        return "contradicts" if over else ""
    return ""
