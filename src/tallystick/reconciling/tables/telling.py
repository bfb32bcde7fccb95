"""Findings about figures and cells in words: what is said, where it stands in the table, what follows."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model import Claim, Finding, Interval, Observation
from tallystick.model.message import At, Formula, Message, Part
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.explain import mend
from tallystick.reconciling.tables.agreeing import as_told, equal, turned
from tallystick.reconciling.tables.cells import Cell, Sheet
from tallystick.reconciling.tables.deriving import Derived
from tallystick.reconciling.tables.disputing import Dispute
from tallystick.reconciling.tables.equations import Rule, shown
from tallystick.reconciling.tables.proving import Proof
from tallystick.reconciling.wording import measured, printed, said, told, within

STATED = "stated_in_table"
FOLLOWS = "follows_from_table"
ROUNDED, UNSIGNED = Message("table rounds"), Message("table signs")


def in_table(name: str) -> Message:
    """A table by its caption, inside a sentence."""
    return Message("table", {"name": name}) if name else Message("the table")


def where(cell: Cell, sheet: Sheet) -> At:
    """The place of a cell: its table, the page or sheet of that, and the labels of row and column."""
    return At(sheet.name, (*cell.figure.row, *cell.figure.column), sheet.place)


def proven(proof: Proof, sheet: Sheet) -> Finding:
    """A figure that a cell of the release's own tables proves."""
    figure, cell = proof.told.figure, proof.link.cell
    same = equal(figure, cell.figure)
    reasons = ([] if same else [ROUNDED]) + ([UNSIGNED] if turned(figure, cell.figure) else [])
    return Finding(
        verdict="holds" if same else "holds by rounding",
        kind="check",
        identity=STATED,
        figures=(figure.id, cell.figure.id),
        quotes=(figure.text, cell.figure.text),
        published=claim(figure),
        derived=claim(cell.figure, as_told(figure, cell.figure)),
        **told(Message("is in table", _both(figure, cell, sheet)), reasons),
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
        figures=(figure.id, cell.figure.id),
        quotes=(figure.text, cell.figure.text),
        published=claim(figure),
        derived=claim(cell.figure, other),
        repairs=mends if found.verdict == "contradicts" else (),
        **told(Message("is other in table", {"what": measured(figure), **_both(figure, cell, sheet)}), [found.reason]),
    )


def derived(found: Derived, sheet: Sheet) -> Finding:
    """A figure that cells of the release's own tables give by arithmetic."""
    figure = found.told.figure
    given = ia.interval(found.box)
    return Finding(
        verdict="holds",
        kind="check",
        identity=FOLLOWS,
        figures=(figure.id, *(part.figure.id for part in found.parts)),
        quotes=(figure.text, *(part.figure.text for part in found.parts)),
        published=claim(figure),
        derived=claim(figure, given),
        **told(
            Message(
                "follows from table",
                {
                    "said": said(figure),
                    "where": where(found.parts[0], sheet),
                    "derived": within(given, figure.unit, figure),
                },
            ),
            formula=[made_of(figure, found.rule, [part.figure for part in found.parts])],
        ),
    )


def made_of(figure: Observation, rule: Rule, parts: Sequence[Observation]) -> Formula:
    """A figure and those that make it, by a rule."""
    return Formula(f"{{}} = {shown(rule, len(parts))}", (printed(figure), *(printed(part) for part in parts)))


def _both(figure: Observation, cell: Cell, sheet: Sheet) -> dict[str, Part]:
    return {"said": said(figure), "cell": cell.figure.text, "where": where(cell, sheet)}


def _back(figure: Observation, cell: Observation) -> Interval:
    return -figure.interval if turned(figure, cell) else figure.interval


def claim(figure: Observation, interval: Interval | None = None) -> Claim:
    """What a figure says, or its interval as another puts it."""
    told = figure.interval if interval is None else interval
    return Claim(figure.subject, figure.measure, figure.unit, figure.period, figure.base, told)
