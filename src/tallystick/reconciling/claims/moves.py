"""Records and streaks against the moves told in the words around them, whatever times the figures were read with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallystick.model import Observation
from tallystick.model.message import Message
from tallystick.reconciling.claims.comparing import (
    MONTHS,
    Outcome,
    contradicts,
    distance,
    is_negative,
    is_positive,
    period_of,
    surely_above,
)
from tallystick.reconciling.claims.finder import Told
from tallystick.reconciling.wording import said

_UPWARD = {"highest": True, "best": True, "lowest": False}
_FELL = r"fell|fallen|falls|falling|declined|declining|dropped|dropping|decreased|decreasing|slid|sank|plunged|tumbled"
_ROSE = r"rose|risen|rises|rising|increased|increasing|climbed|climbing|grew|jumped|surged|soared|advanced"
_DEVIATION = (
    r"(?: [\w-]{1,14}){0,2}?(?: by [\d.,]{1,12} ?(?:%|per ?cent|percentage points?|points?|basis points?|[a-z]{1,9}))?"
)
_VERB = {
    up: re.compile(
        rf"\b(?P<verb>(?:{verbs}){_DEVIATION} to) (?:an? |the |its |their )?(?P<level>[^,;:()]{{0,40}},? )?$", re.I
    )
    for up, verbs in ((True, _FELL), (False, _ROSE))
}
_ZH_VERB = {
    True: re.compile(
        r"(?P<verb>降至|降到|跌至|跌到|下降[至到]|回落[至到]|降低[至到]|减少[至到])[^，。；]{0,16}(?:最高|新高|最多|最大)"
    ),
    False: re.compile(
        r"(?P<verb>升至|升到|增至|增加[至到]|上升[至到]|提高[至到]|提升[至到]|增长[至到]|回升[至到])[^，。；]{0,16}(?:最低|新低|最少|最小)"
    ),
}
_OF_CHANGE = re.compile(
    r"declin|drop|\bfall|decreas|contract|loss|deficit|reduc|outflow|growth|increase|rise|gain|advance|pace|"
    r"chang|swing|jump|surge|slow|quarter|month|year\b|contribution|增速|增幅|涨幅|降幅|跌幅|增量|逆差|赤字|亏损|同期|当月|单月|单日|月度|季度",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"highest|lowest|\bhighs?\b|\blows?\b|number|level|total|figure|rate\b|value|estimate|reading|新高|新低|最高|最低|最多|最少",
    re.I,
)
_OF_RATE = re.compile(
    r"slow|\beas|narrow|moderat|accelerat|rate\b|放缓|收窄|回落|回升|加快|增速|增幅|涨幅|降幅", re.IGNORECASE
)
_REAL = re.compile(r"real terms|constant|volume|实际|可比|不变价", re.IGNORECASE)
_OTHER = re.compile(
    r"\b(?:while|whereas|but|although|though|despite|as|whose|which had|excluding|however)\b|[;:]|而|但|虽|其中",
    re.IGNORECASE,
)
_ELIDED = re.compile(
    r"(?:,|\band\b|^)\s*(?:and )?(?:this |it |which )?"
    r"(?:is |was |are |were |has been |represents |hitting |reaching |marking |making |to )?(?:now |thus )?(?:an? )?$",
    re.IGNORECASE,
)
_ZH_ELIDED = re.compile(r"[，、](?:总量|总额|[一-鿿]{0,8}规模|均|并|且|再次?|也)?$")
_SIGN = r"up |down |an? (?:increase|decrease|rise|fall|drop|decline|gain|reduction) of "
_GOES_ON = re.compile(
    rf"[^.;:]{{0,70}}?(?:,|\band\b|\() ?(?:is |was |it is |are |were |representing )?(?:{_SIGN})?", re.IGNORECASE
)
_TELLS_SIGN = re.compile(rf"\b(?:{_SIGN})(?:by )?(?:about |nearly )?$", re.IGNORECASE)
_LAST_YEAR = re.compile(r"previous (?:year|12 months|twelve months)|year earlier|last year|上年|去年|同比")
_AND_IS = re.compile(r"\band (?:is|was|are|were) (?:now )?$", re.IGNORECASE)
_NUMBER = re.compile(r"\b(?:number|estimate|total|count|level)\b", re.IGNORECASE)
_SIZE = re.compile(r"规模|总量|总额|总值|数量|产量|销量|人数")
_OPENS = 26  # characters before a claim in a sentence that takes up the one before
_HIGH_UNITS = 12


def moved_otherwise(told: Told, text: str) -> Outcome | None:
    """A record high of a level that is told to have fallen, and a low of one that rose."""
    up = _UPWARD.get(told.claim.direction)
    if up is None or told.claim.place != 1:
        return None
    if (verb := _verb(told, up)) is not None:
        return Outcome("contradicts", Message("moved the other way", {"move": verb}), told.about)
    if _OF_CHANGE.search(told.words) or not _PLAIN.search(told.words):
        return None
    opposite = is_negative if up else is_positive
    moves = [move for move in _linked(told, text) if _reaches(told, move)]
    if not moves or not all(opposite(move) for move in moves):
        return None
    why = Message("moved the other way", {"move": said(moves[0])})
    if _REAL.search(told.sentence):
        return Outcome("cannot check", why, (moves[0],))
    if _TELLS_SIGN.search(text, max(moves[0].start - 30, 0), moves[0].start):
        return Outcome("contradicts", why, (moves[0],))  # how surely the rest of it was read does not matter
    return contradicts(why, moves[0])


def _verb(told: Told, up: bool) -> str | None:
    """`fell to a record high`, 降至近十年最高: a verb that leads to the level and goes the other way."""
    if told.language == "zh":
        found = _ZH_VERB[up].search(f"{told.before}{told.words}")
        return found["verb"] if found else None
    lead = told.sentence[: told.sentence.find(told.words)] if told.words in told.sentence else ""
    if told.words.startswith("to "):
        lead = f"{lead}to "
    found = _VERB[up].search(lead[-140:])
    if not found or (found["level"] and not any(sign.isdigit() for sign in found["level"])):
        return None
    return found["verb"]


def _linked(told: Told, text: str) -> Iterator[Observation]:
    """The moves that are told of the very thing that the claim speaks of; none where another may be meant."""
    own = [o for o in told.figures if _is_move(o)]
    start, end = told.claim.start, told.claim.end
    inside = [o for o in own if start <= o.start < end]
    before = [o for o in own if o.end <= start]
    behind = [o for o in own if o.start >= end]
    if inside:
        return
    between = text[before[-1].end : start] if before else ""
    if before and _leads_on(told, between) and (_is_of_level(told, told.figures) or _is_counted(told, between)):
        yield from before
    elif behind and told.language == "en" and _GOES_ON.fullmatch(" ".join(text[end : behind[0].start].split("\n"))):
        yield behind[0]
    elif not before and _takes_up(told) and _is_of_level(told, told.taken_up):
        yield from (o for o in told.taken_up if _is_move(o))


def _is_counted(told: Told, between: str) -> bool:
    """`a decrease of 36%, and is the lowest estimate`: what is told of is a number, not its move."""
    return bool(_AND_IS.search(between)) and bool(_NUMBER.search(told.words))


def _takes_up(told: Told) -> bool:
    """Whether a claim stands right at the start of a sentence that goes on with the one before."""
    return bool(told.taken_up) and 0 <= told.sentence.find(told.words) <= _OPENS


def _is_of_level(told: Told, figures: tuple[Observation, ...]) -> bool:
    """Whether a record is of a level, not of the rate at which it moved: one is printed, or it is of a size (规模).

    A streak is of the moves themselves.
    """
    if told.claim.kind == "streak" or (told.language == "zh" and _SIZE.search(told.words)):
        return True
    return any(o.measure == "level" and o.unit != "%" and o.end <= told.claim.start for o in figures) or any(
        o.measure in ("level", "share", "index") for o in told.about
    )


def _leads_on(told: Told, between: str) -> bool:
    """Whether words between a move and a claim bring in nothing else: the claim's verb has no subject of its own."""
    line = " ".join(between.split())
    if len(line) > 90 or _OTHER.search(line):
        return False
    if told.language == "zh":
        return _ZH_ELIDED.search(line) is not None
    return _ELIDED.search(f"{line} ") is not None


