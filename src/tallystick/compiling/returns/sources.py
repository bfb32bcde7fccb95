"""Where returns lie: a table, a file, or several files (a folder, a pattern, a list), as one Arrow dataset.

Parquet, CSV (parted by comma, semicolon, tab or bar; UTF-8, GB 18030 or UTF-16) and workbooks; several files are read
in the order of their names, endings aside. What stands above the row of names is passed over. Every file must have the
columns that the recipe needs.
"""

from __future__ import annotations

import csv
import glob
import gzip
import io
import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow
import pyarrow.csv
import pyarrow.dataset

from tallystick.compiling.recipes.recipe import Recipe
from tallystick.compiling.returns.workbooks import HEAD, head_of, refuse_lost_zeros, workbook
from tallystick.model import ReturnsError

WEIGHTS = ("design", "calibration")
KINDS = {
    ".csv": "csv", ".txt": "csv", ".tsv": "csv", ".csv.gz": "csv",
    ".parquet": "parquet", ".pq": "parquet", ".xlsx": "xlsx", ".xlsm": "xlsx",
}  # fmt: skip
_FILES = b"tallystick files"
_LOOKED_AT = 1 << 22  # bytes of a CSV file by which its encoding is told


def files_of(source: Any) -> tuple[Path, ...]:
    """The files of returns that a path, a folder, a pattern or a list of these means; none for a table."""
    if isinstance(source, (list, tuple)):
        return tuple(path for one in source for path in files_of(one))
    if not isinstance(source, (str, Path)):
        return ()
    path = Path(source)
    if path.is_dir():
        there = [one for one in path.iterdir() if kind_of(one) and not one.name.startswith((".", "~$"))]
        found = sorted(there, key=_in_order)
        if not found:
            raise ReturnsError(f"no returns in the folder {path}", f"there are none of {', '.join(KINDS)}")
        return tuple(found)
    if not path.exists() and glob.has_magic(str(source)):
        there = [Path(one) for one in glob.glob(str(source), recursive=True)]  # noqa: PTH207  it may begin anywhere
        found = sorted(there, key=_in_order)
        if not found:
            raise ReturnsError(f"no file is like {source}", "check the pattern")
        return tuple(found)
    if not path.exists():
        raise ReturnsError(f"no such file: {path}", "check the path of the returns")
    return (path,)


def _in_order(path: Path) -> tuple[str, str, str]:
    """What files are sorted by: 2024-06.csv stands before 2024-06-late.csv, so that the late one is the last."""
    end = next((end for end in KINDS if path.name.lower().endswith(end)), "")
    return str(path.parent), path.name[: len(path.name) - len(end)], path.name


def kind_of(path: Path) -> str:
    """What kind of file it is by its name: csv, parquet, xlsx; empty for others."""
    name = path.name.lower()
    return next((kind for end, kind in KINDS.items() if name.endswith(end)), "")


def is_csv(source: Any) -> bool:
    """Whether what `gathered` gave are files of CSV."""
    return not isinstance(source, pyarrow.Table) and kind_of(source[0]) == "csv"


def gathered(source: Any, recipe: Recipe) -> Any:
    """The same, to be read many times: files by their paths, workbooks as a table."""
    files = files_of(source)
    if not files:
        return table_of(source)
    kinds = {kind_of(path) or "parquet" for path in files}
    if len(kinds) > 1:
        raise ReturnsError(f"files of several kinds: {', '.join(sorted(kinds))}", "give all as CSV, Parquet or XLSX")
    if kinds != {"xlsx"}:
        return files
    tables = [workbook(path, recipe) for path in files]
    told = json.dumps([[path.name, len(table)] for path, table in zip(files, tables, strict=True)])
    return _together(tables).replace_schema_metadata({_FILES: told})


def _together(tables: Sequence[Any]) -> Any:
    """The tables of workbooks as one: a column that is text in one of them is text in all."""
    text, alike = pyarrow.string(), list(tables)
    for name in dict.fromkeys(name for table in tables for name in table.schema.names):
        own = [at for at, table in enumerate(tables) if table.schema.names.count(name) == 1]
        words = [at for at in own if tables[at].schema.field(name).type == text]
        if not words or len(words) == len(own):
            continue
        cells = {at: alike[at].column(name).cast(text) for at in own}
        told, numbers = (
            {one for at in places for one in cells[at].unique().to_pylist() if one is not None}
            for places in (words, set(own) - set(words))
        )
        refuse_lost_zeros(name, numbers, told)
        for at in own:
            alike[at] = alike[at].set_column(alike[at].schema.names.index(name), name, cells[at])
    return pyarrow.concat_tables(alike, promote_options="permissive")


