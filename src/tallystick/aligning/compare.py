"""Original against translation: link the figures, judge each link, and list what stands alone."""

from __future__ import annotations

import itertools

from tallystick.aligning.assignment import Linked, link
from tallystick.aligning.gaps import fill
from tallystick.aligning.likeness import Side, side
from tallystick.aligning.slips import slip_of, swapped
from tallystick.knowledge.glossary import shared
from tallystick.model import Comparison, Link, Observation, Reading

# Of the shorter text's figures, the part that must agree before two texts count as a pair. Unrelated
# releases share round numbers by chance; in real pairs most figures agree.
PAIR = 0.3
FEW = 3


def compare(original: Reading, translation: Reading) -> Comparison:
    """Hold a translation against its original.

    Both are readings of whole releases, in whatever languages. Figures that agree within rounding and unit
    conversion agree; the rest differ, each with its likeliest slip. Check `is_pair` first: where too few
    figures agree the texts are no pair, and the differences mean nothing.
    """
    a, b = side(original.observations), side(translation.observations)
    pairs = fill(a, b, link(a, b))
    crossed = _crossed(a, b, pairs)
    links = tuple(_judge(a, b, pair, crossed) for pair in pairs)
    left, right = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    agreeing = sum(made.verdict == "agrees" and "value" in made.rests_on for made in links)
    fewer = min(len(a.observations), len(b.observations))
    return Comparison(
        original=original.release.id,
        translation=translation.release.id,
        aligned=links,
        only_in_original=tuple(o for i, o in enumerate(a.observations) if i not in left),
        only_in_translation=tuple(o for j, o in enumerate(b.observations) if j not in right),
        is_pair=fewer >= FEW and agreeing >= PAIR * fewer,
    )


def _judge(a: Side, b: Side, pair: Linked, crossed: dict[int, str]) -> Link:
    i, j, rests = pair
    slip, note = slip_of(a.observations[i], a.amounts[i], b.observations[j], b.amounts[j])
    if i in crossed:
        slip, note = "swapped neighbours", crossed[i]
    return Link(
        original=a.observations[i],
        translation=b.observations[j],
        verdict="differs" if slip else "agrees",
        slip=slip,
        note=note,
        rests_on=rests,
    )


def _crossed(a: Side, b: Side, pairs: list[Linked]) -> dict[int, str]:
    """Neighbours whose values changed places, by the index of the original figure."""
    found: dict[int, str] = {}
    for (i, j, _), (k, m, _) in itertools.pairwise(pairs):
        if k != i + 1 or abs(m - j) != 1:
            continue
        first = (a.observations[i], a.amounts[i], b.observations[j], b.amounts[j])
        second = (a.observations[k], a.amounts[k], b.observations[m], b.amounts[m])
        if swapped(first, second, _alike):
            note = f"“{first[2].text}” and “{second[2].text}” stand in each other's place"
            found[i] = found[k] = note
    return found


def _alike(a: Observation, b: Observation) -> float:
    if a.indicator and b.indicator:
        return float(a.indicator == b.indicator)
    return shared(a.subject, b.subject)
