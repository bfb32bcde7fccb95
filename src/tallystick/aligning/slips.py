"""Whether two linked figures agree and, where they do not, the slip that explains it most likely."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction

from tallystick.aligning.amounts import Amount, agree
from tallystick.aligning.likeness import power_of_ten
from tallystick.model import Observation, Period, PeriodError

Pair = tuple[Observation, Amount, Observation, Amount]

_CHANGES = {"growth", "change", "annualised_growth", "average_growth"}
_ABOUT = r"(?:(?:over|more than|about|around|nearly|almost|some|approximately) )?"
_TO = re.compile(rf"(?:\b(?:to|at) {_ABOUT}|[到至为])$", re.IGNORECASE)
_BY = re.compile(rf"(?:\bby {_ABOUT}|了)$", re.IGNORECASE)
_MOVED_TO = re.compile(rf"\b(?:increased|grew|rose|climbed|expanded|fell|dropped|declined|decreased) to {_ABOUT}$")
_MOVED = re.compile(r"(?:增长|增加|上涨|提高|下降|减少|降低|回落)(?:了|近|约|超过|超)?$")
_TURN = re.compile(r"[增扩减降升涨]|increas|rais|expand|reduc|cut|lower")
_ADDED = re.compile(r"新增|新建|新设|\b(?:new(?!-)|newly|(?<!value )added|additional)\b", re.IGNORECASE)
_AIMED = re.compile(
    r"\b(?:will|aim|target|goal|expect|plan|project|forecast)|拟|将|目标|预计|预期|计划|力争", re.IGNORECASE
)
_AHEAD = re.compile(
    r"\b(?:will|should|shall|must|aims?|targets?|goals?|expect|plan|project|forecast|propos|set|to)|拟|将|目标|预计|预期|计划|力争|要",
    re.IGNORECASE,
)


def slip_of(original: Observation, one: Amount, translation: Observation, other: Amount) -> tuple[str | None, str]:
    """The slip's name and a sentence about it; (None, why they agree) where nothing differs.

    The checks stand in the order in which an editor would rule them out: what kind of number it is, then
    how much, then what is said about it.
    """
    pair = (original, one, translation, other)
    for check in (_times, _points, _to_by, _sign, _amount, _bound, _status, _period):
        found = check(pair)
        if found:
            return found
    if one.interval == other.interval:
        return None, "the same amount"
    return None, "the same amount within rounding"


def _times(pair: Pair) -> tuple[str, str] | None:
    """增长1.6倍 is growth of 160%; told as `1.6 times` the amount it is a multiple, and 100 points less."""
    original, one, translation, other = pair
    measures = {original.measure, translation.measure}
    if measures != {"growth", "multiple"}:
        return None
    growth, multiple = (one, other) if original.measure == "growth" else (other, one)
    if _close(growth.middle, multiple.middle * 100, growth):
        return "times", f"“{original.text}” and “{translation.text}”: growth by N times is not N times as much"
    return None


def _points(pair: Pair) -> tuple[str, str] | None:
    original, one, translation, other = pair
    if {one.unit, other.unit} == {"%", "pp"} and _close(one.middle, other.middle, one):
        return "percent for points", f"“{original.text}” is {_named(one)}, “{translation.text}” is {_named(other)}"
    return None


def _to_by(pair: Pair) -> tuple[str, str] | None:
    """`rose to 3%` for `rose by 3%`, or an amount for the change of an amount.

    What one language adds (新增) the other often counts as an amount, so only the small word before the
    translation's figure convicts.
    """
    original, one, translation, other = pair
    if (original.measure in _CHANGES) == (translation.measure in _CHANGES):
        if not (_MOVED_TO.search(before(translation)) and _MOVED.search(before(original))):
            return None
        return "level for change", f"“{original.text}” is by how much, “to {translation.text}” how far"
    if one.unit != other.unit or not _close(abs(one.middle), abs(other.middle), one):
        return None
    if _ADDED.search(original.subject) or _ADDED.search(translation.subject):
        return None
    if translation.measure in _CHANGES and _TURN.search(before(original)[-8:]):
        return None
    word = _BY if translation.measure in _CHANGES else _TO
    if not word.search(before(translation)):
        return None
    return "level for change", f"the original gives a {original.measure}, the translation a {translation.measure}"


def before(observation: Observation) -> str:
    """The words of the sentence that stand before the figure."""
    return observation.sentence.partition(observation.text)[0]


def _sign(pair: Pair) -> tuple[str, str] | None:
    original, one, translation, other = pair
    alike = original.measure == translation.measure or {original.measure, translation.measure} <= _CHANGES
    if alike and one.unit == other.unit and one.middle * other.middle < 0 and _close(one.middle, -other.middle, one):
        return "sign", "the same number with the opposite direction"
    return None


def _amount(pair: Pair) -> tuple[str, str] | None:
    original, one, translation, other = pair
    if one.unit != other.unit:
        return "unit", f"{_named(one)} in the original, {_named(other)} in the translation"
    if agree(one, other) or _weaker(pair):
        return None
    near = abs(one.middle - other.middle) * 10 < abs(one.middle)
    if near and translation.qualifier in (">", "<") and (found := _bound(pair)):
        return found
    power = power_of_ten(one, other)
    if power:
        return _power(original, translation, power)
    if _one_edit(_mantissa(original), _mantissa(translation)) or _one_edit(_told_as(pair), _mantissa(translation)):
        return "digits", f"“{original.text}” and “{translation.text}” are one digit apart"
    if {original.qualifier, translation.qualifier} & {">", "<"}:
        return "bound", f"“{translation.text}” goes past what “{original.text}” says"
    return "value", f"“{original.text}” and “{translation.text}” are no roundings of one number"


def _power(original: Observation, translation: Observation, power: int) -> tuple[str, str]:
    # One or two places are a point dropped from 12.44; scale words and 万/亿 are three, four or more apart.
    if power in (1, 2) and "." not in translation.digits and _mantissa(original) == _mantissa(translation):
        return "lost decimal point", f"“{original.text}” became “{translation.text}”"
    return "scale", f"“{translation.text}” is 10^{power} times “{original.text}”"


def _bound(pair: Pair) -> tuple[str, str] | None:
    """A bound in the translation that the original does not reach, or one turned round."""
    original, one, translation, other = pair
    words = (original.qualifier, translation.qualifier)
    if words in ((">", "<"), ("<", ">")):
        return "qualifier", "more than in one text, less than in the other"
    if translation.qualifier == ">" and original.qualifier in ("", "~", "<") and other.middle > one.middle:
        return "bound", f"the original's “{original.text}” does not exceed “{translation.text}”"
    if translation.qualifier == "<" and original.qualifier in ("", "~", ">") and other.middle < one.middle:
        return "bound", f"the original's “{original.text}” is not below “{translation.text}”"
    return None


def _weaker(pair: Pair) -> bool:
    """A coarser bound that the original's amount implies: more than 4,000 for 4,200."""
    original, one, translation, other = pair
    size = abs(one.middle)
    if abs(one.middle - other.middle) > size / 10:
        return False
    if translation.qualifier == ">" and original.qualifier in ("", ">"):
        return other.middle <= one.middle
    if translation.qualifier == "<" and original.qualifier in ("", "<"):
        return other.middle >= one.middle
    return translation.qualifier == "~" and abs(one.middle - other.middle) <= size / 20


