"""Targets and their outcomes as lines for a terminal and as a table in Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby

from rich.console import Group, RenderableType
from rich.text import Text

from tallystick.knowledge.plans import AT_LEAST, AT_MOST
from tallystick.ledger.targets import Target
from tallystick.model.excerpting import end_of, start_of
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid
from tallystick.reporting.show import show_measure, show_number, show_period, show_unit

BEFORE, BEHIND = 26, 6
"""Characters of the sentence that a quote shows before and behind its figure."""
_INDENT = 8
_STYLES = {"kept": "green", "missed": "bold red", "not yet": "cyan", "cannot check": "yellow"}
_BOUNDS = {AT_LEAST: "at least ", AT_MOST: "at most "}
HEADS = ("what", "area", "period", "target", "set by", "set on", "outcome", "said on", "verdict", "why")


def targets_text(found: Iterable[Target]) -> Group:
    """Each indicator with its targets: plan, outcome, verdict; then both quotes, by whom and when."""
    parts: list[RenderableType] = []
    for _, group in groupby(found, key=lambda t: (t.indicator, t.measure, t.area)):
        told = list(group)
        parts += [Text(), Text(one_line(_name(told[0])), style="bold")]
        parts += [line for target in told for line in _lines(target)]
    return Group(*parts)


def targets_markdown(found: Iterable[Target]) -> str:
    """A table, one row a target."""
    rows = [HEADS, ("---",) * len(HEADS)]
    for t in found:
        what = f"{t.name}, {show_measure(t.measure)}"
        rows.append(
            (what, t.area, show_period(t.period), f"{planned(t)} “{t.quote}”", t.set_by, t.set_on, _outcome(t),
             t.outcome_on, t.verdict, t.reason)
        )  # fmt: skip
    return "".join(f"| {' | '.join(one_line(cell).replace('|', '∣') for cell in row)} |\n" for row in rows)


def planned(t: Target) -> str:
    """The plan as it binds: `at least about 7.5%`."""
    about = "about " if t.about else ""
    ends = [t.target] if t.target_to is None else sorted((t.target, t.target_to))
    return f"{_BOUNDS.get(t.bound, '')}{about}{' to '.join(show_number(end) for end in ends)}{show_unit(t.unit)}"


def _name(t: Target) -> str:
    return ", ".join(part for part in (t.name, show_measure(t.measure), t.area) if part)


def _lines(t: Target) -> Iterator[RenderableType]:
    came = f" → {_amount(t.outcome, t.unit)}" if t.outcome is not None else ""
    head = Text(f"{planned(t)}{came}  ").append(t.verdict, style=_STYLES[t.verdict])
    yield _hanging(2, show_period(t.period), head.append(f"  {one_line(t.reason)}", style="dim"))
    yield _quote("set", t.quote, t.sentence, t.set_by, t.set_on)
    if t.replaced_on:
        yield _hanging(_INDENT, "", Text(f"replaced by another plan on {t.replaced_on}", style="dim"))
    if t.outcome_quote:
        yield _quote("came to", t.outcome_quote, t.outcome_sentence, t.outcome_by, t.outcome_on)
    if t.latest_quote:
        yield _quote("now", t.latest_quote, t.latest_sentence, t.latest_by, t.latest_on)


def _quote(what: str, quote: str, sentence: str, who: str, day: str) -> Grid:
    """A figure in its words, with who said it and when."""
    told = ", ".join(one_line(part) for part in (who, day) if part)
    return _hanging(_INDENT, what, Text(f"“{_around(one_line(quote), one_line(sentence))}”  {told}", style="dim"))


def _hanging(indent: int, name: str, words: Text) -> Grid:
    """Words behind a name; where they take several lines, all stand under the first."""
    line = Grid(Column(""), Column("", words=True), indent=indent, heads=False, prose=True)
    style = "dim" if indent == _INDENT else ""
    line.add(Text(f"{name:<8}" if style and name else name, style=style), words)
    return line


def _around(quote: str, sentence: str) -> str:
    """As much of the sentence before and behind the figure as fits on a line."""
    at = sentence.find(quote)
    if at < 0:
        return quote
    start, end = start_of(sentence, at - BEFORE), end_of(sentence, at + len(quote) + BEHIND)
    start, end = min(start, at), max(end, at + len(quote))
    return f"{'…' if start else ''}{sentence[start:end].strip()}{'…' if end < len(sentence) else ''}"


def _amount(value: Decimal, unit: str) -> str:
    return f"{show_number(value)}{show_unit(unit)}"


def _outcome(t: Target) -> str:
    return "" if t.outcome is None else f"{_amount(t.outcome, t.unit)} “{t.outcome_quote}”"
