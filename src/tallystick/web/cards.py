"""What is said of a figure, a finding, a series or a release where it leaves the desk: on cards and in citations."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, NamedTuple
from urllib.parse import quote

import msgspec

from tallystick.knowledge.areas import area_name
from tallystick.knowledge.producers import publisher_in
from tallystick.ledger import KeptRelease, Ledger, Point, recalling
from tallystick.ledger.identity import is_compiled
from tallystick.ledger.records import Statement
from tallystick.ledger.selecting import split_name
from tallystick.model import LedgerError, Place
from tallystick.model.excerpting import shortened
from tallystick.model.finding import VERDICTS
from tallystick.model.source_names import is_address
from tallystick.reconciling.shown import verdict_words
from tallystick.reconciling.wording import in_language
from tallystick.reporting import show
from tallystick.reporting.annotate import verdict_of
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.page import own_words
from tallystick.reporting.permalinks import to_words
from tallystick.web import queries
from tallystick.web.made_view import making_of
from tallystick.web.queries import FindingRow
from tallystick.web.quoting import LONGEST, Said, kept_begins_at, said_of
from tallystick.web.rendering import figure_link, name_of_indicator, scope_words, word
from tallystick.web.series_data import info_of

KINDS = ("figure", "sentence", "finding", "series", "release")


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """What a card says. `path` is its page on this desk, `origin` its words in the original (empty: no address).

    `key` is its name in the addresses of its `kind`, `name` what citations call it instead of `title`; days are ISO
    texts; `note` is a warning (withdrawn, old edition). `made` says how a figure that was computed here was made.
    """

    kind: str
    key: str
    title: str
    path: str
    name: str = ""
    about: str = ""
    verdict: str = ""
    verdict_told: str = ""
    said: tuple[Said, ...] = ()
    publisher: str = ""
    day: str = ""
    work: str = ""
    origin: str = ""
    note: str = ""
    made: str = ""

    @property
    def address(self) -> str:
        """The card's name in an address: `finding/12`."""
        return f"{self.kind}/{quote(self.key, safe='=;.:')}"

    @property
    def summary(self) -> str:
        """What the card says, in one line."""
        quotes = " … ".join(one.text for one in self.said)
        return one_line(" · ".join(part for part in (self.verdict_told, self.about, quotes) if part))[:LONGEST]


def card_of(ledger: Ledger, kind: str, key: str, language: str, as_of: str = "") -> Card:
    """The card of a figure (`release:start`), the sentence it stands in, a finding (its number), a series or a release.

    Else LedgerError.
    """
    made = {"figure": _figure, "sentence": _sentence, "finding": _finding, "release": _release}
    if kind == "series":
        return _series(ledger, key, language, as_of)
    if kind not in made:
        raise LedgerError(f"no {one_line(kind)[:40]} is kept", f"ask for one of: {', '.join(KINDS)}")
    return made[kind](ledger, key, language)


def _figure(ledger: Ledger, key: str, language: str) -> Card:
    release, _, start = key.rpartition(":")
    kept = ledger.release(release)
    one = _statement(ledger, kept.release_id, start)
    with ledger.store.reading() as connection:
        found = [f for _, f in queries.finding_keys(connection, kept.release_id) if one.observation in f.figures]
    verdict = verdict_of(found)
    period = show.show_period(one.period, language) if one.period else ""
    told = (
        show.show_measure(one.measure, language),
        area_name(one.area, language) if one.area else "",
        "" if one.sure else word("unsure", language),
    )
    return Card(
        kind="figure",
        key=one.observation,
        title=_short(" · ".join(part for part in (_subject(one, language), amount(one, language), period) if part)),
        path=figure_link(one.observation),
        about=_short(" · ".join(part for part in told if part)),
        verdict=verdict,
        verdict_told=_verdict(verdict, language),
        said=(_said(ledger, [one]),),
        origin=_origin(kept, one),
        made=making_of(ledger, kept, one.start, language),
        **_from(kept, language),
    )