def _status(pair: Pair) -> tuple[str, str] | None:
    """A target or forecast told as a fact, or a fact as a target: where the words themselves say so.

    A status that only follows from the section (the tasks of the year) is how each reading understands
    the text, not what a translator wrote.
    """
    original, _, translation, _ = pair
    if (original.status == "actual") == (translation.status == "actual"):
        return None
    told, silent = (original, translation) if original.status != "actual" else (translation, original)
    if not _says(told, "status") or not _AIMED.search(told.sentence) or _AHEAD.search(silent.sentence):
        return None
    return "status", f"{original.status} in the original, {translation.status} in the translation"


def _period(pair: Pair) -> tuple[str, str] | None:
    """Periods that share no day, both named in their sentences.

    A narrower or wider one is how the two languages dress the same fact; one that a reading carried over
    from elsewhere is no word of the translator's.
    """
    original, _, translation, _ = pair
    if not (_says(original, "period") and _says(translation, "period")):
        return None
    try:
        first, second = Period.parse(original.period), Period.parse(translation.period)
    except PeriodError:
        return None
    if first.overlaps(second):
        return None
    return "period", f"{first} in the original, {second} in the translation"


def _says(observation: Observation, name: str) -> bool:
    return any(evidence.field == name for evidence in observation.evidence)


def swapped(first: Pair, second: Pair, likeness: Callable[[Observation, Observation], float]) -> bool:
    """Whether two figures of one list changed places: values crossed while the words stand straight.

    `first` and `second` are links of neighbours, by value (then crossed in order) or by words (then each
    has the other's value); `likeness` tells how alike two subjects are, from 0 to 1.
    """
    if first[2].measure != second[2].measure or first[3].unit != second[3].unit or agree(first[1], second[1]):
        return False
    if not agree(first[1], first[3]) and not agree(second[1], second[3]):
        return agree(first[1], second[3]) and agree(second[1], first[3])
    if first[2].start < second[2].start or not (agree(first[1], first[3]) and agree(second[1], second[3])):
        return False
    straight = likeness(first[0], second[2]) + likeness(second[0], first[2])
    crossed = likeness(first[0], first[2]) + likeness(second[0], second[2])
    return straight >= crossed + 0.5


def _close(a: Fraction, b: Fraction, rounding: Amount) -> bool:
    low, high = rounding.interval.lower, rounding.interval.upper
    width = (high - low) / 2 if low is not None and high is not None else Fraction(0)
    return abs(a - b) <= width + abs(a) / 10**9


def _named(amount: Amount) -> str:
    return {"pp": "percentage points", "%": "per cent"}.get(amount.unit, amount.unit)


def _mantissa(observation: Observation) -> str:
    return re.sub(r"\D", "", observation.digits).strip("0")


def _told_as(pair: Pair) -> str:
    """The digits that the translation should have printed, in its own unit and scale word."""
    _, one, translation, other = pair
    number = re.fullmatch(r"[\d,]+(?:\.(\d+))?", translation.digits)
    if not number or not other.middle:
        return ""
    printed = Fraction(translation.digits.replace(",", ""))
    places = len(number.group(1) or "")
    return re.sub(r"\D", "", f"{float(abs(one.middle / other.middle) * printed):.{places}f}").strip("0")


def _one_edit(a: str, b: str) -> bool:
    """One digit mistyped, lost or added, or two neighbours swapped."""
    if not a or not b or a == b or abs(len(a) - len(b)) > 1 or min(len(a), len(b)) < 2:
        return False
    if len(a) == len(b):
        off = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
        swap = len(off) == 2 and off[1] == off[0] + 1 and a[off[0]] == b[off[1]] and a[off[1]] == b[off[0]]
        return len(off) == 1 or swap
    short, long = sorted((a, b), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
