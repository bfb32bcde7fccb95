"""A scorecard as a page that needs no other file: a row a card, its light as shape, word and colour."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from tallystick.knowledge.briefing_groups import Groups
from tallystick.knowledge.lights import Rule
from tallystick.monitoring import Card, Scorecard
from tallystick.reporting.page import asset, csp_hash, environment
from tallystick.reporting.scorecards.words import Worded, parts, title
from tallystick.reporting.sparkline import sparkline
from tallystick.reporting.words import word


def render_scorecard(
    told: Scorecard, language: str = "en", *, groups: Groups | None = None, rules: Sequence[Rule] | None = None
) -> str:
    """The whole page as HTML."""
    style = asset("report.css") + asset("scorecard.css")
    return (
        environment(language)
        .get_template("scorecard.html.j2")
        .render(
            title=title(told, language),
            parts=parts(told, language, groups=groups, rules=rules),
            counts=told.counts(),
            as_of=told.as_of,
            line=lambda one: line(one, language),
            series_link=lambda card: "",  # noqa: ARG005  a page alone has no other to lead to
            value_link=lambda card: "",  # noqa: ARG005
            style=style,
            style_hash=csp_hash(style),
        )
    )


def line(one: Worded, language: str) -> Markup:
    """The course of a card as a small line over its band of ten years; empty where there are too few values."""
    card: Card = one.card
    told = {"name": one.name, "n": len(card.course)}
    if card.band is None:
        return sparkline(card.course, word("scorecard line", language, **told))
    label = word("scorecard line and band", language, **told, band=f"{one.band_more}; {one.band}")
    return sparkline(card.course, label, band=card.band)
