"""Charts of what was adjusted here: observed, adjusted and trend as lines that differ in colour, width and dashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from tallystick.adjusting.compiled import Computed
from tallystick.ledger import Point
from tallystick.model import Period, within_reach
from tallystick.model.period_words import period_words
from tallystick.reporting.chart_parts import WIDE, Size, Words, chart, legend, tooltip, y_axis
from tallystick.reporting.drawing import PALETTE, Spec
from tallystick.reporting.show import show_number

LINES = ("observed", "adjusted", "trend")
"""What is drawn, in the order of the legend."""

_COLOURS = {"observed": "--chart", "adjusted": "--chart-other", "trend": "--chart-up"}
_DASHES = {"observed": [1, 0], "adjusted": [8, 3], "trend": [2, 3]}
_LONGER = 2
"""Times as many periods as other charts hold: lines without points need less room."""


def course(computed: Sequence[Computed], words: Words, size: Size = WIDE) -> Spec:
    """The course of an adjusted series: what was observed, the same adjusted, and its trend."""
    shown = computed[-_LONGER * size.periods :]
    told = {
        "observed": [(one.period, one.observed) for one in shown],
        **{name: [(one.period, one.values[name]) for one in shown] for name in LINES[1:]},
    }
    rows = [row for name in LINES for row in _rows(name, told[name], words)]
    return chart(rows, words["adjusted course"], computed_lines(LINES, words, size), size)


def over(series: Mapping[str, Sequence[Point]], days: set[str], words: Words, size: Size) -> list[Spec]:
    """Layers with what was computed of a series, over the chart of the series itself; `days` are those it shows."""
    rows = []
    for name, points in series.items():
        told = [(one.period, one.value) for one in points if one.value is not None and one.period_end in days]
        rows += _rows(name, told, words)
    if not rows:
        return []
    names = [name for name in LINES if name == LINES[0] or name in series]
    return [{"data": {"values": rows}, **layer} for layer in computed_lines(names, words, size)]


def computed_lines(names: Sequence[str], words: Words, size: Size) -> list[Spec]:
    """A line for each name, and on it points that tell their value when they are pointed at."""
    titles = [words[name] for name in names]
    named = {"field": "which", "type": "nominal", "legend": {**legend(size), "symbolSize": 500}}
    colours = {"domain": titles, "range": [PALETTE[_COLOURS[name]] for name in names]}
    dashes = {"domain": titles, "range": [_DASHES[name] for name in names]}
    line = {
        "mark": {"type": "line", "aria": False, "strokeWidth": 2},
        "encoding": {
            "y": y_axis("value", words),
            "detail": {"field": "run"},
            "color": {**named, "scale": colours},
            "strokeDash": {**named, "scale": dashes},
        },
    }
    points = {
        "mark": {"type": "point", "aria": False, "size": 90, "opacity": 0},
        "encoding": {"y": y_axis("value", words), "tooltip": tooltip(words, "which", "period", "said")},
    }
    return [line, points]


def _rows(name: str, told: Iterable[tuple[str, Decimal]], words: Words) -> list[Spec]:
    """A row for each value, in runs of periods that follow one another."""
    rows: list[Spec] = []
    run, before = 0, None
    language = words.get("language", "en")
    for period, value in told:
        if not within_reach(value):
            continue
        this = Period.parse(period)
        run += before is not None and this.first != before.last + 1
        before = this
        said = {"period": period_words(period, language), "said": show_number(value, language)}
        row = {"which": words[name], "run": f"{name} {run}", "day": this.end.isoformat(), "value": float(value)}
        rows.append({**row, **said})
    return rows
