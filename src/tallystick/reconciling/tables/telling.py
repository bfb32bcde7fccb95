"""Findings about figures and cells in words: what is said, where it stands in the table, what follows."""

from __future__ import annotations

from tallystick.model import Claim, Finding, Interval, Observation
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.explain import mend
from tallystick.reconciling.tables.agreeing import as_told, equal, turned
from tallystick.reconciling.tables.cells import Cell, Sheet
from tallystick.reconciling.tables.deriving import Derived
from tallystick.reconciling.tables.disputing import Dispute
from tallystick.reconciling.tables.equations import SIGNS
from tallystick.reconciling.tables.proving import Proof
from tallystick.reconciling.wording import capital, measured, printed, said, within

STATED = "stated_in_table"
FOLLOWS = "follows_from_table"
ROUNDED = "the sentence rounds what the table prints, or the other way about"
UNSIGNED = "the table prints it with its sign, the sentence says it in words"


def where(cell: Cell, sheet: Sheet) -> str:
    """The place of a cell in words: its table, the page or sheet of that, and the labels of row and column."""
    path = " › ".join((*cell.figure.row, *cell.figure.column))
    table = f"“{sheet.name}”" if sheet.name else "a table"
    return f"{table}{f', {sheet.place}' if sheet.place else ''}: {path or 'a cell'}"


def proven(proof: Proof, sheet: Sheet) -> Finding:
    """A figure that a cell of the release's own tables proves."""
    figure, cell = proof.told.figure, proof.link.cell
    same = equal(figure, cell.figure)
    reasons = ([] if same else [ROUNDED]) + ([UNSIGNED] if turned(figure, cell.figure) else [])
    return Finding(
        verdict="holds" if same else "holds by rounding",
        kind="check",
        identity=STATED,
        statement=f"“{said(figure)}” in the text is “{cell.figure.text}” in {where(cell, sheet)}.",
        figures=(figure.id, cell.figure.id),
        quotes=(figure.text, cell.figure.text),
        published=claim(figure),
        derived=claim(cell.figure, as_told(figure, cell.figure)),
        reason="; ".join(reasons),
    )


def disputed(found: Dispute, sheet: Sheet) -> Finding:
    """A figure that a cell does not bear out."""
    figure, cell = found.told.figure, found.cell
    other = as_told(figure, cell.figure)
    mends = mend(((figure, ia.bounds(other)), (cell.figure, ia.bounds(_back(figure, cell.figure)))))
    return Finding(
        verdict=found.verdict,
        kind="check",
        identity=STATED,
        statement=f"{capital(_about(figure))}: “{said(figure)}” in the text is “{cell.figure.text}” in "
        f"{where(cell, sheet)}.",
        figures=(figure.id, cell.figure.id),
        quotes=(figure.text, cell.figure.text),
        published=claim(figure),
        derived=claim(cell.figure, other),
        reason=found.reason,
        repairs=mends if found.verdict == "contradicts" else (),
    )


def derived(found: Derived, sheet: Sheet) -> Finding:
    """A figure that cells of the release's own tables give by arithmetic."""
    figure = found.told.figure
    given = ia.interval(found.box)
    told = SIGNS[found.rule].join(part.figure.text for part in found.parts)
    return Finding(
        verdict="holds",
        kind="check",
        identity=FOLLOWS,
        statement=f"“{said(figure)}” in the text follows from {where(found.parts[0], sheet)} and another cell; "
        f"they give {within(given, figure.unit, figure)}.",
        formula=f"{printed(figure)} = {told}",
        figures=(figure.id, *(part.figure.id for part in found.parts)),
        quotes=(figure.text, *(part.figure.text for part in found.parts)),
        published=claim(figure),
        derived=claim(figure, given),
    )


def _back(figure: Observation, cell: Observation) -> Interval:
    return -figure.interval if turned(figure, cell) else figure.interval


def _about(figure: Observation) -> str:
    return measured(figure.measure, figure.subject, figure.period)


def claim(figure: Observation, interval: Interval | None = None) -> Claim:
    """What a figure says, or its interval as another puts it."""
    told = figure.interval if interval is None else interval
    return Claim(figure.subject, figure.measure, figure.unit, figure.period, figure.base, told)
