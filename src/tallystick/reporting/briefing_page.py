"""A briefing as a page that needs no other file, each figure linked to the words it rests on; and its evidence."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup, escape

from tallystick.briefing import Draft, Sentence
from tallystick.knowledge.indicators import catalogue
from tallystick.model.period_words import period_words
from tallystick.reporting.page import asset, csp_hash, environment


def render_briefing(draft: Draft) -> str:
    """The whole page as HTML, in the draft's language."""
    quotes = _quotes(draft)
    numbers = {row["observation"]: number for number, rows in enumerate(quotes, 1) for row in rows}
    style = asset("report.css")
    return (
        environment(draft.language)
        .get_template("briefing.html.j2")
        .render(
            lang=draft.language,
            title=draft.title,
            paragraphs=[
                {"heading": one.heading, "by": one.by, "text": [_linked(each, numbers) for each in one.sentences]}
                for one in draft.paragraphs
            ],
            quotes=quotes,
            n=len(numbers),
            style=style,
            style_hash=csp_hash(style),
        )
    )


def evidence(draft: Draft) -> list[dict[str, Any]]:
    """A row a figure in the order of the text: its words, what it is, and the release and words that it rests on."""
    rows: dict[str, dict[str, Any]] = {}
    for told in draft.figures:
        fact = told.fact
        rows.setdefault(fact.observation, {
            "figure": draft.text[told.start : told.end],
            "indicator": fact.indicator,
            "name": catalogue()[fact.indicator].name(draft.language),
            "measure": fact.measure,
            "value": fact.value,
            "unit": fact.unit,
            "area": fact.area,
            "period": fact.period,
            "period_name": period_words(fact.period, draft.language) if fact.period else "",
            "base": fact.base,
            "quote": fact.quote,
            "sentence": fact.sentence,
            "release": fact.release,
            "publisher": fact.publisher,
            "published": fact.published,
            "observation": fact.observation,
        })  # fmt: skip
    return list(rows.values())


def _quotes(draft: Draft) -> list[list[dict[str, Any]]]:
    """The evidence by the sentences that it stands in, in the order of the text."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in evidence(draft):
        found.setdefault((row["release"], row["sentence"] or row["quote"]), []).append(row)
    return list(found.values())


def _linked(sentence: Sentence, numbers: dict[str, int]) -> Markup:
    made, at = Markup(), 0
    for told in sentence.figures:
        made += escape(sentence.text[at : told.start])
        number = numbers[told.fact.observation]
        made += Markup('<a href="#e{}">{}</a>').format(number, sentence.text[told.start : told.end])
        at = told.end
    return made + escape(sentence.text[at:])
