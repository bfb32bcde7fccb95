"""Two series in one chart: on one axis where they have one unit, each on its own where they have not."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.ledger import Point
from tallystick.reporting.chart_parts import (
    WIDE,
    Link,
    Size,
    Words,
    chart,
    drawable,
    in_runs,
    is_line,
    latest,
    tooltip,
    y_axis,
)
from tallystick.reporting.charts import named_lines
from tallystick.reporting.drawing import PALETTE, Spec

_COLOURS = ("--chart", "--chart-other")


def together(
    first: Sequence[Point],
    second: Sequence[Point],
    names: tuple[str, str],
    titles: tuple[str, str],
    words: Words,
    link: Link,
    size: Size = WIDE,
) -> Spec:
    """Standing values of two series; `names` tell them apart, `titles` are of their axes, one if both are equal."""
    rows: list[list[Spec]] = []
    for points, name in zip((first, second), names, strict=True):
        told = in_runs(drawable(latest(points, size)), words, link)
        rows.append([{**row, "which": name, "run": f"{name} {row['run']}"} for row in told])
    every = [row for told in rows for row in told]
    title = " · ".join(names)
    if titles[0] == titles[1]:
        return chart(every, title, named_lines(every, names, {**words, "value": titles[0]}, size), size)
    layers = [_on_own_axis(told, number, titles[number], words) for number, told in enumerate(rows)]
    return chart(every, title, layers, size) | {"resolve": {"scale": {"y": "independent"}}}


def _on_own_axis(rows: list[Spec], number: int, title: str, words: Words) -> Spec:
    """Line and points of one series with an axis of its colour."""
    colour = PALETTE[_COLOURS[number]]
    y = y_axis("value", words, title)
    y["axis"] |= {"orient": ("left", "right")[number], "titleColor": colour, "labelColor": colour, "grid": not number}
    line = {
        "transform": [{"filter": "true" if is_line(rows) else "false"}],
        "mark": {"type": "line", "aria": False, "color": colour},
        "encoding": {"y": y, "detail": {"field": "run"}},
    }
    dots = {
        "mark": {"type": "point", "filled": True, "size": 40, "opacity": 1, "cursor": "pointer", "color": colour},
        "encoding": {
            "y": y,
            "href": {"field": "href"},
            "tooltip": tooltip(words, "which", "period", "value", "published", "quote"),
            "description": {"field": "label"},
        },
    }
    return {"data": {"values": rows}, "layer": [line, dots]}
