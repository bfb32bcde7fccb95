"""Loose linking: figures that stand together and are of one kind; what agrees so may be told, never what does not.

But for one quantity told in two sentences of the same words and other figures: there a slip of one number contradicts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain

from tallystick.model import Reading
from tallystick.reconciling.evidence import language
from tallystick.reconciling.links import PHRASE, Link
from tallystick.reconciling.nearby.abbreviations import abbreviations
from tallystick.reconciling.nearby.across import across_sentences
from tallystick.reconciling.nearby.balances import balances, sums_of_balances
from tallystick.reconciling.nearby.beside import not_told_beside
from tallystick.reconciling.nearby.counts import counted
from tallystick.reconciling.nearby.figures import Near, near_figures
from tallystick.reconciling.nearby.gaps import gaps
from tallystick.reconciling.nearby.growths import growing, grown_together, moved_shares, points, points_of_shares
from tallystick.reconciling.nearby.hundreds import cancelling, hundreds
from tallystick.reconciling.nearby.indices import indices
from tallystick.reconciling.nearby.inside import within_sentence
from tallystick.reconciling.nearby.known import following
from tallystick.reconciling.nearby.means import means
from tallystick.reconciling.nearby.repeats import figures_told, least, likeness, repeats
from tallystick.reconciling.nearby.slips import slipped
from tallystick.reconciling.nearby.sums import Sum, likely_sums, sums
from tallystick.reconciling.nearby.totals import ROLES, likely_totals, totals
from tallystick.reconciling.nearby.weighing import Triple, doubtful, likely
from tallystick.reconciling.nearby.wholes import Shared, shares_of_wholes
from tallystick.reconciling.phrases.meaning import in_points, scaled

MAY_BE_TWO = "may be two things"
"""Why figures in sentences of almost the same words may differ all the same: the key of its wording."""

STAND_TOGETHER = "only stand together"
"""Why figures that surely seem to belong together and do not agree cannot be checked: the key of its wording."""


def near_links(reading: Reading) -> Iterator[Link]:
    """The links of what stands together, in a sentence and across sentences; they never contradict."""
    passages = list(near_figures(reading))
    inside = [triple for figures in passages for triple in within_sentence(figures)]
    agreeing = list(not_told_beside(chain(inside, across_sentences(chain.from_iterable(passages)))))
    tied = likely(agreeing)
    for triple in chain(tied, following(agreeing, tied)):
        yield _link(triple)
    for triple in doubtful(inside):
        yield replace(_link(triple), doubt=STAND_TOGETHER)
    told = {
        name: [near for here in passages for near in here if language(near.figure.sentence) == name]
        for name in ("en", "zh")
    }
    adding_up = [one for one in sums(told["zh"]) if one.agrees]
    for found in likely_sums(adding_up):
        identity = "sum_of_changes" if found.whole.figure.measure == "change" else "partition"
        yield Link(identity, {"whole": (found.whole.figure,), "part": tuple(near.figure for near in found.parts)})
    for total in likely_totals(totals(told["en"])):
        whole, part = ROLES[total.identity]
        yield Link(total.identity, {whole: (total.whole.figure,), part: tuple(near.figure for near in total.parts)})
    yield from _divisions(passages, adding_up)
    figures = figures_told(passages, abbreviations(reading.release.text))
    for first, again in repeats(figures):
        yield Link("stated_again", {"first": (first.figure,), "again": (again.figure,)})
    for first, again in slipped(figures):
        link = Link("stated_again", {"first": (first.figure,), "again": (again.figure,)}, doubt=MAY_BE_TWO)
        yield replace(link, strength=PHRASE, doubt="") if likeness(first, again) >= least("sure") else link
    for index, growth in chain.from_iterable(map(indices, passages)):
        yield Link("index_of_year_before", {"index": (index,), "growth": (growth,)})


def _divisions(passages: Sequence[Sequence[Near]], adding_up: Sequence[Sum]) -> Iterator[Link]:
    """The links of parts with their wholes and with one another, in Chinese."""
    told = [[near for near in here if language(near.figure.sentence) == "zh"] for here in passages]
    told = [here for here in told if here]
    figures = list(chain.from_iterable(told))
    shared = list(shares_of_wholes(figures))
    for one in shared:
        yield _of("share_of_whole", part=[one.part], share=[one.share], whole=[one.whole])
    for run in hundreds(told):
        yield _of("parts_of_all", part=run)
    for moves in cancelling(told):
        yield _of("changes_of_shares", change=moves)
    for balance, larger, smaller in balances(figures):
        yield _of("difference_of_levels", difference=[balance], larger=[larger], smaller=[smaller])
    for whole, parts in sums_of_balances(figures):
        signed = tuple(near.figure if sign > 0 else scaled(near.figure, Decimal(-1)) for near, sign in parts)
        yield Link("partition", {"whole": (whole.figure,), "part": signed})
    for whole, counts in chain.from_iterable(map(counted, told)):
        yield _of("partition", whole=[whole], part=counts)
    for growth, mean, years in chain.from_iterable(map(means, told)):
        yield Link("growth_and_mean", {"growth": (growth.figure,), "mean": (mean.figure,)}, exponent=years)
    for gap, own, other in gaps(figures):
        yield _of("gap_of_growth", gap=[gap], own=[own], other=[other])
    yield from _growths(told, shared, adding_up)


def _growths(told: Sequence[Sequence[Near]], shared: Sequence[Shared], adding_up: Sequence[Sum]) -> Iterator[Link]:
    """The links of growth of wholes with levels and growth of their parts."""
    grown = growing(told)
    for whole, parts in grown_together(adding_up, grown):
        levels, growths = [part.level for part in parts], [part.growth for part in parts]
        yield _of("growth_of_sum", total=[whole.growth], whole=[whole.level], part=levels, growth=growths)
    for near, part, whole in points(told, grown):
        yield _of(
            "points_of_levels",
            points=[near],
            part=[part.level],
            growth=[part.growth],
            whole=[whole.level],
            total=[whole.growth],
        )
    for near, share, change, growth in points_of_shares(told, grown):
        yield _of("points_of_share", points=[near], share=[share], change=[change], growth=[growth])
    for change, share, growth, total in moved_shares(told, shared, grown):
        yield _of("move_of_share", change=[change], share=[share], growth=[growth], total=[total])


def _of(identity: str, **roles: Sequence[Near]) -> Link:
    return Link(identity, {role: tuple(near.figure for near in figures) for role, figures in roles.items()})


def _link(triple: Triple) -> Link:
    roles = zip(triple.kind.roles, triple.figures, strict=True)
    return Link(triple.kind.identity, {role: (in_points(near.figure),) for role, near in roles})
