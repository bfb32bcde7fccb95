"""What published series say of the figures and claims of a short text, in the form in which a ledger answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec

from tallystick.ledger.answering import Reply, named, of_claim, reply_on, why
from tallystick.model import Finding, Observation, Reading
from tallystick.model.message import Message
from tallystick.published import Series
from tallystick.reconciling import check
from tallystick.reconciling.wording import say

NO_ROW = Message("no row speaks of it")


def replies_of_series(
    reading: Reading, series: Sequence[Series], area: str = "", language: str = "en"
) -> Iterator[Reply]:
    """A reply for each figure, and for each claim in words; `area` is that of figures that name none."""
    meant = [named(o, reading.release.language, area) for o in reading.observations]
    placed = tuple(o if o.area else msgspec.structs.replace(o, area=area) for o in meant)
    reading = msgspec.structs.replace(reading, observations=placed)
    rows = {row.id: row for one in series for row in one.observations}
    findings = check(reading, series).findings
    claims = [f for f in findings if f.claim]
    told = {figure for finding in claims for figure in finding.figures[:1]}
    for o in reading.observations:
        beside = [
            f for f in findings if f.kind == "check" and o.id in f.figures and not rows.keys().isdisjoint(f.figures)
        ]
        if beside or (o.measure not in ("streak", "rank") and o.id not in told):
            yield _reply(o, beside[0] if beside else None, rows, language)
    for finding in claims:
        yield of_claim(finding, language)


def _reply(o: Observation, found: Finding | None, rows: dict[str, Observation], language: str) -> Reply:
    base = reply_on(o, found, why(found, language) if found else say(NO_ROW, language), language)
    row = next((rows[name] for name in found.figures if name in rows), None) if found else None
    if row is None:
        return base
    return msgspec.structs.replace(
        base,
        published=row.value if isinstance(row.value, Decimal) else None,
        published_quote=row.text,
        published_sentence=row.sentence,
        published_on=row.section,
        publisher=row.release,
        release=row.id,
    )
