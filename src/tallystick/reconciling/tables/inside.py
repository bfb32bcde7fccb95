"""What a table says against itself, and what of it holds: one finding for all equations of a kind that hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from tallystick.model import Finding, Observation
from tallystick.reconciling import arithmetic as ia
from tallystick.reconciling.explain import mend
from tallystick.reconciling.tables.balances import balances
from tallystick.reconciling.tables.cells import Figures, Sheet
from tallystick.reconciling.tables.equations import FAR, NEAR, SIGNS, Equation, Relation
from tallystick.reconciling.tables.moves import moves
from tallystick.reconciling.tables.running import running
from tallystick.reconciling.tables.telling import claim, where
from tallystick.reconciling.tables.totals import totals
from tallystick.reconciling.wording import printed, within

SHOWN = 60  # figures of one finding beyond which only those that are made of others are named
MOST = 400
_HOLD = {
    "total": "{n} totals are the sums of their parts",
    "growth": "{n} rates of growth follow from their levels",
    "change": "{n} changes follow from their levels",
    "share": "{n} shares follow from their amounts",
    "running": "{n} amounts are the sums of shorter times",
    "balance": "{n} balances are the differences of their sides",
}
_HOLDS = {
    "total": "a total is the sum of its parts",
    "growth": "a rate of growth follows from its levels",
    "change": "a change follows from its levels",
    "share": "a share follows from its amounts",
    "running": "an amount is the sum of shorter times",
    "balance": "a balance is the difference of its sides",
}
_OF_PARTS = ("total", "running", "balance")
CERTAIN = "{n} other cells of this table follow from theirs in the same way, and this one does not"
MISREAD = (
    "the other cells of this table follow from theirs in the same way; this one is so far off that it may be misread"
)
UNCERTAIN = "nothing in the table shows that these are all of its parts"


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
    yield from totals(sheet)
    yield from moves(sheet, figures.lines)
    yield from running(sheet, figures.lines)
    yield from balances(sheet)


def _gaps(relation: Relation) -> list[Equation]:
    """The equations that fail and are worth a word: all of a certain relation, near misses of one a label tells."""
    if relation.is_certain:
        return relation.failed
    if relation.told and relation.kind in _OF_PARTS and len(relation.failed) == 1:
        return [one for one in relation.failed if one.gap <= NEAR]
    return []


def _gap(one: Equation, relation: Relation, sheet: Sheet) -> Finding:
    figure = one.target.figure
    certain = relation.is_certain and one.gap <= FAR
    told = within(ia.interval(one.derived), figure.unit, figure)
    return Finding(
        verdict="contradicts" if certain else "cannot check",
        kind="check",
        identity=f"{relation.kind}_in_table",
        statement=f"“{figure.text}” in {where(one.target, sheet)} does not follow from the cells it is made of; "
        f"they give {told}.",
        formula=_formula(one),
        figures=(figure.id, *(part.figure.id for part in one.parts)),
        quotes=(figure.text, *(part.figure.text for part in one.parts)),
        published=claim(figure),
        derived=claim(figure, ia.interval(one.derived)),
        reason=CERTAIN.format(n=len(relation.held)) if certain else MISREAD if one.gap > FAR else UNCERTAIN,
        repairs=mend([(figure, one.derived)]) if certain else (),
    )


def _formula(one: Equation) -> str:
    parts = SIGNS[one.rule].join(printed(part.figure) for part in one.parts)
    return f"{printed(one.target.figure)} = {parts}"


def _agreement(name: str, kind: str, equations: Sequence[Equation]) -> Finding:
    exact = all(one.is_exact for one in equations)
    made = {one.target.figure.id: one.target.figure.text for one in equations}
    involved = {figure.id: figure.text for one in equations for figure in _figures(one)}
    shown = list((involved if len(involved) <= SHOWN else made).items())[:MOST]
    told = _HOLDS[kind] if len(made) == 1 else _HOLD[kind].format(n=len(made))
    return Finding(
        verdict="holds" if exact else "holds by rounding",
        kind="check",
        identity=f"{kind}_in_table",
        statement=f"{f'“{name}”' if name else 'A table'}: {told}.",
        formula=_formula(equations[0]) if len(equations) == 1 else f"{_formula(equations[0])}; …",
        figures=tuple(figure for figure, _ in shown),
        quotes=tuple(words for _, words in shown),
        reason="" if exact else "the printed figures give another last digit; within their rounding they agree",
    )


def _figures(one: Equation) -> tuple[Observation, ...]:
    return (one.target.figure, *(part.figure for part in one.parts))
