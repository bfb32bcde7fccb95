"""What is kept on one claim: the published value, who said it, what became of it since, and the verdict."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

import msgspec
from sqlalchemy import Connection, select

from tallystick.knowledge.areas import area_name, find_area
from tallystick.knowledge.everyday_names import meaning
from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import schema, selecting
from tallystick.ledger.comparing import check_against
from tallystick.ledger.evidence import Earlier, evidence_for
from tallystick.ledger.identity import Identity, place
from tallystick.ledger.records import Point
from tallystick.ledger.telling import REVISION, SAID_BEFORE, bounds_of
from tallystick.model import Finding, Observation, Period, PeriodError, Reading
from tallystick.model.frames import Day
from tallystick.model.message import Message, Several, Time
from tallystick.reconciling.claims import check_claims
from tallystick.reconciling.history.telling import settled
from tallystick.reconciling.wording import because, in_language, reasons_of, say

CANNOT, CLAIM = "cannot check", "claim"


class Vintage(msgspec.Struct, frozen=True, kw_only=True):
    """A value that a period had: its words, since when, by whom, in which release."""

    value: Decimal | None
    quote: str
    published_on: str
    publisher: str
    release: str


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one figure, or one claim in words (`quote`), of a text.

    `published` is the value that decides, with its source: the one that stood on the claim's day, or the earlier one it
    agrees with; `before` and `since` are the other values its period had, `since` those that came later. Without a kept
    value the verdict is `cannot check`, and `reason` says what would settle it.
    """

    quote: str
    what: str
    area: str
    period: str
    verdict: str
    reason: str
    published: Decimal | None = None
    published_quote: str = ""
    published_sentence: str = ""
    published_on: Day = ""
    publisher: str = ""
    release: str = ""
    before: tuple[Vintage, ...] = ()
    since: tuple[Vintage, ...] = ()


def replies(connection: Connection, reading: Reading, area: str = "", language: str = "en") -> Iterator[Reply]:
    """What is kept on each figure of a text, and on each claim in words; `area` is that of figures that name none.

    Where none is given, a figure is of the one area that its indicator is kept of. Reasons are told in a language.
    """
    reading = _placed(connection, reading, area)
    earlier = evidence_for(connection, reading)
    findings = check_against(connection, reading, earlier)
    figures = {o.id: o for o in reading.observations}
    direct = {
        f.figures[0]: _with_bound(f, figures[f.figures[0]], earlier)
        for f in findings
        if f.identity in (SAID_BEFORE, REVISION)
    }
    claims = settled(list(check_claims([reading])), [f for f in findings if f.claim])
    told = {figure for finding in claims for figure in finding.figures[:1]}
    for o in reading.observations:
        if o.id in direct or (o.measure not in ("streak", "rank") and o.id not in told):
            yield _reply(connection, o, direct.get(o.id), earlier, language)
    for finding in claims:
        yield of_claim(finding, language)


def _placed(connection: Connection, reading: Reading, area: str) -> Reading:
    """The reading with everyday names taken at their meaning, and the area of figures that name none.

    That is the one given, or the only one kept.
    """
    meant = [named(o, reading.release.language, area) for o in reading.observations]
    placed = tuple(o if o.area else msgspec.structs.replace(o, area=area or _only_area(connection, o)) for o in meant)
    return msgspec.structs.replace(reading, observations=placed)


def named(o: Observation, language: str, area: str) -> Observation:
    """A figure of a claim under the indicator that its everyday name means (`inflation`), if it has such a name."""
    if o.indicator or not (known := meaning(o.subject, language, o.area or area)):
        return o
    return msgspec.structs.replace(o, indicator=known, area=o.area or area or find_area(o.subject, language))


def _only_area(connection: Connection, o: Observation) -> str:
    areas = _areas(connection, o)
    return areas[0] if len(areas) == 1 else ""


def _areas(connection: Connection, o: Observation) -> list[str]:
    s = schema.series
    same = (s.c.indicator == o.indicator, s.c.measure == o.measure, s.c.unit == o.unit, s.c.status == o.status)
    query = select(s.c.area).where(*same, selecting.PUBLISHED).distinct()
    return sorted(connection.scalars(query)) if o.indicator else []


