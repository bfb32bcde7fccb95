"""The charts of a briefing: a series with a history behind each figure told, as a drawing, in words and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from tallystick.briefing.backing import Backing, series_of
from tallystick.briefing.drafting import Draft, Paragraph
from tallystick.briefing.facts import Fact
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import Point
from tallystick.model.period_words import period_words
from tallystick.reporting import charts, drawing
from tallystick.reporting.chart_parts import BESIDE, drawable, latest, value_said
from tallystick.reporting.chart_words import chart_words, title_of_axis
from tallystick.reporting.show import show_measure
from tallystick.reporting.words import word


class Row(msgspec.Struct, frozen=True):
    """A period of a chart: its value that stands, the day of its publication, and the values it had before."""

    period: str
    value: str
    published: str
    before: str


class Chart(msgspec.Struct, frozen=True, kw_only=True):
    """A series drawn: `name` is that of its file, `drawn` a free-standing SVG, `words` what it shows in a sentence."""

    name: str
    title: str
    drawn: str
    words: str
    rows: tuple[Row, ...]

    @property
    def on_page(self) -> str:
        """The drawing in the colours of the page it stands in."""
        return drawing.for_page(self.drawn)


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """The paragraphs under one heading, and the charts of what they tell."""

    heading: str
    paragraphs: tuple[Paragraph, ...]
    charts: tuple[Chart, ...] = ()


def sections_of(draft: Draft, backing: Backing | None = None) -> list[Section]:
    """A draft by its headings; with its backing each series with a history is drawn once, where it is told first."""
    found: list[list[Paragraph]] = []
    for one in draft.paragraphs:
        if one.heading or not found:
            found.append([])
        found[-1].append(one)
    seen: set[str] = set()
    made = []
    for paragraphs in found:
        facts = [told.fact for one in paragraphs for each in one.sentences for told in each.figures]
        shown = tuple(_charts(facts, seen, draft.language, backing)) if backing else ()
        made.append(Section(heading=paragraphs[0].heading, paragraphs=tuple(paragraphs), charts=shown))
    return made


def _charts(facts: Sequence[Fact], seen: set[str], language: str, backing: Backing) -> Iterable[Chart]:
    for fact in facts:
        series = series_of(fact)
        points = backing.history(series) if series and series not in seen else []
        if points:
            seen.add(series)
            yield _chart(fact, f"{len(seen):02d}-{fact.indicator}.{fact.measure}", points, language)


def _chart(fact: Fact, name: str, points: Sequence[Point], language: str) -> Chart:
    words = {**chart_words(language), "value": title_of_axis(points[0], language)}
    indicator = catalogue()[fact.indicator].name(language)
    shown = latest(drawable(points), BESIDE)
    rows = tuple(_rows(shown, language))
    return Chart(
        name=name,
        title=word("chart of", language, name=indicator, measure=show_measure(fact.measure, language)),
        drawn=drawing.draw(charts.vintages(points, words, lambda _: "", BESIDE)),
        words=_in_words(shown, language),
        rows=rows,
    )


def _standing(points: Iterable[Point]) -> list[Point]:
    return [one for one in points if one.stands and one.value is not None]


def _rows(points: Sequence[Point], language: str) -> Iterable[Row]:
    for one in _standing(points):
        before = [each for each in points if each.period_end == one.period_end and not each.stands]
        earlier = word("clause", language).join(value_said(each, language) for each in before)
        day = period_words(one.first_published, language)
        yield Row(period_words(one.period, language), value_said(one, language), day, earlier)


def _in_words(points: Sequence[Point], language: str) -> str:
    """What a chart shows in words: how many periods, the first and the last value, the lowest and the highest."""
    told = _standing(points)
    low, high = min(told, key=lambda one: one.value or 0), max(told, key=lambda one: one.value or 0)
    ends = {"first": told[0], "last": told[-1], "low_period": low, "high_period": high}
    values = {"start": told[0], "end": told[-1], "low": low, "high": high}
    said = word(
        "history in words",
        language,
        n=len({one.period for one in told}),
        **{name: period_words(one.period, language) for name, one in ends.items()},
        **{name: value_said(one, language) for name, one in values.items()},
    )
    revised = any(not one.stands for one in points)
    between = " " if language == "en" else ""
    return f"{said}{between}{word('history revised', language)}" if revised else said
