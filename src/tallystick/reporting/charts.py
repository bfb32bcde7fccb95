"""Charts of a series: Vega-Lite specifications as plain data."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby, pairwise

from tallystick.ledger import Derived, Point
from tallystick.model import within_reach
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.drawing import PALETTE, Spec

_WIDTH, _HEIGHT = 720, 260
MOST_TICKS = 12
FEWEST_IN_LINE = 3
LONGEST_STEP = {"month": 31, "quarter": 92, "half": 184, "year": 366}
"""Days from the end of a period to the end of the next; what lies farther apart is not joined."""

Link = Callable[[str], str]


def vintages(points: Sequence[Point], words: dict[str, str], link: Link) -> Spec:
    """Every value ever published of each period: intervals as bands, the standing value filled, older ones hollow.

    A line joins standing values of neighbouring periods, where there are enough of them to be a line.
    """
    rows = _in_runs(_drawable(points), link)
    band = {
        "mark": {"type": "rule", "strokeWidth": 5, "opacity": 0.35, "strokeCap": "butt"},
        "encoding": {"y": _y("lower", words["value"]), "y2": {"field": "upper"}, "color": _stands()},
    }
    line = {
        "transform": [{"filter": "datum.stands" if _is_line(rows) else "false"}],
        "mark": {"type": "line", "color": PALETTE["--chart"], "strokeWidth": 1.5},
        "encoding": {"y": _y("value", words["value"]), "detail": {"field": "run"}},
    }
    dots = {
        "mark": {"type": "point", "size": 42, "opacity": 1, "cursor": "pointer"},
        "encoding": {
            "y": _y("value", words["value"]),
            "color": _stands(),
            "fill": {
                "condition": {"test": "datum.stands", "value": PALETTE["--chart"]},
                "value": "transparent",
            },
            "href": {"field": "href"},
            "tooltip": _tooltip(words, "period", "value", "said", "published", "quote"),
            "description": {"field": "label"},
        },
    }
    return _chart(rows, words["vintages"], [band, line, dots])


def rates(published: Sequence[Point], implied: Sequence[Derived], words: dict[str, str], link: Link) -> Spec:
    """The published rate against the rate that the published levels imply, the gap between them shaded."""
    told = {p.period: p for p in _drawable(published)}
    rows = []
    for item in implied:
        point = told.get(item.period)
        if point is None:
            continue
        row = _row(point, link)
        row |= {"implied": float(item.value), "low": float(item.lower), "high": float(item.upper), "how": item.formula}
        rows.append(row)
    layers = [
        {
            "mark": {"type": "rule", "strokeWidth": 9, "opacity": 0.5, "color": PALETTE["--chart-gap"]},
            "encoding": {"y": _y("value", words["value"]), "y2": {"field": "implied"}},
        },
        {
            "mark": {"type": "rule", "strokeWidth": 2, "color": PALETTE["--chart-other"]},
            "encoding": {"y": _y("low", words["value"]), "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "shape": "diamond", "filled": True, "size": 60, "opacity": 1},
            "encoding": {
                "y": _y("implied", words["value"]),
                "color": {"datum": words["implied"], "type": "nominal", "scale": _two(words), "legend": _legend()},
                "tooltip": _tooltip(words, "period", "implied", "low", "high", "how"),
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 50, "opacity": 1, "cursor": "pointer"},
            "encoding": {
                "y": _y("value", words["value"]),
                "color": {"datum": words["published"], "type": "nominal", "scale": _two(words), "legend": _legend()},
                "href": {"field": "href"},
                "tooltip": _tooltip(words, "period", "value", "said", "published", "quote"),
                "description": {"field": "label"},
            },
        },
    ]
    return _chart(rows, words["rates"], layers)


def revisions(points: Sequence[Point], words: dict[str, str], link: Link) -> Spec:
    """Which release changed which period: the day on x, the period on y, the size of the revision in colour."""
    rows = list(_changes(points, link))
    spec = _chart(rows, words["revisions"], [])
    del spec["layer"]
    spec["mark"] = {"type": "rect", "cursor": "pointer", "stroke": PALETTE["--chart-line"]}
    order = ["down more", "down", "first", "up", "up more"]
    colours = [PALETTE[f"--chart-{name}"] for name in ("down-more", "down", "same", "up", "up-more")]
    spec["encoding"] = {
        "x": {"field": "published", "type": "ordinal", "title": words["published on"], "axis": {"labelAngle": -45}},
        "y": {"field": "period", "type": "ordinal", "title": None, "sort": "descending"},
        "color": {
            "field": "change",
            "type": "nominal",
            "scale": {"domain": order, "range": colours},
            "legend": {**_legend(), "labelExpr": _labels({name: words[name] for name in order})},
        },
        "href": {"field": "href"},
        "tooltip": _tooltip(words, "period", "published", "value", "by", "quote"),
        "description": {"field": "label"},
    }
    days, periods = {row["published"] for row in rows}, {row["period"] for row in rows}
    spec["width"], spec["height"] = min(_WIDTH, max(180, 26 * len(days))), max(60, 18 * len(periods))
    return spec


def to_date(months: Sequence[Point], running: Sequence[Point], words: dict[str, str], link: Link) -> Spec:
    """Year-to-date values against those of single months."""
    single = _drawable(months)
    rows = [{**row, "which": words["months"], "run": f"months {row['run']}"} for row in _in_runs(single, link)]
    totals = _in_runs(_drawable(running), link, by_year=True)
    rows += [{**row, "which": words["year to date"]} for row in totals]
    names = [words["months"], words["year to date"]]
    colours = [PALETTE["--chart"], PALETTE["--chart-other"]]
    shared = {
        "y": _y("value", words["value"]),
        "color": {"field": "which", "scale": {"domain": names, "range": colours}, "legend": _legend()},
    }
    line = {
        "transform": [{"filter": "true" if _is_line(rows) else "false"}],
        "mark": {"type": "line"},
        "encoding": {**shared, "detail": {"field": "run"}},
    }
    dots = {
        "mark": {"type": "point", "filled": True, "size": 40, "opacity": 1, "cursor": "pointer"},
        "encoding": {
            **shared,
            "href": {"field": "href"},
            "tooltip": _tooltip(words, "which", "period", "value", "published", "quote"),
            "description": {"field": "label"},
        },
    }
    return _chart(rows, words["to-date"], [line, dots])


def is_empty(spec: Spec) -> bool:
    """Whether there is nothing to draw."""
    return not spec["data"]["values"]


def _chart(rows: list[Spec], title: str, layers: list[Spec]) -> Spec:
    ink, line = PALETTE["--chart-ink"], PALETTE["--chart-line"]
    axis = {"labelColor": ink, "titleColor": ink, "gridColor": line, "domainColor": line, "tickColor": line}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "description": title,
        "width": _WIDTH,
        "height": _HEIGHT,
        "background": None,
        "data": {"values": rows},
        "encoding": {
            "x": {"field": "day", "type": "temporal", "title": None, "scale": {"type": "utc"}, "axis": _axis(rows)}
        },
        "layer": layers,
        "config": {
            "font": "system-ui, sans-serif",
            "axis": {**axis, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal"},
            "legend": {"labelColor": ink, "titleColor": ink, "labelFontSize": 11},
            "view": {"stroke": None},
        },
    }


def _row(point: Point, link: Link) -> Spec:
    assert point.value is not None
    value = float(point.value)
    label = f"{point.period}: {_plain(point.value)} {point.unit}, {point.first_published}"
    return {
        "period": point.period,
        "day": point.period_end,
        "run": point.series,
        "value": value,
        "lower": value if point.lower is None else float(point.lower),
        "upper": value if point.upper is None else float(point.upper),
        "said": one_line(f"{point.qualifier} {_plain(point.value)} {point.unit}"),
        "published": point.first_published,
        "stands": point.stands,
        "quote": one_line(point.quote),
        "href": link(point.observation),
        "label": one_line(label),
    }


def _changes(points: Sequence[Point], link: Link) -> Iterable[Spec]:
    """One cell for every vintage of the periods that were ever revised."""
    for _, group in groupby(points, key=lambda point: (point.series, point.period_end)):
        told = _drawable(group)
        if len(told) < 2:
            continue
        for before, after in zip([None, *told], told, strict=False):
            change = Decimal(0) if before is None else (after.value or Decimal(0)) - (before.value or Decimal(0))
            yield {**_row(after, link), "by": float(change), "change": _size(before, after, change)}


def _size(before: Point | None, after: Point, change: Decimal) -> str:
    """A revision in words; more than what rounding alone could hide five times over is `more`."""
    if before is None or not change:
        return "first"
    half = (after.upper - after.lower) / 2 if after.upper is not None and after.lower is not None else Decimal(0)
    more = " more" if abs(change) > 10 * half else ""
    return ("up" if change > 0 else "down") + more


def _y(field: str, title: str) -> Spec:
    return {"field": field, "type": "quantitative", "title": title, "scale": {"zero": False, "nice": True}}


def _stands() -> Spec:
    return {"condition": {"test": "datum.stands", "value": PALETTE["--chart"]}, "value": PALETTE["--chart-old"]}


def _two(words: dict[str, str]) -> Spec:
    return {
        "domain": [words["published"], words["implied"]],
        "range": [PALETTE["--chart"], PALETTE["--chart-other"]],
    }


def _legend() -> Spec:
    return {"orient": "top", "title": None, "labelLimit": 0, "columnPadding": 40}


def _labels(words: dict[str, str]) -> str:
    """A Vega expression that shows each word in the page's language."""
    choices = " : ".join(f"datum.label == '{name}' ? {_quoted(shown)}" for name, shown in words.items())
    return f"{choices} : datum.label"