def _reply(connection: Connection, o: Observation, found: Finding | None, earlier: Earlier, language: str) -> Reply:
    reason = why(found, language) if found else say(_why_nothing(connection, o, earlier, language), language)
    identity = earlier.identities.get(o.id)
    base = reply_on(o, found, reason, language, identity.area if identity else "")
    points = _points(o, earlier)
    decides = next((p for p in points if found and p.observation == found.figures[1]), None)
    if decides is None:
        return base
    others = [p for p in points if p is not decides and not p.doubt]
    return msgspec.structs.replace(
        base,
        published=decides.value,
        published_quote=decides.quote,
        published_sentence=" ".join(decides.sentence.split()),
        published_on=decides.first_published,
        publisher=decides.publisher,
        release=decides.release,
        before=tuple(map(_vintage, (p for p in others if p.first_published < decides.first_published))),
        since=tuple(map(_vintage, (p for p in others if p.first_published >= decides.first_published))),
    )


def _with_bound(found: Finding, o: Observation, earlier: Earlier) -> Finding:
    """A bound holds where the exact value that stands lies beyond it: whether it tells much is not asked here."""
    if found.verdict != CANNOT or o.qualifier not in (">", "<"):
        return found
    point = next((p for p in _points(o, earlier) if p.observation == found.figures[1]), None)
    if point is None or point.qualifier or point.value_to is not None or point.doubt or not o.sure:
        return found
    if earlier.own_series.get(o.id) != point.series or not bounds_of(point).within(o.interval):
        return found
    return because(msgspec.structs.replace(found, verdict="holds"), Message("beyond the bound"))


def reply_on(o: Observation, found: Finding | None, reason: str, language: str, area: str = "") -> Reply:
    """The reply on a figure before the value that decides is told; without a finding it cannot be checked."""
    known = catalogue().get(o.indicator or "")
    return Reply(
        quote=o.text,
        what=known.name(language) if known else o.subject,
        area=o.area or area,
        period=o.period,
        verdict=found.verdict if found else CANNOT,
        reason=reason,
    )


def _points(o: Observation, earlier: Earlier) -> Sequence[Point]:
    """Every value that the period of a figure had by its day; of siblings those of the same period."""
    try:
        end = Period.parse(o.period).end.isoformat()
    except PeriodError:
        return ()
    own = earlier.told.get((earlier.own_series.get(o.id, ""), end), [])
    beside = earlier.beside.get((o.indicator or "", end), [])
    return own or beside


def why(finding: Finding, language: str) -> str:
    """The reason of a finding without the sentence it quotes, which an answer tells itself."""
    reasons = [message.parts.get("why", message) for message in reasons_of(finding)]
    return in_language(because(finding, *(r for r in reasons if isinstance(r, Message))), language).reason


def _vintage(point: Point) -> Vintage:
    return Vintage(
        value=point.value,
        quote=point.quote,
        published_on=point.first_published,
        publisher=point.publisher,
        release=point.release,
    )


def _why_nothing(connection: Connection, o: Observation, earlier: Earlier, language: str) -> Message:
    """Why nothing kept speaks of a figure, and what would settle it."""
    where = place(o, earlier.here.home)
    if not isinstance(where, Identity):
        if o.base and repr(o.base) in where:
            return Message("nothing kept of whole", {"whole": o.base})
        return Message("nothing kept because", {"why": Message(where.partition(":")[0])})
    areas = [one for one in _areas(connection, o) if one]
    if not where.area and len(areas) > 1:
        return Message("kept of areas", {"areas": Several(tuple(area_name(one, language) for one in areas))})
    if areas and where.area not in areas:
        return Message("nothing kept for area", {"area": area_name(where.area, language) or Message("no area")})
    return Message("nothing kept for period", {"period": Time(o.period)})


def of_claim(finding: Finding, language: str) -> Reply:
    """The reply on a claim in words."""
    reason = in_language(finding, language).reason
    return Reply(quote=finding.quotes[0], what=CLAIM, area="", period="", verdict=finding.verdict, reason=reason)
