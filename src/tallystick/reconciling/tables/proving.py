"""Which cell proves a figure of running text: the best named one that agrees, where chance is no likelier reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from tallystick.reconciling.tables.agreeing import breadth, meet
from tallystick.reconciling.tables.finding_cells import LEAST, Link
from tallystick.reconciling.tables.told import Told
from tallystick.reconciling.tables.words import Tokens, is_time, named, tokens

NEAR = 0.25  # of score below the best named cell, within which the value may choose
CHANCE = Fraction(1, 8)  # agreements expected by chance among cells named as well, at most
LEVEL = 0.02  # of score within which two cells are named equally well
ROUND = Fraction(1, 12)  # breadth from which on a figure agrees with so much that only the best named cell proves it


@dataclass(frozen=True, slots=True)
class Proof:
    """A figure, the cell that proves it, and whether that is the only cell so named."""

    told: Told
    link: Link


def proof(told: Told, links: Sequence[Link]) -> Proof | None:
    """The cell that proves a figure; None where none is named and agrees, or by chance as likely as not.

    `links` are those of the figure, best first.
    """
    if not links or isinstance(told.figure.value, tuple):
        return None
    best = links[0].score
    agreeing = [link for link in links if best - link.score <= NEAR and meet(told.figure, link.cell.figure)]
    if not agreeing:
        return None
    chosen = agreeing[0]
    if chosen.covered < LEAST and not (_is_named(chosen, told.near, some=True) and _tells_what(chosen, told)):
        return None
    if not chosen.cell.figure.period and _names_another_year(chosen, told):
        return None
    if told.is_bound or told.figure.qualifier in (">", "<"):
        return Proof(told, chosen) if _is_named(chosen, told.near | told.subject) else None
    if _is_outnamed(chosen, links[0], told.near):
        return None
    wide = breadth(told.figure)
    rivals = sum(link.score > chosen.score - LEVEL for link in links) - 1
    if chosen.score < best and (wide >= ROUND or rivals * wide > CHANCE):
        return None
    return Proof(told, chosen)


def _tells_what(link: Link, told: Told) -> bool:
    """Whether the sentence or those before it have a word of the heads and the caption, which tell what is measured.

    A share's whole must stand in the sentence itself.
    """
    base = {word for word in tokens(link.cell.figure.base) if not is_time(word)}
    if base and not base & told.here and link.cell.figure.measure != told.figure.measure:
        return False
    what = {word for word in (link.line.beside | link.line.about) - link.line.words if not is_time(word)}
    return not what or bool(what & (told.here | told.around))


def _names_another_year(link: Link, told: Told) -> bool:
    """Whether heads that were not read as times name years that neither the sentence nor those before it tell."""
    years = {word for word in link.line.beside if len(word) == 4 and is_time(word)}
    return bool(years) and not years & (told.here | told.around)


def _is_outnamed(chosen: Link, best: Link, near: Tokens) -> bool:
    """Whether the words beside a figure name the best cell by a label that the chosen one has not, and none of its."""
    here, there = ({label for label in link.line.labels if named(label, near) == 1} for link in (chosen, best))
    return any(named(label, chosen.line.words) < 1 for label in there) and not here - there


def _is_named(link: Link, where: Tokens, *, some: bool = False) -> bool:
    """Whether tokens name all labels of a cell wholly, or `some` of them."""
    return (any if some else all)(named(label, where) == 1 for label in link.line.labels)
