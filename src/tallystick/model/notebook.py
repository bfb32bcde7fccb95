"""What notebooks show: small tables of plain HTML, bounded and escaped, without a colour of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

MOST_ROWS = 40
MOST_LETTERS = 400  # of a cell: what is longer is cut, and says so

_BOX = '<div style="overflow-x:auto">'
_LEFT = ' style="text-align:left;vertical-align:top"'
_RIGHT = ' style="text-align:right;vertical-align:top"'


def table(title: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], *, more: str = "") -> str:
    """Rows as a table under a title: the first MOST_ROWS, and how many there are; `more` says where the rest is.

    Columns that are empty throughout are left out; what is the same in every one of several rows stands in the title.

    >>> table("Two", [{"a": 1, "b": "x", "c": ""}, {"a": 2, "b": "x", "c": ""}], ["a", "b", "c"]).count("<th ")
    1
    """
    shown = rows[:MOST_ROWS]
    texts = [[_text(row.get(name)) for name in columns] for row in shown]
    filled = [place for place in range(len(columns)) if any(text[place] for text in texts)]
    same = [place for place in filled if len(shown) > 1 and len({text[place] for text in texts}) == 1]
    told = "".join(f" · {escape(_name(columns[place]))}: {escape(texts[0][place])}" for place in same)
    kept = [place for place in filled if place not in same]
    sides = {place: _RIGHT if any(_is_number(row.get(columns[place])) for row in shown) else _LEFT for place in kept}
    head = "".join(f"<th{sides[place]}>{escape(_name(columns[place]))}</th>" for place in kept)
    body = "".join(
        f"<tr>{''.join(f'<td{sides[place]}>{escape(text[place])}</td>' for place in kept)}</tr>" for text in texts
    )
    left = f"<p>{len(shown)} of {len(rows)} rows are shown; {escape(more)}.</p>" if len(rows) > len(shown) else ""
    made = f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if kept else ""
    return f"{_BOX}<p><b>{escape(title)}</b>{told}</p>{made}{left}</div>"


def card(title: str, fields: Mapping[str, Any]) -> str:
    """The filled fields of one thing, a line each.

    >>> card("A figure", {"value": 3, "base": ""}).count("<tr>")
    1
    """
    texts = {name: _text(value) for name, value in fields.items()}
    body = "".join(
        f"<tr><th{_LEFT}>{escape(_name(name))}</th><td{_LEFT}>{escape(text)}</td></tr>"
        for name, text in texts.items()
        if text
    )
    return f"{_BOX}<p><b>{escape(title)}</b></p><table><tbody>{body}</tbody></table></div>"


def _name(column: str) -> str:
    return column.replace("_", " ")


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        value = "; ".join(map(str, value))
    text = "" if value is None else " ".join(str(value).split())
    return text if len(text) <= MOST_LETTERS else f"{text[:MOST_LETTERS]}…"


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