def dataset(source: Any, recipe: Recipe, *, as_text: bool = False) -> Any:
    """An Arrow dataset of what `gathered` gave; `as_text`: CSV's columns of numbers as they are written."""
    if isinstance(source, pyarrow.Table):
        return pyarrow.dataset.dataset(source)
    several = [_file(path, recipe, as_text) for path in source]
    if len(several) == 1:
        return several[0]
    for path, one in zip(source, several, strict=True):
        complete(one.schema.names, recipe, f"{path.name}: ")
    schema = _common([one.schema for one in several], recipe)
    try:
        numbers = set(map(recipe.column, _numbers(recipe)))
        as_text = any(pyarrow.types.is_string(one.type) for one in schema if one.name in numbers)
        return pyarrow.dataset.dataset([_file(path, recipe, as_text, schema) for path in source])
    except (pyarrow.ArrowInvalid, TypeError) as error:
        raise ReturnsError(f"the files differ: {_first(error)}", "give columns of one type in all") from None


def batches(source: Any, recipe: Recipe, columns: Sequence[str]) -> Iterator[tuple[str, Any]]:
    """Some columns in the order of the rows, piece by piece, each with the file that it is of if several."""
    if not isinstance(source, pyarrow.Table):
        for path in source:
            own = f"{path.name}, " if len(source) > 1 else ""
            for batch in _file(path, recipe, as_text=True).to_batches(columns=columns):
                yield own, batch
        return
    files: list[tuple[str, int]] = json.loads((source.schema.metadata or {}).get(_FILES, "[]"))
    at = 0
    for name, count in files if len(files) > 1 else [("", len(source))]:
        for batch in source.select(columns).slice(at, count).to_batches():
            yield f"{name}, " if name else "", batch
        at += count


def complete(there: Sequence[str], recipe: Recipe, where: str = "") -> None:
    """ReturnsError for a column that the recipe needs and is not there, or is there twice."""
    for name in ("unit", "period", *recipe.codes, *recipe.values):
        own = recipe.column(name)
        if own not in there:
            advice = f"there are {', '.join(there)}; tell what it is called under [columns] of the recipe"
            raise ReturnsError(f"{where}the returns have no column {own!r}", advice)
        if there.count(own) > 1:
            raise ReturnsError(f"{where}the returns have two columns {own!r}", "give one of them another name")


def is_number(kind: Any) -> bool:
    """Whether an Arrow type is one of numbers."""
    types = pyarrow.types
    return any(test(kind) for test in (types.is_integer, types.is_floating, types.is_decimal, types.is_null))


def _numbers(recipe: Recipe) -> tuple[str, ...]:
    """The columns of numbers: weights where the recipe makes none, and values."""
    return (*(() if recipe.estimation.made else WEIGHTS), *recipe.values)


def table_of(source: Any) -> Any:
    """A table of Arrow, Polars or pandas as an Arrow table whose text is of a type that all of Arrow knows."""
    if not isinstance(source, pyarrow.Table):
        if not hasattr(source, "__arrow_c_stream__"):
            raise ReturnsError("no table of returns", "give a path, or a table of Arrow, Polars or pandas")
        source = pyarrow.table(source)
    for at, field in enumerate(source.schema):
        kind = field.type.value_type if pyarrow.types.is_dictionary(field.type) else field.type
        if pyarrow.types.is_string_view(kind):
            source = source.set_column(at, field.name, _usual(source.column(at)))
    return source


def _usual(column: Any) -> Any:
    """A column of views of text, or of a dictionary of them, as text."""
    if pyarrow.types.is_dictionary(column.type):
        chunks = column.unify_dictionaries().chunks
        made = [pyarrow.DictionaryArray.from_arrays(one.indices, _usual(one.dictionary)) for one in chunks]
        return pyarrow.chunked_array(made, pyarrow.dictionary(column.type.index_type, pyarrow.large_string()))
    return column.cast(pyarrow.large_string())


