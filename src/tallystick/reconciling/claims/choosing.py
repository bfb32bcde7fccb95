"""Which figure of its sentence a claim speaks of."""

from __future__ import annotations

import re

from tallystick.model import Assertion, Observation

LEVELS = frozenset({"level", "share", "index", "gap", "multiple"})
MOVES = frozenset({"growth", "annualised_growth", "average_growth", "change", "contribution"})
_NEVER = frozenset({"streak", "rank"})
_PACES = ("fastest", "slowest")
_PACE = re.compile(r"增速|增幅|涨幅|降幅|跌幅")
_ALL = re.compile(r"均|都|双双|both|respectively")
_APART = re.compile(r"[；;]")
_OTHER_TIME = re.compile(r"\b(?:when|after|before|until)\b", re.IGNORECASE)
_TAKEN_UP = re.compile(r"\bwhich\b", re.IGNORECASE)
_HELD_AGAINST = re.compile(
    r"(?:\b(?:from|compared (?:with|to)|relative to|than|against|versus)|低于|高于|相比)\s*$", re.IGNORECASE
)
_JOINT = re.compile(r"[、，,\s]{0,2}(?:和|and)?\s?")
_OF_GROWTH = re.compile(
    r"growth|increase|decrease|decline|rise|fall|drop|gain|advance|inflation rate|pace",
    re.IGNORECASE,
)
_NOUN = re.compile(r"[一-鿿]{2,}")
_EMPTY = re.compile(
    r"(?:再次?|又|也|均|都|双双|屡|其中|并|已|且|为|是|达到?|实现|同比|全年|规模|总量|数量|水平|人数|总额|增速|增幅|涨幅|降幅|了|的|同期|历史|创下?|保持|处于|居|位|继续|仍|进一步|去年|今年|本月|当月|去|年|月|份|\d)*"
)


def figure_of(
    claim: Assertion, span: tuple[int, int], before: str, figures: tuple[Observation, ...], text: str
) -> tuple[Observation, ...]:
    """The figures a claim speaks of: inside its words, else the nearest before it in its sentence, else behind it.

    A claim on growth speaks of a rate of growth, one on a level of a level; one with a subject of its own in its
    clause speaks of a figure of that subject or of none. It is one figure, or those that a list joins (均, both).
    """
    words = text[span[0] : span[1]] + before
    fit = [o for o in figures if o.measure not in _NEVER and _fits(o, claim, words)]
    fit = fit or [o for o in figures if o.unit == "%" and o.measure in MOVES and claim.direction not in _PACES]
    inside = [o for o in fit if span[0] <= o.start < span[1]]
    if inside:
        return (inside[0],)
    own = _EMPTY.sub("", before, count=1) if _NOUN.search(before) else ""
    if own and _NOUN.search(own):
        fit = [o for o in fit if _shares(own, o.subject)] or [o for o in fit if _between(o, span, before, text)]
    earlier = _before(fit, span[0], text)
    later = [o for o in fit if o.start >= span[1]]
    if earlier:
        return _with_joined(earlier, text) if _ALL.search(words) else (earlier[-1],)
    return (later[0],) if later and not _OTHER_TIME.search(text, span[0] - 40 if span[0] > 40 else 0, span[0]) else ()


def _before(fit: list[Observation], at: int, text: str) -> list[Observation]:
    """The figures before a claim that it may speak of, the last the likeliest.

    Not those beyond a semicolon, nor those from which another moved; of a time told by `when` none.
    """
    earlier = [o for o in fit if o.end <= at and not _APART.search(text, o.end, at)]
    if not earlier or _OTHER_TIME.search(text, earlier[-1].end, at):
        return []
    if _TAKEN_UP.search(text, earlier[-1].end, at) and _held_against(earlier[-1], text):
        return []  # it may be either of the two
    return [o for o in earlier if not _held_against(o, text)]


def _held_against(figure: Observation, text: str) -> bool:
    """Whether another figure moved from this one, or is compared with it."""
    return _HELD_AGAINST.search(text, max(figure.start - 16, 0), figure.start) is not None


def _with_joined(earlier: list[Observation], text: str) -> tuple[Observation, ...]:
    """The last figure with those before it that only a comma or `and` parts from the next."""
    joined = [earlier[-1]]
    for figure in reversed(earlier[:-1]):
        if not _JOINT.fullmatch(text, figure.end, joined[0].start):
            break
        joined.insert(0, figure)
    return tuple(joined)


def _fits(figure: Observation, claim: Assertion, words: str) -> bool:
    """Whether a figure's measure is of the kind that the claim is on."""
    if claim.direction in _PACES or claim.direction.startswith("growth") or _PACE.search(words):
        return figure.measure in MOVES
    if claim.kind in ("record", "window") and _OF_GROWTH.search(words):
        return True
    return figure.measure in LEVELS or claim.kind in ("turning", "target", "level", "steady")


def _shares(words: str, subject: str) -> bool:
    """Whether two Chinese names share two characters in a row."""
    return any(words[at : at + 2] in subject for at in range(len(words) - 1))


def _between(figure: Observation, span: tuple[int, int], before: str, text: str) -> bool:
    """Whether a figure stands in the claim's own clause before it."""
    return figure.end <= span[0] and text[figure.end : span[0]] in before and bool(before)