def _is_move(figure: Observation) -> bool:
    return (
        figure.measure in ("growth", "change")
        and figure.status == "actual"
        and any(sign.isdigit() for sign in figure.text)
    )


def _reaches(told: Told, move: Observation) -> bool:
    """Whether the time from which something moved lies within the times of the claim."""
    window, base = told.claim.window, period_of(move.base)
    if window is None or window.words:
        return False
    if window.is_ever:
        return True
    if window.since:
        since = period_of(window.since)
        if since is None:
            return False
        now = period_of(move.period)
        if base is None and now is None:
            return _LAST_YEAR.search(move.sentence) is not None
        return base.first > since.last if base is not None else now is not None and now.first > since.last + _HIGH_UNITS
    months = distance(move)
    return months is not None and window.n is not None and months < window.n * MONTHS.get(window.unit, 0)


_TELLS_BASE = re.compile(
    r"year[- ]on[- ]year|year[- ]over[- ]year|annual|compared|\bsame\b|earlier|\bthan\b|previous|\bover the\b|ago|"
    r"last year|twelve|12[- ]month|同比|去年|上年|环比|比",
    re.IGNORECASE,
)


def stepped_otherwise(told: Told, text: str) -> Outcome | None:
    """A streak of rises whose last step is told to be a fall, right before it or in the sentence it takes up."""
    opposite = {"rise": is_negative, "fall": is_positive}.get(told.claim.direction)
    if opposite is None or _OF_RATE.search(told.words):
        return None
    months = MONTHS.get(told.claim.unit)
    moves = [o for o in _linked(told, text) if o.measure == "growth" or o.unit not in ("pp", "bp")]
    steps = [o for o in moves if distance(o) == months or not _TELLS_BASE.search(o.sentence)]
    if not steps or not all(opposite(step) for step in moves):
        return None
    return contradicts(Message("moved the other way", {"move": said(steps[0])}), steps[0])


