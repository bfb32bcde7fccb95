"""Releases made by hand: a line per figure, in our own words."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Any

from msgspec.structs import replace

from tallystick.knowledge import find_indicator
from tallystick.model import (
    Band,
    Block,
    Cell,
    Dropped,
    Evidence,
    Observation,
    PageSize,
    Place,
    Reading,
    Rectangle,
    Release,
    Run,
    Table,
    Unread,
)
from tallystick.reading.bounds import asserted

INDUSTRY = "value added of industry above designated size"
ROBOTS = "output of industrial robots"


def said(
    value: str | tuple[str, str],
    period: str,
    *,
    subject: str = INDUSTRY,
    unit: str = "%",
    measure: str = "growth",
    base: str = "",
    half: str = "0.05",
    **more: Any,
) -> dict[str, Any]:
    """One figure to be put into a release; growth is on the year unless a base is given."""
    return {"value": value, "period": period, "subject": subject, "unit": unit, "measure": measure, "base": base,
            "half": half, **more}  # fmt: skip


def release(name: str, released: str | None, *figures: dict[str, Any], **more: Any) -> Reading:
    """A release that says the figures, a sentence each."""
    parts, spans = [f"What {name} tells\n"], []
    at = len(parts[0])
    for figure in figures:
        value = figure["value"]
        words = f"{value} {figure['unit']}" if isinstance(value, str) else f"{value[0]} to {value[1]} {figure['unit']}"
        told = figure.pop("lead", "")
        lead = f"In {figure['period'] or 'those days'}, {figure['subject']}{told and f' {told}'} came to "
        place = figure.pop("at", at + len(lead))
        spans.append((place, place + len(words)))
        parts.append(f"{lead}{words}.\n")
        at += len(parts[-1])
    text = more.pop("text", "".join(parts)) or f"{name}: nothing to tell.\n"
    digest = hashlib.sha256(text.encode()).hexdigest()
    made = Release(
        id=f"{name}-{digest[:8]}",
        name=name,
        source=more.pop("source", f"{name}.txt"),
        content_hash=digest,
        text=text,
        language=more.pop("language", "en"),
        blocks=(Block("paragraph", 0, len(text), section="News"),),
        title=more.pop("title", f"What {name} tells"),
        released=date.fromisoformat(released) if released else None,
        publisher=more.pop("publisher", "Bureau of Figures"),
    )
    unread = (Unread(0, 2, text[0:2], "date"),) if figures else ()
    observations = [_observation(made, span, figure) for span, figure in zip(spans, figures, strict=True)]
    return Reading(made, tuple(observations), unread)


def on_a_page(reading: Reading) -> Reading:
    """The same release as if it were a page, its first line a table: with places, and its figures cells."""
    release = reading.release
    ends = [n for n, letter in enumerate(release.text) if letter == "\n"]
    spans = list(zip([0, *(end + 1 for end in ends[:-1])], ends, strict=True))
    runs = tuple(Run(a, b, 1, 72.0, 60.5 + 14 * n, 500.25, 72.5 + 14 * n) for n, (a, b) in enumerate(spans))
    cell = Cell(0, 4, 0, 0, head=True, marks=("1",), cell="A1")
    table = Table(
        1, 0, spans[0][1], (cell,), (("All",),), (0,), (Band(0, 1, ((),)),), "Of all", notes=("1. New.",), page=1
    )
    made = replace(
        release,
        tables=(table,),
        pages=(PageSize(595.0, 842.0),),
        runs=runs,
        dropped=(Dropped("7", "furniture", Place(1, (Rectangle(290.0, 800.0, 300.0, 810.0),))),),
        remarks=("holds tracked changes",),
    )
    path = {"table": "Of all", "row": ("All", "Of which"), "column": ("2021",)}
    return Reading(
        made,
        tuple(replace(o, place=made.place_of(o.start, o.end), **path) for o in reading.observations),
        reading.unread,
        reading.reader,
    )


def _observation(made: Release, span: tuple[int, int], figure: dict[str, Any]) -> Observation:
    figure = dict(figure)
    printed, half, base = figure.pop("value"), Decimal(figure.pop("half")), figure.pop("base")
    value = Decimal(printed) if isinstance(printed, str) else (Decimal(printed[0]), Decimal(printed[1]))
    lower, upper, lower_open, upper_open = asserted(value, half, figure.get("qualifier", ""))
    language = "zh" if not figure["subject"].isascii() else "en"
    known = find_indicator(figure["subject"], language)
    start = made.text.rfind("\n", 0, span[0]) + 1
    if not base and figure["measure"] == "growth":
        from tallystick.model import Period

        base = str(Period.parse(figure["period"]).year_before()) if figure["period"] else ""
    return Observation(
        release=made.id,
        id=f"{made.id}:{span[0]}",
        text=made.text[slice(*span)],
        start=span[0],
        end=span[1],
        value=value,
        lower=lower,
        upper=upper,
        lower_open=lower_open,
        upper_open=upper_open,
        digits=str(printed),
        base=base,
        indicator=known.id if known else None,
        indicator_name=known.name(language) if known else None,
        area=figure.pop("area", "CN"),
        sentence=made.text[start : made.text.index("\n", span[1])],
        section="News",
        speaker="Ms Speaker",
        evidence=(Evidence("unit", "units/en", *span), Evidence("period", "periods/en", start, span[0])),
        **figure,
    )
