"""A release that was compiled of returns: its figures as tables, how each was made, and the recipe as a file."""

from __future__ import annotations

from decimal import Decimal
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.compiling.kept import Cell, KeptRow
from tallystick.compiling.recipes.file import to_toml
from tallystick.ledger import KeptRelease, recalling
from tallystick.model import LedgerError
from tallystick.model.finding import VERDICTS
from tallystick.reporting.page import own_words
from tallystick.reporting.recipe_words import formula, recipe_words
from tallystick.reporting.show import show_number, show_unit
from tallystick.web.guard import Visit, problem_of
from tallystick.web.made_view import SIGNED, Made, bridge, made_of, sections, shares, to_date, year_before
from tallystick.web.pages import cards
from tallystick.web.rendering import figure_link, fragment, language_of, respond, word

ROWS = 100
"""Rows on a page of a release."""

NEWEST = 60
"""Periods of the same figure on the page of one, the newest."""


def main(visit: Visit, kept: KeptRelease, place: int | None, number: int, language: str) -> str:
    """The main part of the page of a release of returns; empty for a release of another kind."""
    made = made_of(visit.desk.ledger, kept)
    if made is None:
        return ""
    if place is not None:
        number = next((row.number for row in made.rows if row.cells and row.cells[-1].start >= place), 0) // ROWS
    first = min(number, max(0, (len(made.rows) - 1) // ROWS)) * ROWS
    counts = {
        verdict: sum(made.verdict(cell) == verdict for row in made.rows for cell in row.cells) for verdict in VERDICTS
    }
    return fragment(
        language,
        "compiled.html.j2",
        kept=kept,
        made=made,
        address=f"/releases/{quote(kept.release_id, safe='')}",
        sections=sections(made, made.rows[first : first + ROWS]),
        counts={verdict: n for verdict, n in counts.items() if n},
        part=first // ROWS,
        parts_n=-(-len(made.rows) // ROWS),
        may_edit=visit.may_edit,
        recipe=recipe_words(made.original.recipe, language),
        **_helpers(made, language),
    )


def figure(visit: Visit) -> Response:
    """How one figure was made: what enterprises stand behind it, the bridge of its growth, and by which method."""
    language, release_id = language_of(visit.request), visit.request.path_params["release"]
    start = int(visit.request.path_params["start"])
    try:
        kept = visit.desk.ledger.release(release_id)
        page = visit.desk.fragment(("made", language, release_id, start), lambda: _figure(visit, kept, start, language))
    except LedgerError as error:
        raise problem_of(error) from None
    if not page:
        return RedirectResponse(figure_link(f"{release_id}:{start}"), 303)
    title, _, body = page.partition("\n")
    head = cards.head(visit, "figure", f"{release_id}:{start}")
    return respond(visit, title, body, here="/releases", head=head)


def _figure(visit: Visit, kept: KeptRelease, start: int, language: str) -> str:
    """The title of the page on its first line, then its main part; empty for a release that was not made of returns."""
    made = made_of(visit.desk.ledger, kept)
    if made is None:
        return ""
    found = made.at(start)
    if found is None:
        raise HTTPException(404, "no such figure")
    row, cell = found
    same = [(other, other.cell(cell.name)) for other in made.same(row)]
    named = f"{made.name(row.how.indicator, language)} · {column(made, row, cell.name, language, 'title')}"
    title = f"{word('how it was made', language)} · {' '.join(own_words(named, language).split())}"
    return f"{title}\n" + fragment(
        language,
        "made.html.j2",
        kept=kept,
        made=made,
        row=row,
        cell=cell,
        address=f"/releases/{quote(kept.release_id, safe='')}",
        same=[(other, its) for other, its in same if its][-NEWEST:][::-1],
        findings=made.found.get(cell.start, ()),
        series=_series(visit, kept, cell),
        formula=_formula(made, row, language),
        recipe=recipe_words(made.original.recipe, language),
        **_helpers(made, language),
    )


def recipe(visit: Visit) -> Response:
    """The recipe as the file that makes the release again."""
    try:
        kept = visit.desk.ledger.release(visit.request.path_params["release"])
        made = made_of(visit.desk.ledger, kept)
    except LedgerError as error:
        raise problem_of(error) from None
    if made is None:
        raise HTTPException(404, "this release was not compiled of returns")
    name = quote(f"{kept.name}.toml", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(to_toml(made.original.recipe), media_type="application/toml", headers=headers)


def column(made: Made, row: KeptRow, name: str, language: str, kind: str = "cell") -> str:
    """What a column of figures is called: at the head of a table (`cell`), or in a `title`."""
    of_rate = name == "growth" and made.rate(row.how.indicator)
    key = "mean" if name.startswith("mean_") else name
    return word(f"{kind} {key}{' of rate' if of_rate else ''}", language, years=made.years(name))


def exact(value: Decimal, language: str, *, signed: bool = False) -> str:
    """A value with every digit that was printed; Chinese sets no commas between thousands."""
    shown = f"{abs(value):,f}" if language == "en" else f"{abs(value):f}"
    return f"{'−' if value < 0 else '+' if signed and value > 0 else ''}{shown}"


def _is_signed(name: str) -> bool:
    return name in SIGNED or name.startswith("mean")


def _series(visit: Visit, kept: KeptRelease, cell: Cell) -> str:
    """The key of the series that a figure stands in; empty for one that is suppressed."""
    if cell.value is None:
        return ""
    with visit.desk.ledger.store.reading() as connection:
        return next(
            (one.series for one in recalling.said(connection, 1, release=kept.release_id, start=cell.start)), ""
        )


def _formula(made: Made, row: KeptRow, language: str) -> str:
    """What the level of a row is made of, in words."""
    indicators = made.original.recipe.indicators
    return next((formula(one, language) for one in indicators if one.id == row.how.indicator), "")


def _helpers(made: Made, language: str) -> dict[str, object]:
    def short(row: KeptRow, cell: Cell) -> str:
        if cell.value is None:
            return word("suppressed", language)
        shown = show_number(cell.value, language)
        if _is_signed(cell.name):
            shown = exact(cell.value, language, signed=True)
        return f"{shown}{show_unit(made.unit(row, cell.name), language)}"

    return {
        "name_of": lambda indicator: made.name(indicator, language),
        "part_of": lambda row: made.part(row, language),
        "column": lambda row, name: column(made, row, name, language),
        "titled": lambda row, name: column(made, row, name, language, "title"),
        "exact": lambda cell: exact(cell.value, language, signed=_is_signed(cell.name)),
        "shown_number": lambda value: show_number(value, language),
        "signed": lambda value: exact(value, language, signed=True),
        "short": short,
        "bridge": bridge,
        "shares": lambda row: shares(made, row),
        "year_before": year_before,
        "to_date": to_date,
        "percent": lambda part, whole: f"{100 * part / whole:.1f}" if whole else "",
    }
