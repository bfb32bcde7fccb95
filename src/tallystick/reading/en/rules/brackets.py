"""Figures in brackets: they say again what stands before them, or say it of another time."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.carried_over import Reading
from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import Measure
from tallystick.reading.en.rules.subjects.content_words import has_content, words_of
from tallystick.reading.en.rules.subjects.noun_phrases import phrase_before, phrase_from
from tallystick.reading.printed.en.items import MARK, QUANTITY, WORDS, Item

_OPENING = 3  # items before a phrase that still opens its sentence


def bracketed(
    text: str, items: Sequence[Item], site: Site, measure: Measure, before: Sequence[Reading], words: str
) -> Reading:
    """`18% (£3 billion)`, `the largest rise since 2004 (1.9%)`: says again, or says it of another time."""
    k = site.before - 1
    noun = items[k] if k >= 0 else None
    last = before[-1] if before else None
    same = next(
        (
            r
            for r in reversed(before)
            if r.site.quantity.unit == site.quantity.unit and r.measure.code not in ("change",)
        ),
        None,
    )
    subject = _behind_bracket(text, items, site) or (last.subject if last is not None and last.subject else words)
    if measure.code == "contribution":
        return Reading(site, measure, subject, "")
    if last is not None and site.quantity.is_rate and _says_part(items, site, last):
        code = "growth" if last.measure.code == "change" else "share"
        return Reading(site, Measure(code, last.measure.sign, "the part an amount is", site.at), last.subject, "share")
    if (
        noun is not None
        and noun.kind == WORDS
        and "noun" in noun.tags
        and noun.tags & {"up", "down"}
        and site.quantity.is_rate
    ):
        return Reading(
            site, Measure("growth", -1 if "down" in noun.tags else 1, "the rise or fall named before", k), subject, ""
        )
    if not site.quantity.is_rate:
        far = last is None or last.site.at >= site.at or last.site.at < site.at - 12
        own = _named_before(text, items, site) or (words if far else subject)
        return Reading(
            site,
            Measure(_amount(measure, site), 1, "an amount in brackets", site.at),
            own or subject,
            "",
        )
    if same is not None:
        return Reading(
            site,
            Measure(same.measure.code, same.measure.sign, "said again in brackets", site.at),
            same.subject,
            same.kind,
        )
    if last is not None and not last.site.quantity.is_rate and measure.code == "level":
        return Reading(site, Measure("share", 1, "the part an amount is", site.at), last.subject, "share")
    return Reading(site, measure, subject, "")


def _amount(measure: Measure, site: Site) -> str:
    """The measure of an amount in brackets: a count with a sign is a change, any other no move of its own."""
    if site.quantity.counts_change:
        return "change"
    return "level" if measure.code in ("growth", "change") else measure.code


def _behind_bracket(text: str, items: Sequence[Item], site: Site) -> str:
    """`a downward contribution (0.3 points) from mining`: whose it is."""
    k = site.at + 1
    if k + 2 >= len(items) or items[k].low != ")" or items[k + 1].low not in ("from", "in", "of"):
        return ""
    noun = items[site.before - 1] if site.before > 0 else None
    if noun is None or not noun.tags & {"contribution", "up", "down"}:
        return ""
    return words_of(text, items, phrase_from(items, k + 2))


def _named_before(text: str, items: Sequence[Item], site: Site) -> str:
    """`Sales of tea (4 million euros) fell`: the noun phrase right before the bracket, where it is a subject."""
    span = phrase_before(items, site.before)
    opens = span[1] == site.before and (not span[0] or items[span[0] - 1].kind == MARK or span[0] < _OPENING)
    return words_of(text, items, span) if opens and has_content(items, *span) else ""


def _says_part(items: Sequence[Item], site: Site, last: Reading) -> bool:
    """`£11.5 billion (81.3%)`: a percentage that says again, as a part, the amount right before it."""
    told = site.before > 0 and items[site.before - 1].kind == QUANTITY and site.before - 1 == last.site.at
    return told and not last.site.quantity.is_rate and last.site.quantity.unit != "pp"
