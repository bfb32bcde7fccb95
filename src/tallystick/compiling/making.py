"""The whole way from returns to figures: passes over the returns, their sums, the figures, and how each was made."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pyarrow

from tallystick.compiling.figures import printed as figures
from tallystick.compiling.figures import sums
from tallystick.compiling.figures.exact import CELLS, cells_of
from tallystick.compiling.figures.printed import Row
from tallystick.compiling.figures.sums import Group
from tallystick.compiling.kept import Weight
from tallystick.compiling.recipes import loading as recipe_loading
from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.returns.panel import panels, plans
from tallystick.compiling.returns.sources import files_of, gathered, table_of
from tallystick.compiling.treating import weighing
from tallystick.compiling.treating.drawing_in import Drawn, apart, drawn_values, strata_in
from tallystick.compiling.treating.queries import Query, ordered
from tallystick.compiling.treating.steps import drawn_columns, methods_of, treated
from tallystick.model import RecipeError
from tallystick.model.frames import Framed, Kinds

KINDS: Kinds = {
    name: "string" if kind in ("str", "tuple[str, ...]") else "int64" if kind == "int" else "float64"
    for name, kind in Row.__annotations__.items()
    if name != "means"
}


class Compiled(Framed, msgspec.Struct, frozen=True):
    """Figures compiled of returns: a row per indicator, part and period.

    `returns` is the hash of the returns, `weights` are the weights that the recipe made, if any, `queries` the returns
    that are worth a call, if it was asked which.
    """

    recipe: Recipe
    returns: str
    rows: tuple[Row, ...]
    weights: tuple[Weight, ...] = ()
    queries: tuple[Query, ...] = ()

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __repr__(self) -> str:
        return f"<Compiled {self.recipe.name}: {len(self)} rows>"

    def to_dicts(self) -> list[dict[str, Any]]:
        """One flat dict a row: numbers as floats, None where there is none; `suppressed` names figures in words."""
        further = cells_of(self.recipe)[len(CELLS) :]
        return [flat(row, further) for row in self.rows]

    def _kinds(self) -> Kinds:
        return {**KINDS, **dict.fromkeys(cells_of(self.recipe)[len(CELLS) :], "float64")}


def flat(row: Row, further: Sequence[str] = ()) -> dict[str, Any]:
    """A row of plain values, with those `further` means."""
    told = {name: getattr(row, name) for name in KINDS}
    cells = {name: row.cell(name) for name in (*CELLS, *further)}
    told |= {name: None if cell is None else float(cell) for name, cell in (cells | {"summed": row.summed}).items()}
    return told | {"suppressed": ", ".join(row.suppressed)}


def compile(  # noqa: A001  the verb users know
    source: str | Path | Mapping[str, Any] | Recipe,
    table: Any,
    *,
    executor: Executor | None = None,
    jobs: int = 1,
    queries: bool = False,
    tell: Callable[[str], None] | None = None,
) -> Compiled:
    """The figures that a recipe makes of a table of returns.

    `source` is a recipe (a TOML file, or a mapping of its shape), `table` a file of Parquet, CSV or XLSX, several of
    one kind (a list, a folder or a pattern like `returns/2024-*.csv`), or a table of Arrow, Polars or pandas. Link
    groups are worked on one by one, by an `executor` of `concurrent.futures` in `jobs` parts:
    the figures are the same whoever works, to the last digit. With `queries` also those returns are listed that are
    worth a call, as `[queries]` of the recipe has it. `tell` is called with the name of each link group that is done.
    RecipeError and ReturnsError name what is wrong.

    >>> import pyarrow
    >>> told = {"unit": ["a", "b", "a", "b"], "period": ["2023", "2023", "2024", "2024"], "industry": ["06"] * 4,
    ...     "turnover": [50.0, 50.0, 60.0, 45.0]}
    >>> recipe = {"name": "mines", "threshold": 1, "indicator": [{"id": "industry.revenue", "numerator": "turnover"}]}
    >>> [(row.period, str(row.level), str(row.growth)) for row in compile(recipe, pyarrow.table(told))]
    [('2023', '100', 'None'), ('2024', '105', '5.0')]
    """
    made = recipe_loading.load(source)
    methods_of(made)
    returns = hash_of(table)
    table = gathered(table, made)
    parts = plans(table, made, parts=max(jobs, 1))
    work = map if executor is None else executor.map
    weighted = weighing.weights(table, made)
    factors = weighing.factors(weighted, made)
    several = len(parts)
    grouped = partial(sums.groups, asking=queries, tell=tell if executor is None else None)
    found: list[Group] = []
    for some in work(grouped, [table] * several, [made] * several, parts, [factors] * several):
        found += some
        if tell is not None and executor is not None:  # another process cannot call it
            for group in some:
                tell(group.name)
    periods, total = sums.added(found)
    asked = ordered(query for group in found for query in group.queries)
    return Compiled(made, returns, tuple(figures.rows(made, periods, total)), weighted, asked)


def winsorised(source: str | Path | Mapping[str, Any] | Recipe, table: Any) -> Iterator[Drawn]:
    """Each value that a recipe's winsorisation looks at, edited and imputed before, with its weight and why.

    >>> import pyarrow
    >>> told = {"unit": list("abcdef"), "period": ["2024"] * 6, "industry": ["06"] * 6, "design": [60.0] * 6,
    ...     "turnover": [40, 25.6, 26.4, 28, 28.8, 29.6]}
    >>> recipe = {"name": "mines", "indicator": [{"id": "industry.revenue", "numerator": "turnover"}],
    ...     "estimation": {"winsorise": {"limit": 400}}}
    >>> [(one.unit, round(one.weight, 6)) for one in winsorised(recipe, pyarrow.table(told)) if one.weight < 1]
    [('a', 0.914278)]
    """
    made = recipe_loading.load(source)
    methods_of(made)
    rule = made.estimation.winsorise
    if rule is None:
        raise RecipeError("the recipe winsorises nothing", "give [estimation] winsorise = { limit = L }")
    plain = msgspec.structs.replace(made, estimation=msgspec.structs.replace(made.estimation, winsorise=None))
    factors = weighing.factors(weighing.weights(table, made), made)
    seen = []
    for plan in plans(table, made):
        for panel in panels(table, made, plan):
            panel = weighing.weighed(panel, made, factors)
            seen.append((panel.group, strata_in(panel, made)))
            values = treated(panel, plain).values
            for name in drawn_columns(made):
                yield from drawn_values(panel, made, name, values[name], rule)
    apart(seen)


def hash_of(table: Any) -> str:
    """The SHA-256 of a file's bytes, of several files' names and hashes, or of a table's rows as an Arrow stream."""
    files = files_of(table)
    if len(files) == 1:
        return _hash_of_file(files[0])
    digest = hashlib.sha256()
    if files:
        digest.update("".join(f"{_hash_of_file(path)}  {path.name}\n" for path in files).encode())
        return digest.hexdigest()
    table = table_of(table)
    sink = pyarrow.BufferOutputStream()
    with pyarrow.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    digest.update(sink.getvalue())
    return digest.hexdigest()


def _hash_of_file(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
