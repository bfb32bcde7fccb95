"""Claims against numbers whose part the words around them fix: a bound, a line, a list of values, who comes next."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

from tallystick.model import Interval, Observation
from tallystick.model.message import Message
from tallystick.reconciling.claims.comparing import Outcome, contradicts, surely_above
from tallystick.reconciling.claims.finder import Told
from tallystick.reconciling.wording import said, within

LINE = Decimal(50)
_LOW, _HIGH = Decimal(25), Decimal(75)  # no index of diffusion lies beyond these
_BOUND = re.compile(r"(?P<below>以下|以内|之下|之内)|(?P<above>以上|之上)")
_PASSING = re.compile(r"(?:今年以来|年初以来|一直|始终|连年|继续|持续|总体|涨幅|增速|增幅|均|也|都|仍|，|、)*")
_REACHING = re.compile(r"[，,]?\s?(?:并|且|and )?(?:达到?了?|为|升至|至|reaching|standing at|to|at)\s?", re.IGNORECASE)
_NEXT = re.compile(r"followed by|ahead of|其次|之后是|随后", re.IGNORECASE)
_AFTER = re.compile(r"(?:[^;()]{0,40}? )?after (?:readings of |values of )?", re.IGNORECASE)
_BETWEEN = re.compile(r"(?:, ?(?:and )?| and |、|和|及)")
_LISTED = re.compile(r"[一二三四]、[一二三四](?:、[一二三四])*季度|\d{1,2}(?:月)?、\d{1,2}(?:月?、\d{1,2})*月")
_UNCHANGED = re.compile(r"unchanged|flat|不变|持平", re.IGNORECASE)
_AND = re.compile(r"[,，]? ?(?:and|but|并|但|后)? ?", re.IGNORECASE)
_EARLIER = re.compile(r"\b(?:after|following|since|when|before|until|had been)\b|此前|之前|曾")
_CLEAR = re.compile(r"[;；]|\b(?:while|whereas|but|although)\b|而|但", re.IGNORECASE)
_MOVES = ("change", "gap", "contribution", "streak", "rank", "multiple")


def beyond_bound(told: Told, text: str) -> Outcome | None:
    """`8.1%, …一直保持在8%以下`: the value right before what is kept to lies on the other side."""
    found, mark = _BOUND.search(told.words), _inside(told)
    if found is None or mark is None or not isinstance(mark.value, Decimal):
        return None
    own = [o for o in told.figures if o.end <= told.claim.start and o.unit == mark.unit and o.measure not in _MOVES]
    if len(own) != 1 or not _PASSING.fullmatch(told.before) or _CLEAR.search(text[own[0].end : told.claim.start]):
        return None
    edge = Interval.point(abs(mark.value))
    wrong = surely_above(own[0].interval, edge) if found["below"] else surely_above(edge, own[0].interval)
    why = Message("not beyond the line", {"said": said(own[0]), "line": said(mark)})
    return contradicts(why, own[0]) if wrong else None


def _inside(told: Told) -> Observation | None:
    inside = [o for o in told.figures if told.claim.start <= o.start < told.claim.end and o.measure != "streak"]
    return inside[0] if len(inside) == 1 else None


def beside_zone(told: Told) -> Outcome | None:
    """An index of diffusion beside the side of 50 that it is told to lie on."""
    if not told.claim.direction.endswith(" 50"):
        return None
    values = [
        o
        for o in told.figures
        if o.measure in ("index", "level") and isinstance(o.value, Decimal) and _LOW < o.value < _HIGH
    ]
    if len(values) != 1 or values[0].unit not in ("point", "1", "%", ""):
        return None
    edge, value = Interval.point(LINE), values[0].interval
    wrong = surely_above(edge, value) if told.claim.direction.startswith("above") else surely_above(value, edge)
    why = Message("not beyond the line", {"said": said(values[0]), "line": within(edge, values[0].unit)})
    return contradicts(why, values[0]) if wrong else None


def moved_though_steady(told: Told, text: str) -> Outcome | None:
    """What is unchanged at a number, but was raised or cut by so many points in the same breath."""
    if told.claim.direction != "same" or not _UNCHANGED.search(told.words):
        return None
    for move in told.figures:
        far = move.end > told.claim.start or move.measure != "change" or move.unit not in ("bp", "pp")
        if far or not move.value or _EARLIER.search(told.sentence[: told.sentence.find(told.words)]):
            continue
        between = text[move.end : told.claim.start]
        if _AND.fullmatch(between):
            return contradicts(Message("moved the other way", {"move": said(move)}), move)
    return None


def crossed_behind(told: Told, text: str) -> Outcome | None:
    """`首次超过…的50%，达到49.6%`: the level right behind a line that was crossed lies on its other side."""
    window = told.claim.window
    line = None if window is None else window.above if window.above is not None else window.below
    behind = next((o for o in told.figures if o.start >= told.claim.end), None)
    if line is None or window is None or behind is None or not _REACHING.fullmatch(text, told.claim.end, behind.start):
        return None
    edge = Interval.point(line)
    short = surely_above(edge, behind.interval) if window.above is not None else surely_above(behind.interval, edge)
    same = any(o.unit == behind.unit for o in told.figures if told.claim.start <= o.start < told.claim.end)
    why = Message("not beyond the line", {"said": said(behind), "line": within(edge, behind.unit)})
    return contradicts(why, behind) if short and same else None


def overtaken(told: Told, text: str) -> Outcome | None:
    """The first of some, beside the next one with a larger number (`the largest, 12%, followed by France with 15%`)."""
    found = _NEXT.search(text, told.claim.end, told.claim.end + 160) if told.claim.direction == "first" else None
    if found is None or _CLEAR.search(text, told.claim.end, found.start()):
        return None
    own = [o for o in told.figures if told.claim.start <= o.start and o.end <= found.start() and o.measure != "rank"]
    after = [o for o in told.figures if o.start >= found.end() and o.measure != "rank"]
    if len(own) != 1 or not after or own[0].unit != after[0].unit or not own[0].sure:
        return None
    if own[0].measure not in ("level", "share"):
        return None
    if not surely_above(after[0].interval, own[0].interval):
        return None
    return Outcome("contradicts", Message("is overtaken", {"other": said(after[0])}), (own[0], after[0]))


def listed_otherwise(told: Told, text: str) -> Outcome | None:
    """A list of values that does not go one way: of times in their order, or those `after` which it is told."""
    up = {"rise": True, "fall": False}.get(told.claim.direction)
    if up is None:
        return None
    row = _row(told.figures, text)
    if len(row) < len(("before", "between", "now")):
        return None
    steps = [(a, b) for a, b in pairwise(row) if surely_above(a.interval, b.interval) == up and _apart(a, b)]
    right = [(a, b) for a, b in pairwise(row) if surely_above(b.interval, a.interval) == up and _apart(a, b)]
    after = row[0].start >= told.claim.end and _AFTER.fullmatch(text, told.claim.end, row[0].start)
    if steps and ((after and right) or (_LISTED.search(told.sentence) and row[-1].end <= told.claim.start)):
        earlier, later = steps[0]
        why = Message("breaks the run", {"earlier": said(earlier), "later": said(later)})
        return Outcome("contradicts", why, (earlier, later)) if after else contradicts(why, earlier, later)
    return None


def _apart(a: Observation, b: Observation) -> bool:
    return surely_above(a.interval, b.interval) or surely_above(b.interval, a.interval)


def _row(figures: Sequence[Observation], text: str) -> list[Observation]:
    """The longest run of figures of one unit with nothing but commas between them."""
    runs: list[list[Observation]] = []
    for figure in (o for o in figures if o.measure not in ("streak", "rank")):
        if runs and runs[-1][-1].unit == figure.unit and _BETWEEN.fullmatch(text, runs[-1][-1].end, figure.start):
            runs[-1].append(figure)
        else:
            runs.append([figure])
    return max(runs, key=len, default=[])
