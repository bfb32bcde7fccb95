"""What all lists have: columns to sort by, choices with their numbers, and the same list as a file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
import xlsxwriter  # type: ignore[import-untyped]  # ships no types
from starlette.requests import Request

from tallystick.published.spreadsheets import cell_text
from tallystick.web.csv_text import csv_text

MOST_CHOICES = 200
LONGEST_FILE = 20_000
"""Rows of a list as a file; whoever needs more asks the API or the command line."""

Cell = str | int


class Column(msgspec.Struct, frozen=True):
    """A column of a list: what it is sorted by, the word at its head, whether its largest come first, and numbers."""

    key: str
    word: str
    down_first: bool = False
    numbers: bool = False


class Choice(msgspec.Struct, frozen=True):
    """What can be chosen: what the address holds, what it is called, how many entries it has (None: not counted)."""

    value: str
    name: str
    number: int | None = None


class Facet(msgspec.Struct, frozen=True, kw_only=True):
    """A field to choose by: its name in the address, the word above it, what is chosen now and what can be."""

    name: str
    word: str
    chosen: str
    choices: tuple[Choice, ...]


class Sheet(msgspec.Struct, frozen=True):
    """A list as a file: its heads and its rows."""

    heads: tuple[str, ...]
    rows: Sequence[Sequence[Cell]]


def order_of(request: Request, columns: Iterable[Column]) -> str:
    """The column a list is sorted by, with `-` before it downwards; empty where the address names none."""
    asked = request.query_params.get("sort", "")
    return asked if asked.removeprefix("-") in {column.key for column in columns} else ""


def facet(
    name: str, word: str, chosen: str, numbers: Mapping[str, int | None], names: Mapping[str, str] | None = None
) -> Facet:
    """A facet of values with their numbers, the most frequent first; the chosen one stays though nothing has it."""
    told = {value: number for value, number in numbers.items() if value}
    if chosen:
        told.setdefault(chosen, 0)
    ordered = sorted(told, key=lambda value: (-(told[value] or 0), value))[:MOST_CHOICES]
    if chosen and chosen not in ordered:
        ordered.append(chosen)
    choices = tuple(Choice(value, (names or {}).get(value, value), told[value]) for value in ordered)
    return Facet(name=name, word=word, chosen=chosen, choices=choices)


def address_or_name(source: str) -> str:
    """Where a release came from: its address, or the name of its file without the folders of whoever kept it.

    >>> address_or_name("/home/ana/june.html"), address_or_name("https://example.org/june")
    ('june.html', 'https://example.org/june')
    """
    return source if source.startswith(("http://", "https://")) else re.split(r"[/\\]", source)[-1]


def as_csv(sheet: Sheet) -> bytes:
    """UTF-8 with the mark by which spreadsheets know it.

    >>> as_csv(Sheet(("title", "figures"), [["=1+1", 2]])).decode("utf-8-sig")
    "title,figures\\r\\n'=1+1,2\\r\\n"
    """
    rows = [dict(zip(sheet.heads, row, strict=True)) for row in sheet.rows]
    return csv_text(rows, sheet.heads).encode("utf-8-sig")


def as_xlsx(sheet: Sheet, title: str) -> bytes:
    """A workbook of one sheet: texts as texts, never as formulas or links."""
    stream = io.BytesIO()
    options: dict[str, Any] = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, {**options, "in_memory": True}) as book:
        page = book.add_worksheet(title[:31])
        head = book.add_format({"bold": True})
        for place, name in enumerate(sheet.heads):
            page.write_string(0, place, name, head)
        for number, row in enumerate(sheet.rows, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, str):
                    page.write_string(number, place, cell_text(cell)[:32_000])
                else:
                    page.write_number(number, place, cell)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.heads) - 1)
    return stream.getvalue()
