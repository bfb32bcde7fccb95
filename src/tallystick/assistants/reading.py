"""Texts read, checked and compared, in a process of their own: from what was asked to the answer."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from tallystick.aligning.compare import compare as compare_readings
from tallystick.assistants import answers
from tallystick.assistants.bounds import rest, short, within
from tallystick.assistants.sources import Wanted, opened
from tallystick.ledger import Ledger
from tallystick.model import Finding, Link, Observation, Reading, Release, plain
from tallystick.pipeline import hand_in
from tallystick.reading import read as read_release
from tallystick.reconciling import Report
from tallystick.reconciling import check as check_readings
from tallystick.reconciling.history.telling import settled
from tallystick.reconciling.shown import Quotes
from tallystick.reconciling.wording import in_language

MOST_QUOTES = 6
MOST_SHOWN = 30
MOST_TOLD = 60


class Part(NamedTuple):
    """Which part of a list is wanted: so many entries behind those that are skipped."""

    skip: int
    limit: int


class Handed(NamedTuple):
    """Figures as somebody else read them, as JSON, and who did; empty where the text is read here."""

    observations: bytes = b""
    by: str = ""


def read(source: Wanted, reader: str, part: Part, unread: bool) -> answers.Read:
    """The figures of a text."""
    reading = read_release(opened(source).release, reader)
    told = _Told(reading.release)
    shown = within((told.figure(o) for o in reading.observations[part.skip :]), part.limit)
    left = reading.unread if unread and not part.skip else ()
    return answers.Read(
        **rest("figures", len(reading), part.skip, shown),
        release=reading.release.id,
        title=short(reading.release.title),
        language=reading.release.language,
        released=str(reading.release.released or ""),
        read_by=str(reading.reader),
        figures=shown,
        unread_total=len(reading.unread),
        unread=[told.unread(u.start, u.end, u.text, u.reason) for u in left[: part.limit]],
        remarks=_remarks(reading.release),
    )


def check(
    source: Wanted, handed: Handed, reader: str, part: Part, ledger: str | None, names: str, implied: bool
) -> answers.Checked:
    """The findings on a text by itself and, where there is one, against the ledger."""
    release = opened(source).release
    if handed.observations:
        reading = hand_in(release, handed.observations, by=handed.by, reader=reader)
    else:
        reading = read_release(release, reader)
    return checked(reading, part, ledger, names, implied)


def checked(reading: Reading, part: Part, ledger: str | None, names: str, implied: bool) -> answers.Checked:
    """The findings on a reading."""
    own = check_readings([reading]).findings
    kept: tuple[Finding, ...] = ()
    if ledger:
        with Ledger(ledger, create=False, read_only=True, veiled=True) as book:
            kept = book.check_against(reading)
    every = sorted(settled(own, kept), key=lambda finding: finding.rank)
    report = Report((reading,), (), tuple(every))
    quotes = Quotes([reading])
    wanted = [one for one in every if implied or one.kind != "implied"]
    shown = within((_finding(one, quotes, names) for one in wanted[part.skip :]), part.limit)
    return answers.Checked(
        **rest("findings", len(wanted), part.skip, shown),
        release=reading.release.id,
        read_by=str(reading.reader),
        contradicts=report.contradicts,
        summary=report.summary,
        findings=shown,
        refused=[
            answers.Refused(line=one.line, quote=short(one.text, 100), why=short(one.why))
            for one in reading.refused[:MOST_TOLD]
        ],
        differs=[
            answers.Differs(
                figure=one.figure, quote=short(one.text, 100), field=one.field, handed=one.handed, own=one.own
            )
            for one in reading.differs[:MOST_TOLD]
        ],
        remarks=_remarks(reading.release),
    )


def compare(original: Wanted, translation: Wanted, reader: str, part: Part) -> answers.Compared:
    """A translation held against its original, what differs first."""
    first, other = (read_release(opened(one).release, reader) for one in (original, translation))
    found = compare_readings(first, other)
    told = _Told(first.release), _Told(other.release)
    links = sorted(found.aligned, key=lambda link: link.verdict == "agrees")
    shown = within((_linked(link, *told) for link in links[part.skip :]), part.limit)
    return answers.Compared(
        **rest("links", len(links), part.skip, shown),
        original=found.original,
        translation=found.translation,
        is_pair=found.is_pair,
        summary={
            "aligned": len(found.aligned),
            "differs": len(found.differing),
            "only_in_original": len(found.only_in_original),
            "only_in_translation": len(found.only_in_translation),
            "missing": len(found.missing),
            "added": len(found.added),
        },
        links=shown,
        missing=_several(told[0], found.missing, part),
        added=_several(told[1], found.added, part),
    )


def _several(told: _Told, figures: Sequence[Observation], part: Part) -> list[answers.Figure]:
    """Figures that stand in one text only: with the first part of an answer; their number is in its summary."""
    return [] if part.skip else within((told.figure(one) for one in figures), MOST_SHOWN)


def _linked(link: Link, original: _Told, translation: _Told) -> answers.Linked:
    return answers.Linked(
        verdict=link.verdict,
        slip=link.slip or "",
        note=link.note,
        original=original.figure(link.original),
        translation=translation.figure(link.translation),
    )


def _finding(finding: Finding, quotes: Quotes, names: str) -> answers.Finding:
    told = in_language(finding, names)
    return answers.Finding(
        verdict=told.verdict,
        kind=told.kind,
        statement=short(told.statement),
        formula=short(told.formula),
        reason=short(told.reason),
        citation=short(told.citation),
        figures=list(told.figures[:MOST_SHOWN]),
        words=[short(words, 100) for words in told.quotes[:MOST_SHOWN]],
        quotes=[
            answers.Quote(
                release=quote.release,
                sentence=short(quote.sentence),
                start=quote.start,
                end=quote.end,
                line=quote.line,
                page=quote.page,
            )
            for quote in quotes.of(finding)[:MOST_QUOTES]
        ],
    )


def _remarks(release: Release) -> list[str]:
    undated = (
        [] if release.is_dated else ["the text tells no day of release: give `released` so that its times rest on it"]
    )
    return [*undated, *(short(remark) for remark in release.remarks[:10])]


class _Told:
    """Figures of one release with their places."""

    def __init__(self, release: Release) -> None:
        self._ends = [at for at, sign in enumerate(release.text) if sign == "\n"]

    def _line(self, at: int) -> int:
        return bisect_right(self._ends, at - 1) + 1

    def unread(self, start: int, end: int, words: str, reason: str) -> answers.Unread:
        return answers.Unread(quote=short(words, 100), start=start, end=end, line=self._line(start), reason=reason)

    def figure(self, o: Observation) -> answers.Figure:
        place = o.place
        labels = " > ".join((o.table, *o.row, *o.column)) if o.is_cell else ""
        value = o.value
        return answers.Figure(
            id=o.id,
            quote=short(o.text, 200),
            start=o.start,
            end=o.end,
            line=self._line(o.start),
            page=place.page if place else 0,
            cell=short(f"{place.sheet}!{place.cell}" if place and place.cell else labels, 200),
            sentence=short(o.sentence),
            value=[plain(end) for end in value] if isinstance(value, tuple) else plain(value),
            unit=o.unit,
            measure=o.measure,
            subject=short(o.subject, 200),
            indicator=o.indicator,
            area=o.area,
            period=o.period,
            base=short(o.base, 200),
            qualifier=o.qualifier,
            status=o.status,
            confidence=o.confidence,
            sure=o.sure,
        )