def _file(path: Path, recipe: Recipe, as_text: bool, schema: Any = None) -> Any:
    """The dataset of one file, of those columns and types that a `schema` has."""
    try:
        if kind_of(path) == "csv":
            return pyarrow.dataset.dataset(path, schema=schema, format=_csv(path, recipe, as_text))
        if schema is not None:
            return pyarrow.dataset.dataset(path, schema=schema, format="parquet")
        named = recipe.column
        # Not the enterprises: there are too many of them for a dictionary a chunk to be of use.
        text = {named(one) for one in ("period", *recipe.codes)}
        reading = pyarrow.dataset.ParquetReadOptions(dictionary_columns=text)
        return pyarrow.dataset.dataset(path, format=pyarrow.dataset.ParquetFileFormat(read_options=reading))
    except (pyarrow.ArrowInvalid, OSError, ValueError) as error:
        if kind_of(path) == "csv" and not as_text and "conversion error" in str(error):
            return _file(path, recipe, as_text=True)
        advice = "give Parquet, XLSX, or CSV with a row of names"
        raise ReturnsError(f"{path} is no table of returns: {_first(error)}", advice) from None


def _csv(path: Path, recipe: Recipe, as_text: bool) -> Any:
    named = recipe.column
    kinds = {named(one): pyarrow.string() for one in ("unit", "period", *recipe.codes)}
    kinds |= {named(one): pyarrow.string() if as_text else pyarrow.float64() for one in _numbers(recipe)}
    options = pyarrow.csv.ConvertOptions(column_types=kinds, strings_can_be_null=True, null_values=[""])
    encoding, top = top_of(path)
    rows = {mark: [_cells(line, mark) for line in top] for mark in (*",;\t|",)}
    heads = {mark: head_of(rows[mark], {named("unit"), named("period")}) for mark in rows}
    delimiter = next((mark for mark in rows if heads[mark] is not None), max(rows, key=top[0].count))
    at = heads[delimiter] or 0
    return pyarrow.dataset.CsvFileFormat(
        parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter),
        read_options=pyarrow.csv.ReadOptions(
            encoding=encoding, skip_rows=at + 1, column_names=rows[delimiter][at] or None
        ),
        convert_options=options,
    )


def _cells(line: str, delimiter: str) -> list[str]:
    return [cell.strip() for cell in next(csv.reader([line], delimiter=delimiter), [])]


def top_of(path: Path) -> tuple[str, list[str]]:
    """The encoding of a CSV file, and its first lines."""
    with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as file:
        data = file.read(_LOOKED_AT)
    whole = data[: data.rfind(b"\n") + 1] or data
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return "utf16", _lines(data.decode("utf-16", "replace"))
    for encoding in ("utf8", "gb18030"):
        try:
            return encoding, _lines(whole.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise ReturnsError(f"{path} is in no encoding that is known", "save it as CSV in UTF-8")


def _lines(text: str) -> list[str]:
    return list(islice(io.StringIO(text.removeprefix("\ufeff")), HEAD)) or [""]


def _common(schemas: Sequence[Any], recipe: Recipe) -> Any:
    """The columns that are needed, each of one type in all files: numbers unless one has text, text, days."""
    fields = []
    numbers = set(map(recipe.column, _numbers(recipe)))
    needed = ["unit", "period", *recipe.codes, *_numbers(recipe)]
    for name in dict.fromkeys(recipe.column(one) for one in needed):
        kinds = [schema.field(name).type for schema in schemas if name in schema.names]
        if not kinds:
            continue
        if name in numbers:
            kind = pyarrow.float64() if all(map(is_number, kinds)) else pyarrow.string()
        else:
            days = all(pyarrow.types.is_date(one) or pyarrow.types.is_timestamp(one) for one in kinds)
            kind = kinds[0] if days else pyarrow.string()
        fields.append(pyarrow.field(name, kind))
    return pyarrow.schema(fields)


def _first(error: Exception) -> str:
    """What an error of Arrow says at its heart."""
    line = str(error).splitlines()[0]
    found = re.search(r"input source '.*?': (?:Invalid: )?(?:CSV parse error: )?(.+)", line)
    return found[1] if found else line
