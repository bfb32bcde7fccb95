"""The forms in which commands print records, the same words in the same order everywhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePath
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pathlib import Path

    from tallystick.ledger import Records

F = TypeVar("F", bound=Callable[..., Any])

FORMS = {
    "text": "for people",
    "csv": "a row each",
    "json": "one list",
    "jsonl": "a line each",
    "markdown": "for pages",
    "parquet": "a typed table",
    "xlsx": "a workbook",
    "sdmx": "SDMX-CSV 2.0 with its structure",
    "package": "a Frictionless Data Package",
    "stata": "a Stata file",
    "html": "a page",
}
RECORDS = ("text", "csv", "json", "jsonl", "markdown")
_ENDINGS = {"md": "markdown"}


def form(*names: str, default: str | None = "text", note: str = "") -> Callable[[F], F]:
    """The option --format with some of FORMS, in their order; without names those of all records."""
    offered = [name for name in FORMS if name in (names or RECORDS)]
    told = ", ".join(f"{name} {FORMS[name]}" for name in offered)
    return click.option(
        "--format",
        "form",
        type=click.Choice(offered),
        default=default,
        show_default=default is not None,
        help=f"What to print: {told}.{f' {note}' if note else ''}",
    )


def form_of(output: str | None, offered: Sequence[str] = RECORDS) -> str:
    """The form that the ending of a file's name tells, of those that are offered; else text."""
    ending = PurePath(output).suffix.lower().lstrip(".") if output else ""
    ending = _ENDINGS.get(ending, ending)
    return ending if ending in offered else "text"


def tell(
    form: str,
    output: str | None,
    records: Records[Any],
    view: Callable[[], Iterable[Any]],
    *,
    first: Sequence[str] = (),
) -> None:
    """Print records in a form; `view` gives the parts that people see, columns named `first` lead in CSV."""
    from tallystick.cli._output import opened

    if form in ("text", "markdown"):
        show(form, output, view)
        return
    with opened(output) as stream:
        write(records.to_dicts(), form, stream, first)


def show(form: str, output: str | None, view: Callable[[], Iterable[Any]]) -> None:
    """Print the parts that people see, as text or in Markdown."""
    from tallystick.cli._output import console, opened

    with opened(output) as stream:
        if form == "text":
            shown = console(stream, output is not None)
            for part in view():
                shown.print(part)
        else:
            from tallystick.reporting.in_markdown import in_markdown

            stream.write(in_markdown(view()).encode())


def write_new(path: Path, text: str) -> None:
    """Write a file to edit; KnowledgeError where there is one of its name."""
    from tallystick.cli._output import opened
    from tallystick.model import KnowledgeError

    if path.exists():
        raise KnowledgeError(f"{path} is there already", "give another name, or edit that one")
    with opened(str(path)) as stream:
        stream.write(text.encode())


def write(rows: Sequence[dict[str, Any]], form: str, stream: IO[bytes], first: Sequence[str] = ()) -> None:
    """Records as CSV, JSON or JSON lines; columns named `first` lead in CSV."""
    if form == "csv":
        _write_csv(rows, stream, first)
        return
    from msgspec import json

    if form == "jsonl":
        stream.write(b"".join(json.encode(row) + b"\n" for row in rows))
    else:
        stream.write(json.format(json.encode(rows), indent=2) + b"\n")


def _write_csv(rows: Sequence[dict[str, Any]], stream: IO[bytes], first: Sequence[str]) -> None:
    import csv
    import io

    from tallystick.published.spreadsheets import cell_text

    names = [*first, *(name for name in (rows[0] if rows else ()) if name not in first)]
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow(names)
    for row in rows:
        writer.writerow([_flat(row[name], cell_text) for name in names])
    text.detach()


def _flat(value: Any, clean: Callable[[str], str]) -> Any:
    if isinstance(value, (list, tuple)):
        return clean("; ".join(str(item) for item in value))
    if isinstance(value, dict):
        return clean("; ".join(f"{name}={item}" for name, item in value.items()))
    if isinstance(value, str):
        return clean(value)
    return "" if value is None else value
