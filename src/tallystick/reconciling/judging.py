"""From a bundle of ties to its findings: what it proves of its figures, and what it implies."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from fractions import Fraction

from tallystick.model import Claim, Finding, Observation
from tallystick.model.message import Formula, Message, Printed
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.alternatives import other_reading
from tallystick.reconciling.arithmetic import Bounds
from tallystick.reconciling.bundles import NAMED, PHRASE, Bundle
from tallystick.reconciling.evidence import Evidence, Quantity, Stated
from tallystick.reconciling.explain import mend, smallest_conflict
from tallystick.reconciling.guards import Obstacle, at_other_prices, obstacle, says_nothing
from tallystick.reconciling.implying import may_imply
from tallystick.reconciling.ties import Tie
from tallystick.reconciling.tying import likely_tied, surely_tied
from tallystick.reconciling.wording import describe, describe_series, formula, printed, said, told, within

Known = Mapping[Quantity, Bounds]
Chosen = Mapping[Quantity, Stated]
CONTRADICTION = Message("cannot all be right")
MOST = 8  # statements of one quantity that are tried as the middle of a passage
ELSEWHERE = 10**9  # the distance between releases, in characters
FAR = Fraction(40)  # points of growth beyond which prices or samples alone do not explain a gap
NARROW = Fraction(1, 10)  # an overlap below this part of either interval is told as narrow


def judge(bundle: Bundle, chosen: Chosen, evidence: Evidence) -> Iterator[Finding]:
    """The findings of one bundle: a check where it is over-determined, and an implied figure per unknown."""
    chosen = _told_together(bundle, chosen, evidence)
    here = {q: ia.bounds(chosen[q].observation.interval) for q in bundle.quantities if q in bundle.stated}
    outcome = bundle.contract(here)
    if outcome.empty is not None:
        finding = _gap(bundle, here, chosen, evidence)
        if finding is not None:
            yield finding
        return
    if not outcome.converged:
        if _surely_tied(bundle, here, chosen, evidence):
            yield _unsettled(bundle, chosen)
        return
    tied = [chosen[q] for q in here]
    by_chance = any(at_other_prices(tie.identity, tied) for tie in bundle.ties)
    may_hold = bundle.is_check and not by_chance and (bundle.strength != NAMED or likely_tied(tied, evidence))
    if may_hold and not says_nothing((agreement := _agreement(bundle, here, chosen)).derived):
        yield agreement
    for quantity in (q for q in bundle.hidden if q.measure != "part"):
        box = outcome.boxes[bundle.quantities.index(quantity)]
        found = _implied(bundle, quantity, box, here, chosen, evidence)
        if found is not None:
            yield found


def judge_together(whole: Bundle, known: Known, chosen: Chosen, evidence: Evidence) -> Iterator[Finding]:
    """What only shows when all ties that share figures are taken at once; nothing where they agree."""
    here = {q: known[q] for q in whole.quantities if q in known}
    if whole.contract(here).empty is not None:
        finding = _gap(whole, here, chosen, evidence)
        if finding is not None:
            yield finding


def _told_together(bundle: Bundle, chosen: Chosen, evidence: Evidence) -> Chosen:
    """For quantities stated more than once the statements that stand nearest each other."""
    told = {
        q: [one for one in evidence.by_quantity[q] if not one.published]
        for q in bundle.quantities
        if q in bundle.stated
    }
    told = {q: statements for q, statements in told.items() if statements}
    if all(len(statements) == 1 for statements in told.values()):
        return chosen
    rarest = min(told, key=lambda q: len(told[q]))

    def nearest(pivot: Stated, statements: list[Stated]) -> Stated:
        return min(statements, key=lambda one: _distance(pivot, one))

    best = min(
        told[rarest][:MOST], key=lambda pivot: sum(_distance(pivot, nearest(pivot, others)) for others in told.values())
    )
    return {**{q: chosen[q] for q in bundle.stated}, **{q: nearest(best, others) for q, others in told.items()}}


def _distance(one: Stated, other: Stated) -> int:
    a, b = one.observation, other.observation
    return abs(a.start - b.start) if a.release == b.release else ELSEWHERE


def _figures(bundle: Bundle, chosen: Chosen) -> dict[Quantity, Observation]:
    return {q: chosen[q].observation for q in bundle.quantities if q in chosen}


def _target(bundle: Bundle, among: Collection[Quantity]) -> tuple[Tie, Quantity]:
    """The figure the finding is about: the target of the last tie that states one."""
    for tie in reversed(bundle.ties):
        for quantity in tie.role(tie.identity.target):
            if quantity in among:
                return tie, quantity
    tie = bundle.ties[-1]
    return tie, next(q for q in tie.quantities if q in among)


def _told_instead(free: Mapping[Quantity, Bounds | None], target: Quantity) -> tuple[Quantity, Bounds]:
    """The first figure for which both bounds follow from the others; the target where there is none."""
    bounded = ((q, box) for q, box in free.items() if box is not None and _width(box) is not None)
    return next(bounded, (target, ia.ALL))


def _agreement(bundle: Bundle, known: Known, chosen: Chosen) -> Finding:
    figures = _figures(bundle, chosen)
    tie, target = _target(bundle, figures)
    derived = bundle.derive(known, target) or ia.ALL
    if derived == ia.ALL:  # where nothing follows for it, the finding is told of another that something follows for
        target, derived = _told_instead({q: bundle.derive(known, q) for q in known}, target)
    points = {q: (known[q] if q == target else _point(figures[q], known[q])) for q in known}
    exact = bundle.contract(points).empty is None
    overlap = ia.meet(derived, known[target])
    verdict = "holds" if exact else "holds by rounding"
    slack = _width(overlap)
    widths = [width for width in (_width(known[target]), _width(derived)) if width]
    reasons = [] if exact else [Message("other last digit")]
    if slack is not None and widths and slack < min(widths) * NARROW:
        reasons.append(Message("holds narrowly", {"overlap": within(ia.interval(overlap), target.unit)}))
    return Finding(
        verdict=verdict,
        kind="check",
        identity=tie.identity.id,
        figures=tuple(o.id for o in figures.values()),
        quotes=tuple(o.text for o in figures.values()),
        published=_claim(target, known[target], figures[target].subject),
        derived=_claim(target, derived, figures[target].subject),
        citation=tie.identity.citation,
        slack=slack,
        **told(
            _held_against(tie, tie.identity.agrees, target, figures[target], derived),
            reasons,
            _formulas(bundle, figures),
        ),
    )


def _gap(bundle: Bundle, known: Known, chosen: Chosen, evidence: Evidence) -> Finding | None:
    if not bundle.is_check and not any(q.measure == "part" for q in bundle.hidden):
        return None  # only what an unknown can be speaks against it, and that may be misread
    figures = _figures(bundle, chosen)
    conflict = smallest_conflict(bundle, known)
    if not _surely_tied(bundle, conflict, chosen, evidence):
        return None
    involved = [tie for tie in bundle.ties if any(q in conflict for q in tie.quantities)] or list(bundle.ties)
    stated = [chosen[q] for q in conflict if q in chosen]
    hindrance = Obstacle("cannot check", Message(bundle.doubt)) if bundle.doubt else None
    for tie in involved:
        hindrance = hindrance or obstacle(tie.identity, stated)
    free = {q: bundle.derive_tightly(known, q) for q in conflict}
    tie, target = _target(bundle, [q for q, box in free.items() if box is not None] or list(conflict))
    derived = free[target] or ia.ALL
    if derived == ia.ALL:
        target, derived = _told_instead(free, target)
    if hindrance and hindrance.verdict == "explained" and _apart(known[target], derived) > FAR:
        hindrance = Obstacle("cannot check", Message("wider than this", {"why": hindrance.reason}))
    hindrance = hindrance or other_reading(bundle, known, {q: figures[q] for q in conflict})
    mends = () if hindrance else mend([(figures[q], box) for q, box in free.items() if box is not None])
    reason = hindrance.reason if hindrance else CONTRADICTION
    return Finding(
        verdict=hindrance.verdict if hindrance else "contradicts",
        kind="check",
        identity=tie.identity.id,
        figures=tuple(figures[q].id for q in conflict),
        quotes=tuple(figures[q].text for q in conflict),
        published=_claim(target, known[target], figures[target].subject),
        derived=_claim(target, derived, figures[target].subject),
        citation=(hindrance.citation if hindrance else "") or tie.identity.citation,
        repairs=mends,
        **told(
            _held_against(tie, "does not follow", target, figures[target], derived),
            [reason],
            _formulas(bundle, figures),
        ),
    )


def _surely_tied(bundle: Bundle, conflict: Collection[Quantity], chosen: Chosen, evidence: Evidence) -> bool:
    """Whether figures that do not agree surely belong together: by a phrase, or by their names and all about them."""
    if bundle.strength != NAMED:
        return bundle.strength == PHRASE or bool(bundle.doubt)
    return not _joined_by_words(bundle, evidence) and surely_tied(
        [chosen[q] for q in conflict],
        evidence,
        divided=any(tie.identity.divisions for tie in bundle.ties),
        joined=len({q.series for q in conflict}) > 1 and any(q.series not in _own(bundle) for q in bundle.hidden),
    )


def _apart(a: Bounds, b: Bounds) -> Fraction:
    """How far apart two boxes lie."""
    if a[2] is not None and b[0] is not None and b[0] > a[2]:
        return b[0] - a[2]
    if b[2] is not None and a[0] is not None and a[0] > b[2]:
        return a[0] - b[2]
    return Fraction(0)


def _own(bundle: Bundle) -> set[str]:
    return {q.series for q in bundle.stated}


def _joined_by_words(bundle: Bundle, evidence: Evidence) -> bool:
    """Whether several series hang together only by a whole that nobody states and the catalogue does not know."""
    if any(q.measure == "since" for q in bundle.hidden):  # two streaks of one subject may be of two things
        return True
    loose = {q.series for q in bundle.hidden} - _own(bundle)
    return len(_own(bundle)) > 1 and any(series.startswith("~") and series not in evidence.words for series in loose)


def _unsettled(bundle: Bundle, chosen: Chosen) -> Finding:
    figures = _figures(bundle, chosen)
    tie, target = _target(bundle, figures)
    return Finding(
        verdict="cannot check",
        kind="check",
        identity=tie.identity.id,
        figures=tuple(o.id for o in figures.values()),
        quotes=tuple(o.text for o in figures.values()),
        citation=tie.identity.citation,
        **told(
            Message("unsettled", {"what": describe(target, figures[target])}),
            [Message("not converged")],
            _formulas(bundle, figures),
        ),
    )


def _implied(
    bundle: Bundle,
    quantity: Quantity,
    box: Bounds,
    known: Known,
    chosen: Chosen,
    evidence: Evidence,
) -> Finding | None:
    figures = _figures(bundle, chosen)
    ties = [tie for tie in bundle.ties if quantity in tie.quantities]
    stated = [chosen[q] for q in known]
    if (
        not all(may_imply(tie.identity, quantity, box, stated) for tie in ties)
        or not likely_tied(stated, evidence)
        or any(obstacle(tie.identity, stated) for tie in ties)
    ):
        return None
    tie = ties[0]
    what = describe_series(quantity, evidence, bundle.ties)
    derived = within(ia.interval(box), quantity.unit)
    if quantity.measure == "since":
        words = next(iter(figures.values())).text
        statement = Message("began", {"words": words, "subject": what.subject, "derived": derived})
    else:
        statement = Message("is implied", {"what": what, "derived": derived})
    return Finding(
        verdict="holds",
        kind="implied",
        identity=tie.identity.id,
        figures=tuple(o.id for o in figures.values()),
        quotes=tuple(o.text for o in figures.values()),
        derived=_claim(quantity, box, what.subject),
        citation=tie.identity.citation,
        **told(statement, [Message(tie.identity.note)], _formulas(bundle, figures)),
    )


def _point(figure: Observation, box: Bounds) -> Bounds:
    """The printed number itself; ranges and qualified figures keep their bounds."""
    if figure.qualifier or isinstance(figure.value, tuple):
        return box
    value = Fraction(figure.value)
    return (value, False, value, False)


def _width(box: Bounds) -> Fraction | None:
    return None if box[0] is None or box[2] is None else box[2] - box[0]


def _held_against(tie: Tie, key: str, target: Quantity, figure: Observation, derived: Bounds) -> Message:
    given = within(ia.interval(derived), target.unit, figure)
    what = describe(target, figure, tie.identity.told_as if target in tie.role(tie.identity.target) else "")
    return Message(key, {"what": what, "published": said(figure), "derived": given})


def _formulas(bundle: Bundle, figures: Mapping[Quantity, Observation]) -> list[Formula]:
    numbers: dict[Quantity, Printed | str] = {q: printed(o) for q, o in figures.items()}
    numbers |= {q: q.base for q in bundle.quantities if q.measure == "given"}
    told = (formula(tie, numbers) for tie in bundle.ties if all(q.measure != "part" for q in tie.quantities))
    return [one for one in told if one.form != "{} = {}"]  # nothing is calculated


def _claim(quantity: Quantity, box: Bounds, subject: str) -> Claim:
    base = quantity.base if quantity.measure != "given" else ""
    return Claim(subject, quantity.measure, quantity.unit, quantity.period, base.removeprefix("~"), ia.interval(box))