def _subject(one: Statement, language: str) -> str:
    return name_of_indicator(one.indicator, language) if one.indicator else own_words(one.subject, language)


def _sentence(ledger: Ledger, key: str, language: str) -> Card:
    """All figures of the sentence that the figure `key` stands in, under the worst of their verdicts."""
    kept = ledger.release(key.rpartition(":")[0])
    told = sentence_of(ledger, key)
    ids = {one.observation for one in told}
    with ledger.store.reading() as connection:
        found = [f for _, f in queries.finding_keys(connection, kept.release_id) if ids & set(f.figures)]
    each = [verdict_of(f for f in found if one.observation in f.figures) for one in told]
    counts = [f"{_verdict(v, language)} {each.count(v)}" for v in (*VERDICTS, "implied") if v in each]
    verdict = verdict_of(found)
    return Card(
        kind="sentence",
        key=told[0].observation,
        title=_short(" · ".join(f"{_subject(one, language)} {amount(one, language)}" for one in told)),
        path=figure_link(told[0].observation),
        about=" · ".join([word("n figures", language, n=len(told)), *counts]),
        verdict=verdict,
        verdict_told=_verdict(verdict, language),
        said=(_said(ledger, told),),
        origin=_origin(kept, told[0]),
        **_from(kept, language),
    )


def sentence_of(ledger: Ledger, figure: str) -> list[Statement]:
    """The figures that stand in one sentence with a figure (`release:start`), itself among them, in their order."""
    release, _, start = figure.rpartition(":")
    one = _statement(ledger, ledger.release(release).release_id, start)
    with ledger.store.reading() as connection:
        begins = kept_begins_at(connection, release, one.sentence, one.start)
    ends = None if begins is None else begins + len(one.sentence)
    same = [s for s in ledger.observations(release=release) if s.sentence == one.sentence and s.value is not None]
    inside = [s for s in same if begins is None or ends is None or begins <= s.start < ends]
    return sorted(inside, key=lambda s: s.start) or [one]


def _statement(ledger: Ledger, release: str, start: str) -> Statement:
    if start.isascii() and start.isdigit() and len(start) < 10:
        with ledger.store.reading() as connection:
            for one in recalling.said(connection, 1, release=release, start=int(start)):
                return one
    raise LedgerError("no such figure is kept", "find it from its release")


def _finding(ledger: Ledger, key: str, language: str) -> Card:
    row = _finding_row(ledger, key)
    kept = ledger.release(row.release_id)
    wanted = list(dict.fromkeys(row.finding.figures))
    own = {s.observation: s for s in ledger.observations(release=kept.release_id) if s.observation in wanted}
    shown = in_language(row.finding, language)
    sentences: dict[str, list[Statement]] = {}
    for one in sorted((own[figure] for figure in wanted if figure in own), key=lambda one: one.start):
        sentences.setdefault(one.sentence, []).append(one)
    verdict = row.finding.counts_as
    first = next(iter(sentences.values()), [None])[0]
    return Card(
        kind="finding",
        key=str(row.key),
        title=_short(shown.statement, LONGEST),
        path=f"/findings/{row.key}",
        about=_short(shown.formula, LONGEST),
        verdict=verdict,
        verdict_told=_verdict(verdict, language),
        said=tuple(_said(ledger, told) for told in list(sentences.values())[:3]),
        origin=_origin(kept, first) if first else "",
        **_from(kept, language),
    )


def _finding_row(ledger: Ledger, key: str) -> FindingRow:
    row = None
    if key.isascii() and key.isdigit() and len(key) <= 18:
        with ledger.store.reading() as connection:
            row = queries.finding(connection, int(key))
    if row is None:
        raise LedgerError("no such finding is kept", "find it from the list of findings")
    return row


