"""Original against translation: link the figures, judge each link, and list what stands alone."""

from __future__ import annotations

import itertools

from tallystick.aligning.alone import left_out
from tallystick.aligning.assignment import Linked, link
from tallystick.aligning.figures import Side, side
from tallystick.aligning.gaps import fill
from tallystick.aligning.pairing import is_pair
from tallystick.aligning.slips import slip_of, swapped
from tallystick.knowledge.glossary import shared
from tallystick.model import Comparison, Link, Observation, Reading


def compare(original: Reading, translation: Reading) -> Comparison:
    """Hold a translation against its original.

    Both are readings of whole releases, in whatever languages. Figures that agree within rounding and unit
    conversion agree; the rest differ, each with its likeliest slip. Of the figures that stand in one text
    only, those that the other clearly leaves out are told as missing or added. Check `is_pair` first: where
    the texts are no pair, the differences mean nothing.
    """
    a, b = side(original), side(translation)
    pairs = fill(a, b, link(a, b))
    crossed = _crossed(a, b, pairs)
    links = tuple(_judge(a, b, pair, crossed) for pair in pairs)
    back = sorted((j, i, rests) for i, j, rests in pairs)
    left, right = {i for i, _, _ in pairs}, {j for _, j, _ in pairs}
    return Comparison(
        original=original.release.id,
        translation=translation.release.id,
        aligned=links,
        only_in_original=tuple(o for i, o in enumerate(original) if i not in left),
        only_in_translation=tuple(o for j, o in enumerate(translation) if j not in right),
        missing=tuple(original.observations[i] for i in left_out(a, b, translation, pairs)),
        added=tuple(translation.observations[j] for j in left_out(b, a, original, back)),
        is_pair=is_pair(original.release, translation.release, links, (len(a), len(b))),
    )


def _judge(a: Side, b: Side, pair: Linked, crossed: dict[int, str]) -> Link:
    i, j, rests = pair
    slip, note = slip_of(a.figures[i], b.figures[j])
    if i in crossed:
        slip, note = "swapped neighbours", crossed[i]
    return Link(
        original=a.figures[i].observation,
        translation=b.figures[j].observation,
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
        first, second = (a.figures[i], b.figures[j]), (a.figures[k], b.figures[m])
        if swapped(first, second, _alike):
            said = (first[1].observation.text, second[1].observation.text)
            found[i] = found[k] = f"“{said[0]}” and “{said[1]}” stand in each other's place"
    return found


def _alike(a: Observation, b: Observation) -> float:
    if a.indicator and b.indicator:
        return float(a.indicator == b.indicator)
    return shared(a.subject, b.subject)
