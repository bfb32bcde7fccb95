"""Superlatives of a sentence against the rows of a table: are the ones named the largest, or the smallest?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from tallystick.model import Finding
from tallystick.model.message import Message, Part, Several
from tallystick.reconciling.evidence import language
from tallystick.reconciling.tables.cells import Cell
from tallystick.reconciling.tables.claims import Extreme, extremes, is_limited
from tallystick.reconciling.tables.families import Families, Family
from tallystick.reconciling.tables.telling import in_table
from tallystick.reconciling.tables.told import Told
from tallystick.reconciling.tables.words import knowledge
from tallystick.reconciling.wording import told as told_as

ORDERED = "order_in_table"
FARTHEST = 90  # characters from a superlative to the first figure it speaks of
BETWEEN = 6  # words between figures of one list
MOST_NAMED = 12
_PROSE = re.compile(r"[\w'’-]+|[㐀-鿿]")


@dataclass(frozen=True, slots=True)
class Ranked:
    """What a superlative names: cells in the order told, of one family, the largest or (`least`) the smallest."""

    extreme: Extreme
    told: tuple[Told, ...]
    cells: tuple[Cell, ...]
    family: Family
    fallen: bool


def ordered(
    sentence: Sequence[Told], proofs: Mapping[str, Cell], families: Callable[[], Families]
) -> Iterator[Finding]:
    """Findings on the superlatives of a sentence whose figures cells prove (`proofs`, by the figure's id)."""
    words = sentence[0].figure.sentence
    found = extremes(words, language(words))
    if not found or not proofs or is_limited(words, language(words)):
        return
    for turn, extreme in enumerate(found):
        stop = found[turn + 1].start if turn + 1 < len(found) else len(words)
        ranked = _ranked(extreme, stop, sentence, proofs, families())
        if ranked is not None and (finding := _judged(ranked)) is not None:
            yield finding


def _ranked(
    extreme: Extreme, stop: int, sentence: Sequence[Told], proofs: Mapping[str, Cell], families: Families
) -> Ranked | None:
    """The list of proven figures behind a superlative, and the family they share."""
    listed: list[Told] = []
    last = extreme.end
    words = sentence[0].figure.sentence
    for one in sentence:
        at = words.find(one.figure.text, last)
        if at < 0 or at >= stop:
            continue
        if one.figure.id not in proofs:  # what is not sure to be in the table may belong to the list
            break
        apart = words[last:at]
        if len(apart) > FARTHEST or (listed and len(_PROSE.findall(apart)) > BETWEEN):
            break
        listed.append(one)
        last = at + len(one.figure.text)
    if not listed:
        return None
    family = _shared(proofs[listed[0].figure.id], families)
    if family is None:
        return None
    members = {cell.figure.id for cell in family.members.values()}
    unclear = {cell.figure.id for cells in family.unclear.values() for cell in cells}
    kept = []
    for one in listed:
        cell = proofs[one.figure.id].figure.id
        if cell in members:
            kept.append(one)
        elif cell not in unclear:
            break
    behind = words[extreme.end : extreme.end + FARTHEST // 2].lower()
    fallen = any(word in behind for word in knowledge()["told_without_sign"])
    return Ranked(extreme, tuple(kept), tuple(proofs[one.figure.id] for one in kept), family, fallen) if kept else None


def _shared(cell: Cell, families: Families) -> Family | None:
    """The largest family of a cell: rows of other groups count as well as those of its own."""
    return max(families.of_cell.get(cell.figure.id, ()), key=lambda family: len(family.members), default=None)


def _judged(ranked: Ranked) -> Finding | None:
    others = _others(ranked, ranked.cells)
    if not any(_is_beyond(other, cell, ranked) for other in others for cell in ranked.cells):
        return _finding(ranked, ranked.cells, "holds")
    first = ranked.cells[:1]
    beyond = [other for other in _others(ranked, first) if _is_beyond(other, first[0], ranked)]
    if not beyond:
        return _finding(ranked, first, "holds")
    if len(ranked.cells) > 1 or not _is_plain(ranked, beyond):
        return None
    return _finding(ranked, (first[0], *beyond[:3]), "contradicts")


def _others(ranked: Ranked, named: Sequence[Cell]) -> list[Cell]:
    """The members that are not named; of falls and deficits only those that are negative."""
    ids = {cell.figure.id for cell in named}
    members = ranked.family.members.items()
    rest = [cell for name, cell in members if cell.figure.id not in ids and not name.lower().startswith(_rests())]
    return [cell for cell in rest if cell.number < 0] if _is_turned(ranked) else rest


@cache
def _rests() -> tuple[str, ...]:
    return tuple(knowledge()["rests"])


def _is_turned(ranked: Ranked) -> bool:
    return ranked.fallen and all(cell.number < 0 for cell in ranked.cells)


def _is_beyond(other: Cell, cell: Cell, ranked: Ranked) -> bool:
    """Whether a cell surely lies beyond another, the way the superlative points."""
    high, low = (
        (other.bounds, cell.bounds)
        if (ranked.extreme.way == "most") != _is_turned(ranked)
        else (
            cell.bounds,
            other.bounds,
        )
    )
    lower, upper = high[0], low[2]
    return lower is not None and upper is not None and Fraction(lower) >= upper and high != low


def _is_plain(ranked: Ranked, beyond: Sequence[Cell]) -> bool:
    """Whether rows that lie beyond stand in the same table, as deep as the one named and in the same group."""
    cell = ranked.cells[0]
    return all(
        other.table == cell.table
        and len(other.figure.row) == len(cell.figure.row)
        and other.figure.row[:-1] == cell.figure.row[:-1]
        and other.indent == cell.indent
        for other in beyond
    )


def _finding(ranked: Ranked, cells: Sequence[Cell], verdict: str) -> Finding:
    names = {cell.figure.id: name for name, cell in ranked.family.members.items()}
    told = [one.figure for one in ranked.told[: len(cells) if verdict == "holds" else 1]]
    listed = [f"{names[cell.figure.id]} {cell.figure.text}" for cell in cells]
    parts: dict[str, Part] = {"words": ranked.extreme.words, "table": in_table(cells[0].figure.table)}
    if verdict == "holds":
        key = "is the most" if len(cells) == 1 else "are the most"
        parts |= {"rows": Several(tuple(listed[:MOST_NAMED])), "n": ranked.family.size}
    else:
        key = "is not the most"
        parts |= {"row": listed[0], "rows": Several(tuple(listed[1:]))}
    return Finding(
        verdict=verdict,
        kind="check",
        identity=ORDERED,
        figures=(*(figure.id for figure in told), *(cell.figure.id for cell in cells)),
        quotes=(*(figure.text for figure in told), *(cell.figure.text for cell in cells)),
        **told_as(Message(key, parts), [Message("another lies beyond")] if verdict == "contradicts" else []),
    )