_WHEN = re.compile(
    r"[^.;,()]{0,24}?(?: ?\(|,? when (?:it|they|there|the (?:rate|figure|level|index|number)) "
    r"(?:was|were|stood|had been|reached|hit|came|totalled)(?: at| to)? ?)(?:about |around )?",
    re.IGNORECASE,
)


def beyond_when(told: Told, text: str) -> Outcome | None:
    """A record since a time whose value stands right behind it (`since 2011, when it was 5.1%`): it must lie beyond."""
    up, window = _UPWARD.get(told.claim.direction), told.claim.window
    if up is None or window is None or not window.since or told.claim.place != 1:
        return None
    then = next((o for o in told.figures if o.start >= told.claim.end), None)
    if then is None or not _WHEN.fullmatch(text, told.claim.end, then.start):
        return None
    now = _now(told, then)
    if now is None or now.measure in ("streak", "rank"):
        return None
    if not (surely_above(now.interval, then.interval) if up else surely_above(then.interval, now.interval)):
        return None
    return contradicts(Message("not beyond at since", {"other": said(then), "time": window.since}), now, then)


def _now(told: Told, then: Observation) -> Observation | None:
    """The one figure that the claim speaks of, in the unit of the value of then."""
    known = told.about or told.taken_up
    same = [o for o in known if o.unit == then.unit and o.id != then.id]
    levels = [o for o in same if o.measure == then.measure] or same
    return levels[0] if len(levels) == 1 else None
