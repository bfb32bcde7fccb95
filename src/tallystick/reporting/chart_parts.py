"""What the charts of series share: their size, their axes with units, their rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from tallystick.ledger import Point
from tallystick.model import within_reach
from tallystick.model.period_words import period_words
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.drawing import PALETTE, Spec
from tallystick.reporting.show import show_value

FEWEST_IN_LINE = 3
LONGEST_STEP = {"month": 31, "quarter": 92, "half": 184, "year": 366}
"""Days from the end of a period to the end of the next; what lies farther apart is not joined."""

Link = Callable[[str], str]
Words = Mapping[str, str]


class _Valued(NamedTuple):
    value: Decimal
    unit: str
    measure: str
    qualifier: str


class Size(NamedTuple):
    """How large a chart is drawn (in pixels), how many periods and days of publication it holds, the newest."""

    width: int
    height: int
    ticks: int
    periods: int
    days: int
    legend_columns: int


WIDE = Size(720, 260, 12, 60, 26, 0)
NARROW = Size(266, 220, 4, 24, 8, 1)
PREVIEW = Size(500, 130, 8, 60, 26, 0)
BESIDE = Size(266, 140, 4, 24, 8, 1)
"""For a desk, for a phone of 360 pixels, for the picture of a link, where it is drawn twice as large, and for two
beside each other on a page of paper."""


def chart(rows: Sequence[Spec], title: str, layers: list[Spec], size: Size = WIDE) -> Spec:
    """A layered chart over days, each value at the end of its period."""
    ink, line = PALETTE["--chart-ink"], PALETTE["--chart-line"]
    axis = {"labelColor": ink, "titleColor": ink, "gridColor": line, "domainColor": line, "tickColor": line}
    scale = {"type": "utc", "padding": 12}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": title,
        "width": size.width,
        "height": size.height,
        "background": None,
        "padding": {"left": 4, "top": 4, "right": 4 if size.legend_columns else 36, "bottom": 4},
        "data": {"values": list(rows)},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "title": None, "scale": scale, "axis": x_axis(rows, size)}
        },
        "layer": layers,
        "config": {
            "font": "system-ui, sans-serif",
            "axis": {**axis, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal", "aria": False},
            "axisLeft": {
                "titleAngle": 0,
                "titleAlign": "left",
                "titleX": -44,
                "titleY": -10,
                "titleBaseline": "bottom",
            },
            "axisRight": {
                "titleAngle": 0,
                "titleAlign": "right",
                "titleX": 44,
                "titleY": -10,
                "titleBaseline": "bottom",
            },
            "legend": {"labelColor": ink, "titleColor": ink, "labelFontSize": 11, "aria": False},
            "view": {"stroke": None},
        },
    }


def y_axis(field: str, words: Words, title: str | None = None) -> Spec:
    """Values with their unit above the axis, large ones with the scale words that people use."""
    return {
        "field": field,
        "type": "quantitative",
        "title": words["value"] if title is None else title,
        "scale": {"zero": False, "nice": True},
        "axis": {"labelExpr": _scaled(words), "tickCount": 6},
    }


def _scaled(words: Words) -> str:
    """A Vega expression that writes 2,500,000,000,000 as `2.5 tn`; `scales` tells powers of ten and their words."""
    tests = []
    for one in filter(None, words.get("scales", "").split("|")):
        power, _, name = one.partition(":")
        if power.isdigit():
            tests.append(f"abs(datum.value) >= 1e{power} ? format(datum.value / 1e{power}, ',') + {quoted(name)}")
    return " : ".join([*tests, "datum.label"])


def x_axis(rows: Sequence[Spec], size: Size) -> Spec:
    """Ticks at days that have a value, few enough to be read; a value stands at the end of its period."""
    days = sorted({row["day"] for row in rows})
    yearly = all(row["day"].endswith("-12-31") for row in rows)
    return {
        "format": "%Y" if yearly else "%Y-%m",
        "values": _apart(days, size.ticks),
        "labelOverlap": "greedy",
        "labelSeparation": 8,
        "labelFlush": False,
    }


def _apart(days: Sequence[str], most: int) -> list[str]:
    """The last of some days and those before it that lie far enough apart for about so many ticks."""
    if not days:
        return []
    least = (date.fromisoformat(days[-1]) - date.fromisoformat(days[0])).days / most
    kept: list[str] = []
    for day in reversed(days):
        if not kept or (date.fromisoformat(kept[-1]) - date.fromisoformat(day)).days >= least:
            kept.append(day)
    return kept


def row_of(point: Point, words: Words, link: Link) -> Spec:
    """What a chart knows of a vintage; its label is what a screen reader says of it."""
    assert point.value is not None
    value, language = float(point.value), words.get("language", "en")
    said = value_said(point, language)
    label = f"{period_words(point.period, language)} · {said} · {period_words(point.first_published, language)}"
    return {
        "period": point.period,
        "day": point.period_end,
        "run": point.series,
        "value": value,
        "lower": value if point.lower is None else float(point.lower),
        "upper": value if point.upper is None else float(point.upper),
        "said": one_line(said),
        "published": point.first_published,
        "stands": point.stands,
        "quote": one_line(point.quote),
        "href": link(point.observation),
        "label": one_line(label),
    }


def value_said(point: Point, language: str) -> str:
    """The value of a vintage as people write it; nothing of one without a value."""
    if point.value is None:
        return ""
    return show_value(_Valued(point.value, point.unit, point.measure, point.qualifier), language)


def in_runs(points: Sequence[Point], words: Words, link: Link, *, by_year: bool = False) -> list[Spec]:
    """Rows whose line breaks where periods are missing, and between the totals of one year and the next."""
    days = sorted({date.fromisoformat(point.period_end) for point in points})
    steps = [(after - before).days for before, after in pairwise(days)]
    usual = min((LONGEST_STEP[point.frequency] for point in points if point.frequency in LONGEST_STEP), default=0)
    most = usual or 1.6 * min(steps, default=1)
    breaks = {after for after, step in zip(days[1:], steps, strict=True) if step > most}
    rows = []
    for point in points:
        day = date.fromisoformat(point.period_end)
        run = str(sum(b <= day for b in breaks))
        if by_year or point.accumulation == "year-to-date":
            run = f"{point.period_end[:4]} {run}"
        rows.append({**row_of(point, words, link), "run": run})
    return rows


def is_line(rows: Sequence[Spec]) -> bool:
    """Whether standing values are enough to be joined: two points pose as a trend."""
    return len({row["day"] for row in rows if row["stands"]}) >= FEWEST_IN_LINE


def drawable(points: Iterable[Point]) -> list[Point]:
    """Those with a value that has a place on an axis: a number beyond measure would leave none to the others."""
    return [point for point in points if point.value is not None and within_reach(point.value)]


def latest(points: Sequence[Point], size: Size) -> list[Point]:
    """The vintages of the latest periods, as many as there is room for."""
    days = sorted({point.period_end for point in points})[-size.periods :]
    return [point for point in points if days and point.period_end >= days[0]]


def by_standing() -> Spec:
    """The colour of what stands, and of what does not."""
    return {"condition": {"test": "datum.stands", "value": PALETTE["--chart"]}, "value": PALETTE["--chart-old"]}


def legend(size: Size = WIDE) -> Spec:
    """A legend above the chart, on a phone one entry a line."""
    made: Spec = {"orient": "top", "title": None, "labelLimit": 0, "columnPadding": 40, "offset": 26}
    return made | ({"columns": size.legend_columns} if size.legend_columns else {})


def labels(words: Mapping[str, str]) -> str:
    """A Vega expression that shows each word in the page's language."""
    choices = " : ".join(f"datum.label == '{name}' ? {quoted(shown)}" for name, shown in words.items())
    return f"{choices} : datum.label"


def quoted(text: str) -> str:
    """A text within a Vega expression."""
    return "'" + text.replace("\\", "").replace("'", "’") + "'"


def tooltip(words: Words, *fields: str) -> list[Spec]:
    """What is told of a point when it is pointed at."""
    return [{"field": field, "title": words.get(f"tip {field}", field)} for field in fields]