def _quoted(text: str) -> str:
    return "'" + text.replace("\\", "").replace("'", "’") + "'"


def _tooltip(words: dict[str, str], *fields: str) -> list[Spec]:
    return [{"field": field, "title": words.get(f"tip {field}", field)} for field in fields]


def _axis(rows: list[Spec]) -> Spec:
    """Ticks at days that have a value, few enough to be read; a value stands at the end of its period."""
    days = sorted({row["day"] for row in rows})
    yearly = all(row["day"].endswith("-12-31") for row in rows)
    step = max(1, -(-len(days) // MOST_TICKS))
    return {
        "format": "%Y" if yearly else "%Y-%m",
        "values": days[::-step],
        "labelOverlap": "greedy",
        "labelSeparation": 14,
    }


def _is_line(rows: list[Spec]) -> bool:
    """Whether standing values are enough to be joined: two points pose as a trend."""
    return len({row["day"] for row in rows if row["stands"]}) >= FEWEST_IN_LINE


def _in_runs(points: Sequence[Point], link: Link, *, by_year: bool = False) -> list[Spec]:
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
        rows.append({**_row(point, link), "run": run})
    return rows


def _drawable(points: Iterable[Point]) -> list[Point]:
    """Those with a value that has a place on an axis: a number beyond measure would leave none to the others."""
    return [point for point in points if point.value is not None and within_reach(point.value)]


def _plain(value: Decimal) -> str:
    return f"{value:,f}".rstrip("0").rstrip(".") if "." in f"{value:f}" else f"{value:,f}"
