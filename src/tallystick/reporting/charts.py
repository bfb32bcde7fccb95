"""Charts of a series: Vega-Lite specifications as plain data.

Each takes the words of its page; `value` is the title of the axis with the unit. `size` is `WIDE` or `NARROW`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import groupby

from tallystick.ledger import Derived, Point
from tallystick.reporting.adjusted_charts import over
from tallystick.reporting.chart_parts import (
    WIDE,
    Link,
    Size,
    Words,
    by_standing,
    chart,
    drawable,
    in_runs,
    is_line,
    labels,
    latest,
    legend,
    row_of,
    tooltip,
    y_axis,
)
from tallystick.reporting.drawing import PALETTE, Spec

MOST_OVERLAID = 6
_SHADES = ("--chart-other", "--chart-up", "--chart-gap", "--chart-down-more", "--chart-old", "--chart-up-more")

FEWEST_RATES = 2
"""Periods with a published and an implied rate that make a chart."""


def vintages(
    points: Sequence[Point],
    words: Words,
    link: Link,
    size: Size = WIDE,
    overlaid: Mapping[str, Sequence[Point]] | None = None,
    computed: Mapping[str, Sequence[Point]] | None = None,
) -> Spec:
    """Every value ever published of each period: intervals as bands, the standing value filled, older ones hollow.

    A line joins standing values of neighbouring periods, where there are enough of them to be a line. `overlaid`
    has days of publication with what stood then: each becomes a line of its own, in place of the hollow points.
    `computed` are lines of what was adjusted here of the series (`adjusted_charts.LINES`), where nothing is overlaid.
    """
    rows = in_runs(drawable(latest(points, size)), words, link)
    days = list(overlaid or {})[-MOST_OVERLAID:]
    band = {
        "mark": {"type": "rule", "aria": False, "strokeWidth": 5, "opacity": 0.35, "strokeCap": "butt"},
        "encoding": {"y": y_axis("lower", words), "y2": {"field": "upper"}, "color": by_standing()},
    }
    line = {
        "transform": [{"filter": "datum.stands" if is_line(rows) else "false"}],
        "mark": {"type": "line", "aria": False, "color": PALETTE["--chart"], "strokeWidth": 2.6 if days else 1.5},
        "encoding": {"y": y_axis("value", words), "detail": {"field": "run"}},
    }
    dots: Spec = {
        "mark": {"type": "point", "size": 42, "opacity": 1, "cursor": "pointer"},
        "encoding": {
            "y": y_axis("value", words),
            "color": by_standing(),
            "fill": {
                "condition": {"test": "datum.stands", "value": PALETTE["--chart"]},
                "value": "transparent",
            },
            "href": {"field": "href"},
            "tooltip": tooltip(words, "period", "value", "said", "published", "quote"),
            "description": {"field": "label"},
        },
    }
    if not days:
        lines = over(computed or {}, {row["day"] for row in rows}, words, size)
        return chart(rows, words["vintages"], [band, line, *lines, dots], size)
    dots["transform"] = [{"filter": "datum.stands"}]
    seen = {row["day"] for row in rows}
    older = [_overlaid(day, (overlaid or {})[day], seen, words, link) for day in days]
    return chart(
        rows,
        words["vintages"],
        [_of_days([row for told in older for row in told], days, words, size), line, dots],
        size,
    )


def _overlaid(day: str, stood: Sequence[Point], seen: set[str], words: Words, link: Link) -> list[Spec]:
    rows = in_runs([point for point in drawable(stood) if point.period_end in seen], words, link)
    return [{**row, "run": f"{day} {row['run']}", "as of": day} for row in rows]


def _of_days(rows: list[Spec], days: list[str], words: Words, size: Size) -> Spec:
    """A layer with a line for what stood on each of some days."""
    shades = [PALETTE[shade] for shade in _SHADES[: len(days)]]
    return {
        "data": {"values": rows},
        "mark": {
            "type": "line",
            "aria": False,
            "strokeWidth": 1.5,
            "strokeDash": [5, 3],
            "point": {"size": 26, "filled": True, "aria": False},
        },
        "encoding": {
            "y": y_axis("value", words),
            "detail": {"field": "run"},
            "color": {
                "field": "as of",
                "type": "nominal",
                "scale": {"domain": days, "range": shades},
                "legend": {**legend(size), "columnPadding": 24},
            },
            "tooltip": tooltip(words, "as of", "period", "value", "published", "quote"),
        },
    }


def rates(published: Sequence[Point], implied: Sequence[Derived], words: Words, link: Link, size: Size = WIDE) -> Spec:
    """The published rate against the rate that the published levels imply, the gap between them shaded.

    Nothing is drawn of fewer than FEWEST_RATES: one pair of points is read better than drawn.
    """
    told = {p.period: p for p in drawable(latest(published, size))}
    rows = []
    for item in implied:
        point = told.get(item.period)
        if point is None:
            continue
        row = row_of(point, words, link)
        row |= {"implied": float(item.value), "low": float(item.lower), "high": float(item.upper), "how": item.formula}
        rows.append(row)
    if len(rows) < FEWEST_RATES:
        rows = []
    names = {"domain": [words["published"], words["implied"]], "range": [PALETTE["--chart"], PALETTE["--chart-other"]]}

    def colour(name: str) -> Spec:
        return {"datum": words[name], "type": "nominal", "scale": names, "legend": legend(size)}

    layers = [
        {
            "mark": {"type": "rule", "aria": False, "strokeWidth": 9, "opacity": 0.5, "color": PALETTE["--chart-gap"]},
            "encoding": {"y": y_axis("value", words), "y2": {"field": "implied"}},
        },
        {
            "mark": {"type": "rule", "aria": False, "strokeWidth": 2, "color": PALETTE["--chart-other"]},
            "encoding": {"y": y_axis("low", words), "y2": {"field": "high"}},
        },
        {
            "mark": {"type": "point", "aria": False, "shape": "diamond", "filled": True, "size": 60, "opacity": 1},
            "encoding": {
                "y": y_axis("implied", words),
                "color": colour("implied"),
                "tooltip": tooltip(words, "period", "implied", "low", "high", "how"),
            },
        },
        {
            "mark": {"type": "point", "filled": True, "size": 50, "opacity": 1, "cursor": "pointer"},
            "encoding": {
                "y": y_axis("value", words),
                "color": colour("published"),
                "href": {"field": "href"},
                "tooltip": tooltip(words, "period", "value", "said", "published", "quote"),
                "description": {"field": "label"},
            },
        },
    ]
    return chart(rows, words["rates"], layers, size)


def revisions(points: Sequence[Point], words: Words, link: Link, size: Size = WIDE) -> Spec:
    """Which release changed which period: the day on x, the period on y, the size of the revision in colour.

    It holds the newest days and periods, as many as there is room for.
    """
    rows = list(_changes(latest(points, size), words, link))
    newest = sorted({row["published"] for row in rows})[-size.days :]
    rows = [row for row in rows if row["published"] in newest]
    spec = chart(rows, words["revisions"], [], size)
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
            "legend": {
                **legend(size),
                **({} if size.legend_columns else {"orient": "right"}),
                "labelExpr": labels({name: words[name] for name in order}),
            },
        },
        "href": {"field": "href"},
        "tooltip": tooltip(words, "period", "published", "value", "by", "quote"),
        "description": {"field": "label"},
    }
    periods = {row["period"] for row in rows}
    spec["width"], spec["height"] = min(size.width, max(180, 26 * len(newest))), max(60, 18 * len(periods))
    return spec


def to_date(months: Sequence[Point], running: Sequence[Point], words: Words, link: Link, size: Size = WIDE) -> Spec:
    """Year-to-date values against those of single months."""
    single = in_runs(drawable(latest(months, size)), words, link)
    rows = [{**row, "which": words["months"], "run": f"months {row['run']}"} for row in single]
    totals = in_runs(drawable(latest(running, size)), words, link, by_year=True)
    rows += [{**row, "which": words["year to date"]} for row in totals]
    names = [words["months"], words["year to date"]]
    return chart(rows, words["to-date"], named_lines(rows, names, words, size), size)


def named_lines(rows: Sequence[Spec], names: Sequence[str], words: Words, size: Size) -> list[Spec]:
    """Layers with lines and points of two series, named by `which`, on one axis."""
    colours = [PALETTE["--chart"], PALETTE["--chart-other"]]
    shared = {
        "y": y_axis("value", words),
        "color": {
            "field": "which",
            "type": "nominal",
            "scale": {"domain": list(names), "range": colours},
            "legend": legend(size),
        },
    }
    line = {
        "transform": [{"filter": "true" if is_line(rows) else "false"}],
        "mark": {"type": "line", "aria": False},
        "encoding": {**shared, "detail": {"field": "run"}},
    }
    dots = {
        "mark": {"type": "point", "filled": True, "size": 40, "opacity": 1, "cursor": "pointer"},
        "encoding": {
            **shared,
            "href": {"field": "href"},
            "tooltip": tooltip(words, "which", "period", "value", "published", "quote"),
            "description": {"field": "label"},
        },
    }
    return [line, dots]


def is_empty(spec: Spec) -> bool:
    """Whether there is nothing to draw."""
    return not spec["data"]["values"]


def _changes(points: Sequence[Point], words: Words, link: Link) -> Iterable[Spec]:
    """One cell for every vintage of the periods that were ever revised."""
    for _, group in groupby(points, key=lambda point: (point.series, point.period_end)):
        told = drawable(group)
        if len(told) < 2:
            continue
        for before, after in zip([None, *told], told, strict=False):
            change = Decimal(0) if before is None else (after.value or Decimal(0)) - (before.value or Decimal(0))
            yield {**row_of(after, words, link), "by": float(change), "change": _size(before, after, change)}


def _size(before: Point | None, after: Point, change: Decimal) -> str:
    """A revision in words; more than what rounding alone could hide five times over is `more`."""
    if before is None or not change:
        return "first"
    half = (after.upper - after.lower) / 2 if after.upper is not None and after.lower is not None else Decimal(0)
    more = " more" if abs(change) > 10 * half else ""
    return ("up" if change > 0 else "down") + more
