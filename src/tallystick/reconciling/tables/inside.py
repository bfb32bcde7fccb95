"""What a table says against itself, and what of it holds: one finding for all equations of a kind that hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallystick.model import Finding, Observation
from tallystick.model.message import Formula, Message
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.explain import mend
from tallystick.reconciling.tables.balances import balances
from tallystick.reconciling.tables.cells import Figures, Sheet
from tallystick.reconciling.tables.equations import FAR, NEAR, Equation, Relation
from tallystick.reconciling.tables.moves import moves
from tallystick.reconciling.tables.running import running
from tallystick.reconciling.tables.telling import claim, made_of, where
from tallystick.reconciling.tables.totals import totals, views
from tallystick.reconciling.wording import told, within

SHOWN = 60  # figures of one finding beyond which only those that are made of others are named
MOST = 400
_OF_PARTS = ("total", "running", "balance")


def inside(figures: Figures) -> Iterator[Finding]:
    """The findings of tables about themselves; tables of one caption are told as one."""
    held: dict[tuple[str, str, str], list[Equation]] = defaultdict(list)
    for sheet in figures.sheets:
        for relation in _relations(sheet, figures):
            if relation.is_likely:
                held[sheet.release, sheet.name, relation.kind] += relation.held
            yield from (_gap(one, relation, sheet) for one in _gaps(relation))
    for (_, name, kind), equations in held.items():
        yield _agreement(name, kind, equations)


def _relations(sheet: Sheet, figures: Figures) -> Iterator[Relation]:
    seen = tuple(views(sheet))
    yield from totals(seen)
    yield from moves(sheet, figures.lines)
    yield from running(sheet, figures.lines)
    yield from balances(seen)


def _gaps(relation: Relation) -> list[Equation]:
    """The equations that fail and are worth a word: all of a certain relation, near misses of one a label tells."""
    if relation.is_certain:
        return relation.failed
    if relation.told and relation.kind in _OF_PARTS and len(relation.failed) == 1:
        return [one for one in relation.failed if one.gap <= NEAR]
    return []


def _gap(one: Equation, relation: Relation, sheet: Sheet) -> Finding:
    figure = one.target.figure
    beyond_doubt = one.gap <= (NEAR if one.may_lack_parts else FAR) and not one.is_off_by_last_digit
    certain = relation.is_certain and beyond_doubt
    given = within(ia.interval(one.derived), figure.unit, figure)
    why = Message("others follow", {"n": len(relation.held)}) if certain else Message(_doubt(one))
    return Finding(
        verdict="contradicts" if certain else "cannot check",
        kind="check",
        identity=f"{relation.kind}_in_table",
        figures=(figure.id, *(part.figure.id for part in one.parts)),
        quotes=(figure.text, *(part.figure.text for part in one.parts)),
        published=claim(figure),
        derived=claim(figure, ia.interval(one.derived)),
        repairs=mend([(figure, one.derived)]) if certain else (),
        **told(
            Message("cell does not follow", {"cell": figure.text, "where": where(one.target, sheet), "derived": given}),
            [why],
            [_formula(one)],
        ),
    )


def _doubt(one: Equation) -> str:
    """What keeps a cell that others do not make from being told as wrong."""
    if one.is_off_by_last_digit:
        return "may be cut off"
    return "may be misread in table" if one.gap > FAR else "not all parts"


def _formula(one: Equation) -> Formula:
    return made_of(one.target.figure, one.rule, [part.figure for part in one.parts])


def _agreement(name: str, kind: str, equations: Sequence[Equation]) -> Finding:
    exact = all(one.is_exact for one in equations)
    made = {one.target.figure.id: one.target.figure.text for one in equations}
    involved = {figure.id: figure.text for one in equations for figure in _figures(one)}
    shown = list((involved if len(involved) <= SHOWN else made).items())[:MOST]
    what = Message(f"{kind} holds" if len(made) == 1 else f"{kind} hold", {"n": len(made)})
    table = Message("table", {"name": name}) if name else Message("a table")
    rest = [] if len(equations) == 1 else [Formula("…", ())]
    return Finding(
        verdict="holds" if exact else "holds by rounding",
        kind="check",
        identity=f"{kind}_in_table",
        figures=tuple(figure for figure, _ in shown),
        quotes=tuple(words for _, words in shown),
        **told(
            Message("of table", {"table": table, "what": what}),
            [] if exact else [Message("other last digit")],
            [_formula(equations[0]), *rest],
        ),
    )


def _figures(one: Equation) -> tuple[Observation, ...]:
    return (one.target.figure, *(part.figure for part in one.parts))
