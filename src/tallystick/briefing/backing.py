"""What the figures of a briefing rest on: statements, the vintages before them, and the releases that said them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import msgspec

from tallystick.briefing.drafting import Draft, Drafts
from tallystick.briefing.facts import Fact
from tallystick.ledger import KeptRelease, Ledger, Point, Statement
from tallystick.ledger.as_of import published_by
from tallystick.model import Period


class Backing(msgspec.Struct, frozen=True, kw_only=True):
    """What a ledger holds behind the figures told: vintages by series up to the last period told, releases by id.

    `beside` are all figures of the sentences in which the words of a figure told stand more than once.
    """

    vintages: Mapping[str, Sequence[Point]] = {}
    releases: Mapping[str, KeptRelease] = {}
    beside: Mapping[tuple[str, str], Sequence[Statement]] = {}

    def before(self, fact: Fact) -> list[Point]:
        """Other values that the figure's period had in releases before its own, the oldest first."""
        points = [one for one in self.vintages.get(series_of(fact), ()) if one.period == fact.period]
        told = [one for one in points if not one.stands and not one.doubt and one.release != fact.release]
        return [one for one in told if one.value not in (None, fact.value) and one.first_published <= fact.published]

    def history(self, series: str) -> list[Point]:
        """The vintages of a series, where more than one of its periods has a value that stands."""
        points = list(self.vintages.get(series, ()))
        standing = {one.period for one in points if one.stands and one.value is not None}
        return points if len(standing) > 1 else []


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A figure told, by its number: by language in which words and sentences (counted from 1), and its fact.

    A figure that stands twice is told once, with all its sentences. What is claimed of a history in words (the highest
    since a time) has a number, too.
    """

    number: int
    printed: dict[str, str]
    sentences: dict[str, tuple[int, ...]]
    fact: Fact


def series_of(fact: Fact) -> str:
    """The key of the series that a figure counts to; empty where it counts to none."""
    return fact.said.series if fact.said else ""


def backing(drafts: Drafts, ledger: Ledger, *, as_of: date | None = None, sure: float | None = None) -> Backing:
    """What stands behind the figures of drafts, as it was published by a day; `sure` 0 takes what is unsure, too.

    The ledger is asked once for all series, and once for all releases.
    """
    told = [one.fact for draft in drafts.drafts.values() for one in draft.figures]
    keys = sorted({series_of(fact) for fact in told} - {""})
    last = max((Period.parse(fact.period).end.isoformat() for fact in told if fact.period), default="")
    vintages: dict[str, list[Point]] = {key: [] for key in keys}
    every = ledger.asking(sure).vintages_of(keys) if keys else ()
    for point in published_by(every, as_of.isoformat() if as_of else ""):
        if point.period_end <= last:
            vintages[point.series].append(point)
    for points in vintages.values():
        points.sort(key=lambda one: (one.period_end, one.first_published))
    named = {fact.release for fact in told} | {one.release for points in vintages.values() for one in points}
    releases = {one.release_id: one for one in ledger.releases() if one.release_id in named}
    return Backing(vintages=vintages, releases=releases, beside=_beside(told, ledger))


def _beside(told: Sequence[Fact], ledger: Ledger) -> dict[tuple[str, str], list[Statement]]:
    """The figures of each sentence in which the words of a figure stand twice: they tell which is which."""
    said = [one.said for one in told if one.said and one.said.digits]
    unclear = {(one.release, one.sentence) for one in said if one.sentence.count(one.digits) > 1}
    found: dict[tuple[str, str], list[Statement]] = {place: [] for place in unclear}
    for release in sorted({release for release, _ in unclear}):
        for one in ledger.observations(release=release):
            if (release, one.sentence) in found:
                found[release, one.sentence].append(one)
    return found


def evidence_of(drafts: Mapping[str, Draft]) -> list[Evidence]:
    """The figures of drafts in the order in which they are told, each once."""
    found: dict[str, Evidence] = {}
    for language, draft in drafts.items():
        sentences = [one for paragraph in draft.paragraphs for one in paragraph.sentences]
        for number, one in enumerate(sentences, 1):
            for told in one.told:
                known = found.get(told.fact.observation)
                if known is None:
                    known = Evidence(number=len(found) + 1, printed={}, sentences={}, fact=told.fact)
                places = tuple(dict.fromkeys((*known.sentences.get(language, ()), number)))
                words = {language: one.text[told.start : told.end]} | known.printed
                made = msgspec.structs.replace(known, printed=words, sentences={**known.sentences, language: places})
                found[told.fact.observation] = made
    return list(found.values())