def _series(ledger: Ledger, key: str, language: str, as_of: str) -> Card:
    info = info_of(ledger, key)
    points = [p for p in ledger.series(info.key, as_of=as_of or None) if p.value is not None]
    last = max(points, key=lambda p: p.period_end, default=None)
    name = name_of_indicator(split_name(info.indicator)[0], language)
    area = word(f"trait {info.area}", language, area_name(info.area, language)) if info.area else ""
    traits = [show.show_measure(info.measure, language), area, info.comparison, info.accumulation, info.frequency]
    traits += [info.adjustment, scope_words(info, language)] if is_compiled(info.key) else []
    told = [word(f"trait {part}", language, part) for part in traits if part and part != "single"]
    asked = f"?as_of={quote(as_of, safe='')}" if as_of else ""
    now = f"{amount(last, language)} · {show.show_period(last.period, language)}" if last else ""
    return Card(
        kind="series",
        key=info.key,
        title=_short(" · ".join(part for part in (name[:1].upper() + name[1:], now) if part)),
        path=f"/series/{quote(info.key, safe='=;.')}{asked}",
        name=_short(name),
        about=_short(
            " · ".join([*told, *([word("as of", language, day=show.show_period(as_of, language))] if as_of else [])])
        ),
        said=(_said(ledger, [last]),) if last else (),
        publisher=_short(publisher_in(last.publisher, language)) if last else "",
        day=last.first_published[:10] if last else "",
    )


def _release(ledger: Ledger, key: str, language: str) -> Card:
    kept = ledger.release(key)
    with ledger.store.reading() as connection:
        found = [f for _, f in queries.finding_keys(connection, kept.release_id)]
    counts = {v: sum(f.verdict == v and f.counts_as == v for f in found) for v in VERDICTS}
    verdict = "contradicts" if counts["contradicts"] else ""
    told = [word("n figures", language, n=kept.observations)]
    told += [f"{verdict_words(v, language)} {n}" for v, n in counts.items() if n]
    same = _from(kept, language)
    return Card(
        kind="release",
        key=kept.release_id,
        title=_short(same.pop("work")),
        path=f"/releases/{quote(kept.release_id, safe='')}",
        about=" · ".join(told),
        verdict=verdict,
        verdict_told=_verdict(verdict, language) if verdict else "",
        origin=kept.source if is_address(kept.source) else "",
        **same,
    )


def _from(kept: KeptRelease, language: str) -> dict[str, Any]:
    """Where a card's words were published, and what speaks against relying on them."""
    note = word("withdrawn", language) if kept.withdrawn_at else ""
    if not note and not kept.latest_edition:
        note = word("not the latest edition", language)
    title = " ".join((kept.title or kept.name).split())
    return {
        "publisher": _short(publisher_in(kept.publisher, language)),
        "day": kept.published[:10],
        "work": _short(title),
        "note": note,
    }


def _origin(kept: KeptRelease, one: Statement) -> str:
    return to_words(kept.source, one.sentence, Place(page=one.page) if one.page else None)


def _said(ledger: Ledger, told: Sequence[Statement | Point]) -> Said:
    """The one sentence that figures stand in, each marked where it stands."""
    places = [(int(one.observation.rpartition(":")[2]), one.quote) for one in told]
    first = told[0]
    with ledger.store.reading() as connection:
        begins = kept_begins_at(connection, first.release, first.sentence, places[0][0])
    return said_of(first.sentence, places, begins)


def _verdict(verdict: str, language: str) -> str:
    return word("implied", language) if verdict == "implied" else show.show_verdict(verdict, language)


class _Told(NamedTuple):
    value: Decimal | tuple[Decimal, Decimal]
    unit: str
    measure: str
    qualifier: str


def amount(one: Statement | Point, language: str) -> str:
    """A kept value with its sign and unit; a dash where none was published."""
    if one.value is None:
        return "–"
    value = one.value if one.value_to is None else (one.value, one.value_to)
    return show.show_value(_Told(value, one.unit, one.measure, one.qualifier), language)


def _short(text: str, most: int = 200) -> str:
    return shortened(one_line(text), most)
