"""Loose linking: figures that stand together and are of one kind; what agrees so may be told, never what does not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from tallystick.model import Reading
from tallystick.reconciling.links import Link
from tallystick.reconciling.nearby.across import across_sentences
from tallystick.reconciling.nearby.figures import near_figures
from tallystick.reconciling.nearby.indices import indices
from tallystick.reconciling.nearby.inside import within_sentence
from tallystick.reconciling.nearby.repeats import repeats
from tallystick.reconciling.nearby.sums import likely_sums, sums
from tallystick.reconciling.nearby.weighing import Triple, doubtful, likely
from tallystick.reconciling.phrases.meaning import in_points

STAND_TOGETHER = "only stand together"
"""Why figures that surely seem to belong together and do not agree cannot be checked: the key of its wording."""


def near_links(reading: Reading) -> Iterator[Link]:
    """The links of what stands together, in a sentence and across sentences; they never contradict."""
    passages = list(near_figures(reading))
    inside = [triple for figures in passages for triple in within_sentence(figures)]
    for triple in likely(chain(inside, across_sentences(chain.from_iterable(passages)))):
        yield _link(triple)
    for triple in doubtful(inside):
        yield replace(_link(triple), doubt=STAND_TOGETHER)
    for found in likely_sums(sums(chain.from_iterable(passages))):
        yield Link("partition", {"whole": (found.whole.figure,), "part": tuple(near.figure for near in found.parts)})
    for first, again in repeats(chain.from_iterable(passages)):
        yield Link("stated_again", {"first": (first.figure,), "again": (again.figure,)})
    for index, growth in chain.from_iterable(map(indices, passages)):
        yield Link("index_of_year_before", {"index": (index,), "growth": (growth,)})


def _link(triple: Triple) -> Link:
    roles = zip(triple.kind.roles, triple.figures, strict=True)
    return Link(triple.kind.identity, {role: (in_points(near.figure),) for role, near in roles})
