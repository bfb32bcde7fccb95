"""The same quantity stated more than once: do the statements agree, as bounds and as printed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import combinations

from tallystick.model import Claim, Finding, Observation
from tallystick.model.message import Formula, Message, Part
from tallystick.model.observation import UNITS_OF_RATE
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.evidence import Evidence, Quantity, Stated
from tallystick.reconciling.explain import mend, slip_between
from tallystick.reconciling.linking import caution
from tallystick.reconciling.mentions import in_words
from tallystick.reconciling.tying import is_foreseen, names_its_subject, tells_its_period
from tallystick.reconciling.wording import describe, said, told, within

IDENTITY = "stated_twice"
TELLING = ("level", "growth", "average_growth", "share", "index", "rank")
WIDEST = Fraction(1, 10)  # of a figure that can be said to be another: two digits tell as much
MOST = 4  # more values than this for one quantity are a misreading, not a dispute
REVISED, NOTE = Message("may be revised"), Message("no common value")


def settle(evidence: Evidence) -> tuple[dict[Quantity, Bounds], dict[Quantity, Stated], list[Finding]]:
    """For every stated quantity its box and the statement that speaks for it; findings on repeated ones.

    A figure of a release speaks before a row of a series; among equals the tightest does.
    """
    known: dict[Quantity, Bounds] = {}
    chosen: dict[Quantity, Stated] = {}
    findings = []
    for quantity, statements in evidence.by_quantity.items():
        first = min(statements, key=lambda one: (one.published, *_looseness(one)))
        chosen[quantity] = first
        known[quantity] = evidence.boxes[quantity]
        if first.published:  # rows beside rows: not this release's concern
            continue
        others = _distinct(statements, first)
        for other in others:
            if ia.is_empty(ia.meet(_box(first), _box(other))):
                findings.append(_differ(quantity, first, other, _beside_series(first, other, others, evidence)))
            elif other.published or _are_worth_telling(first, other, evidence):
                findings.append(_agree(quantity, first, other))
    for variants in evidence.variants.values():
        findings += _disputes([chosen[quantity] for quantity in variants], evidence)
    return known, chosen, findings


def _are_worth_telling(one: Stated, other: Stated, evidence: Evidence) -> bool:
    """Whether an agreement says something: both name their subject in running text, one as a rounder form or a
    bound of the other, and neither is a forecast or a plan.
    """
    a, b = one.observation, other.observation
    nested = a.interval.within(b.interval) or b.interval.within(a.interval)
    return (
        nested
        and _say_one_thing(a, b)
        and one.quantity.measure in TELLING
        and all(
            names_its_subject(stated)
            and stated.observation.id not in evidence.tabular
            and in_words(stated.observation.sentence)
            and not isinstance(stated.observation.value, tuple)
            for stated in (one, other)
        )
    )


def _say_one_thing(a: Observation, b: Observation) -> bool:
    """Whether two figures are near enough to be one: no two bounds, two digits in the coarser, `about` within 2%."""
    if is_foreseen(a) or is_foreseen(b) or all(one.qualifier in (">", "<") for one in (a, b)):
        return False
    if isinstance(a.value, tuple) or isinstance(b.value, tuple):
        return False
    if min(_digits(a), _digits(b)) < 2 or max(_width(a), _width(b)) > WIDEST:
        return False
    about = any(one.qualifier == "~" for one in (a, b))
    return not about or abs(a.value - b.value) * 100 <= 2 * max(abs(a.value), abs(b.value))


def _width(figure: Observation) -> Fraction:
    """How wide the bounds of a figure are for its size; nought where it states a bound, or is `about` so much."""
    lower, _, upper, _ = ia.bounds(figure.interval)
    if figure.qualifier or lower is None or upper is None or not lower + upper:
        return Fraction(0)
    return 2 * (upper - lower) / abs(lower + upper)


def _digits(figure: Observation) -> int:
    """How many significant digits a figure shows; a number in words as many as its value."""
    printed = "".join(sign for sign in figure.digits if sign.isdigit() and sign.isascii()).lstrip("0")
    if figure.unit not in UNITS_OF_RATE and "." not in figure.digits:
        printed = printed.rstrip("0")  # noughts of an amount may be rounding
    low = figure.value[0] if isinstance(figure.value, tuple) else figure.value
    return len(printed) if printed else len(low.normalize().as_tuple().digits)


def _disputes(variants: list[Stated], evidence: Evidence) -> Iterator[Finding]:
    """Values for one quantity that share nothing, where both surely speak of it.

    Releases of different days may have been revised. Of one day they contradict for an indicator of the
    catalogue; within one release only values one slip apart are told: whatever else reads alike there is far
    more often two things than an error.
    """
    for one, other in combinations(variants[:MOST], 2):
        a, b = one.observation, other.observation
        if one.quantity.measure not in TELLING or not _tell_the_same(one, other, evidence):
            continue
        if is_foreseen(a) or is_foreseen(b) or caution("prices_told", f"{a.sentence} {b.sentence}"):
            continue
        if a.release == b.release:
            if one.words == other.words and a.sentence != b.sentence and slip_between(a, b):
                yield _differ(one.quantity, one, other, ("contradicts", NOTE))
        elif evidence.days.get(a.release) != evidence.days.get(b.release):
            yield _differ(one.quantity, one, other, ("explained", REVISED))
        else:
            yield _differ(one.quantity, one, other, ("contradicts", NOTE))


def _tell_the_same(one: Stated, other: Stated, evidence: Evidence) -> bool:
    """Whether both figures name one indicator of the catalogue in running text, with no comparison or mean about."""
    return one.indicator is not None and all(
        names_its_subject(stated)
        and tells_its_period(stated.observation)
        and stated.observation.id not in evidence.tabular
        and stated.quantity.base != stated.quantity.series
        and not caution("compared", stated.observation.sentence)
        and not caution("averaged", stated.observation.sentence)
        for stated in (one, other)
    )


def _distinct(statements: list[Stated], first: Stated) -> list[Stated]:
    """One statement of each printed form beside the first: repeating a figure word for word says nothing new."""
    seen = {_form(first.observation)}
    distinct = []
    for one in statements:
        if one is not first and _form(one.observation) not in seen:
            seen.add(_form(one.observation))
            distinct.append(one)
    return distinct


def _form(observation: Observation) -> tuple[object, ...]:
    return (observation.value, observation.qualifier, observation.lower, observation.upper, observation.release)


def _agree(quantity: Quantity, one: Stated, other: Stated) -> Finding:
    both = ia.meet(_box(one), _box(other))
    a, b = one.observation, other.observation
    same = a.value == b.value or a.qualifier or b.qualifier
    first, second = (a, b) if other.published else sorted((a, b), key=lambda o: o.start)
    return Finding(
        verdict="holds" if same else "holds by rounding",
        kind="check",
        identity=IDENTITY,
        figures=(first.id, second.id),
        quotes=(first.text, second.text),
        published=_claim(quantity, first),
        derived=_claim(quantity, second),
        citation=b.release if other.published else "",
        **told(
            Message("said alike", {**_both(quantity, first, second), "both": within(ia.interval(both), quantity.unit)}),
            _assumed(one),
            [beside(first, second, "=" if same else "≈")],
        ),
    )


def _differ(quantity: Quantity, one: Stated, other: Stated, judged: tuple[str, Message]) -> Finding:
    """What follows from two statements that share no value."""
    a, b = one.observation, other.observation
    verdict, reason = judged
    first, second = (a, b) if other.published else sorted((a, b), key=lambda o: o.start)
    return Finding(
        verdict=verdict,
        kind="check",
        identity=IDENTITY,
        figures=(first.id, second.id),
        quotes=(first.text, second.text),
        published=_claim(quantity, first),
        derived=_claim(quantity, second),
        citation=b.release if other.published else "",
        repairs=mend(((a, _box(other)), (b, _box(one)))) if verdict == "contradicts" else (),
        **told(
            Message(
                "said otherwise", {**_both(quantity, first, second), "other": within(second.interval, quantity.unit)}
            ),
            [*_assumed(one), reason],
            [beside(first, second, "≠")],
        ),
    )


def _both(quantity: Quantity, first: Observation, second: Observation) -> dict[str, Part]:
    return {"what": describe(quantity, first), "first": said(first), "second": said(second)}


def _assumed(one: Stated) -> list[Message]:
    return [one.assumed] if one.assumed else []


def beside(first: Observation, second: Observation, sign: str) -> Formula:
    """Two figures with a sign between them."""
    return Formula(f"{{}} {sign} {{}}", (said(first), said(second)))


def _beside_series(one: Stated, other: Stated, others: Sequence[Stated], evidence: Evidence) -> tuple[str, Message]:
    """The verdict on a figure that a series row does not bear out."""
    rows = [row for row in others if row.published]
    agreeing = [row for row in rows if not ia.is_empty(ia.meet(_box(row), _box(one)))]
    if any(ia.is_empty(ia.meet(_box(row), _box(other))) for row in agreeing):
        return "explained", Message("rows differ")
    released = evidence.days.get(one.observation.release)
    if released and other.observation.section > released.isoformat():
        return "explained", Message("published later")
    return "contradicts", NOTE


def _claim(quantity: Quantity, figure: Observation) -> Claim:
    return Claim(figure.subject, figure.measure, figure.unit, quantity.period, figure.base, figure.interval)


def _box(stated: Stated) -> Bounds:
    return ia.bounds(stated.observation.interval)


def _looseness(stated: Stated) -> tuple[bool, Fraction, int]:
    lower, _, upper, _ = _box(stated)
    if lower is None or upper is None:
        return (True, Fraction(0), stated.observation.start)
    return (False, upper - lower, stated.observation.start)
