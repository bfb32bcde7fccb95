"""A briefing as a page that needs no other file: a document whose figures each lead to the words they rest on."""

from __future__ import annotations

from calendar import month_name
from collections.abc import Mapping, Sequence
from datetime import date

from tallystick.briefing import Draft, Lack
from tallystick.briefing.backing import Backing
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.retelling import retold
from tallystick.model.period_words import period_words
from tallystick.reporting.briefing_charts import Section, sections_of
from tallystick.reporting.briefing_linking import Linking
from tallystick.reporting.briefing_notes import notes_of, numbers_of
from tallystick.reporting.page import asset, csp_hash, environment
from tallystick.reporting.show import show_measure
from tallystick.reporting.words import word


def render_briefing(
    drafts: Mapping[str, Draft],
    language: str,
    backing: Backing | None = None,
    *,
    released: date | None = None,
    lacks: Sequence[Lack] | None = None,
    sections: Sequence[Section] | None = None,
) -> str:
    """The page of one of the drafts as HTML; figures have the same numbers in all of them.

    `sections` are those of `sections_of`, with charts where wanted. With `lacks` it is a copy for the desk, which says
    so and lists what is not told.
    """
    draft = drafts[language]
    linking = Linking(numbers_of(drafts), language)
    told = [linking.section(one) for one in (sections_of(draft) if sections is None else sections)]
    style = asset("briefing.css")
    return (
        environment(language)
        .get_template("briefing.html.j2")
        .render(
            lang=language,
            title=draft.title,
            released=released.isoformat() if released else "",
            day=day_words(released, language) if released else "",
            sections=told,
            places=linking.places,
            notes=notes_of(drafts, language, backing),
            n=len(linking.places),
            desk=lacks is not None,
            lacks=[_lack(one, language) for one in lacks or ()],
            style=style,
            style_hash=csp_hash(style),
        )
    )


def day_words(day: date, language: str) -> str:
    """A day as a document writes it.

    >>> day_words(date(2022, 2, 28), "en"), day_words(date(2022, 2, 28), "zh")
    ('28 February 2022', '2022年2月28日')
    """
    return period_words(day.isoformat(), "zh") if language == "zh" else f"{day.day} {month_name[day.month]} {day.year}"


def _lack(one: Lack, language: str) -> dict[str, str]:
    known = catalogue().get(one.indicator)
    name = known.name(language) if known else one.indicator
    measure = show_measure(one.measure, language) if one.measure else ""
    parts = (name, measure, period_words(one.period, language))
    return {
        "name": word("list comma", language).join(part for part in parts if part),
        "why": retold(one.why, language),
        "advice": retold(one.advice, language),
    }
