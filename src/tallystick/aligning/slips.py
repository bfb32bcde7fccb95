"""Whether two linked figures agree and, where they do not, the slip that explains it most likely."""

from __future__ import annotations

from collections.abc import Callable

from tallystick.aligning.amounts import agree
from tallystick.aligning.figures import Figure
from tallystick.aligning.sizes import Found, bound, close, points, size, times
from tallystick.aligning.wording import in_multiples, may_lie_ahead, narrows, says_added, says_aimed, turns
from tallystick.model import Observation, Period, PeriodError

Pair = tuple[Figure, Figure]

_CHANGES = {"growth", "change", "annualised_growth", "average_growth"}


def slip_of(original: Figure, translation: Figure) -> tuple[str | None, str]:
    """The slip's name and a sentence about it; (None, why they agree) where nothing differs.

    The checks stand in the order in which an editor would rule them out: what kind of number it is, then
    how much, then what is said about it.
    """
    if narrows(original.before) and narrows(translation.before):
        original, translation = original.unsigned(), translation.unsigned()
    for check in (times, points, _to_by, _sign, size, bound, _status, _period):
        found = check(original, translation)
        if found:
            return found
    if original.amount.interval == translation.amount.interval:
        return None, "the same amount"
    return None, "the same amount within rounding"


def _to_by(original: Figure, translation: Figure) -> Found:
    """`rose to 3%` for `rose by 3%`, in either direction, or an amount for the change of an amount.

    Where both texts say in words how the figure is meant, and say opposite things, that convicts. Where one
    only says where something stands, the kinds of measure must differ too: what one language adds (新增)
    the other often counts as an amount.
    """
    one, other = original.amount, translation.amount
    if one.unit != other.unit or not close(abs(one.middle), abs(other.middle), original):
        return None
    said = {original.moved, translation.moved}
    if said == {"to", "by"}:
        return _level_for_change(original, translation)
    if _tells_change(original) == _tells_change(translation):
        return None
    if says_added(original.observation.subject) or says_added(translation.observation.subject):
        return None
    if said == {"at", "by"}:
        return _level_for_change(original, translation)
    if original.moved or (turns(original.before) and _tells_change(translation)):
        return None
    wanted = {"by"} if _tells_change(translation) else {"to", "at"}
    return _level_for_change(original, translation) if translation.moved in wanted else None


def _level_for_change(original: Figure, translation: Figure) -> tuple[str, str]:
    how_far, how_much = (original, translation) if translation.moved == "by" else (translation, original)
    place = "original" if how_far is original else "translation"
    far, much = how_far.observation.text, how_much.observation.text
    return "level for change", f"“{far}” in the {place} is how far, “{much}” in the other by how much"


def _tells_change(figure: Figure) -> bool:
    return figure.observation.measure in _CHANGES


def _sign(original: Figure, translation: Figure) -> Found:
    measures = {original.observation.measure, translation.observation.measure}
    one, other = original.amount, translation.amount
    alike = len(measures) == 1 or measures <= _CHANGES
    opposite = one.unit == other.unit and one.middle * other.middle < 0
    if alike and opposite and close(one.middle, -other.middle, original):
        return "sign", "the same number with the opposite direction"
    return None


def _status(original: Figure, translation: Figure) -> Found:
    """A target or forecast told as a fact, or a fact as a target: where the words themselves say so.

    A status that only follows from the section (the tasks of the year) is how each reading understands
    the text, not what a translator wrote; and of a period that is not over either form is right.
    """
    first, second = original.observation, translation.observation
    if (first.status == "actual") == (second.status == "actual") or original.running or translation.running:
        return None
    told, silent = (first, second) if first.status != "actual" else (second, first)
    in_words = any(evidence.field == "status" for evidence in told.evidence) and says_aimed(told.sentence)
    if not in_words or may_lie_ahead(silent.sentence):
        return None
    return "status", f"{first.status} in the original, {second.status} in the translation"


def _period(original: Figure, translation: Figure) -> Found:
    """Periods that share no day, both named in their sentences.

    A narrower or wider one is how the two languages dress the same fact; one that a reading carried over
    from elsewhere, or a year that it took from the day of release, is no word of the translator's.
    """
    if not (original.says_when and translation.says_when):
        return None
    if any(in_multiples(figure.observation.text) for figure in (original, translation)):
        return None  # the period that a multiple's words name may be the one it is held against
    try:
        first, second = Period.parse(original.observation.period), Period.parse(translation.observation.period)
    except PeriodError:
        return None
    if {original.says_when, translation.says_when} != {"year"}:
        second = second.shift_years(first.start.year - second.start.year)
    if first.overlaps(second):
        return None
    return "period", f"{first} in the original, {second} in the translation"


def swapped(first: Pair, second: Pair, likeness: Callable[[Observation, Observation], float]) -> bool:
    """Whether two figures of one list changed places: values crossed while the words stand straight.

    `first` and `second` are links of neighbours, by value (then crossed in order) or by words (then each
    has the other's value); `likeness` tells how alike two subjects are, from 0 to 1.
    """
    (a, b), (c, d) = first, second
    if b.observation.measure != d.observation.measure or b.amount.unit != d.amount.unit or agree(a.amount, c.amount):
        return False
    if not agree(a.amount, b.amount) and not agree(c.amount, d.amount):
        return agree(a.amount, d.amount) and agree(c.amount, b.amount)
    if b.observation.start < d.observation.start or not (agree(a.amount, b.amount) and agree(c.amount, d.amount)):
        return False
    straight = likeness(a.observation, d.observation) + likeness(c.observation, b.observation)
    crossed = likeness(a.observation, b.observation) + likeness(c.observation, d.observation)
    return straight >= crossed + 0.5
