"""Releases: the annotated text of one, and a text beside its translation."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import msgspec
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from tallystick.aligning.compare import compare
from tallystick.ledger import KeptRelease, Ledger
from tallystick.ledger.parcel import COMPILED_KIND
from tallystick.model import LedgerError, Reading
from tallystick.reporting.annotated import Passage
from tallystick.reporting.page import contents, own_words
from tallystick.reporting.pair_page import pair_contents
from tallystick.web import queries
from tallystick.web.guard import Visit, problem_of
from tallystick.web.pages import adjusted, cards, decisions, followed, made
from tallystick.web.pages.pictures import LinkedPictures
from tallystick.web.rendering import figure_link, fragment, language_of, respond, word

PART = 150
"""Cards on one page of a long release; the next part follows on the next page."""

ROWS = 400
"""Rows on one page of a series file."""

NEAR = 7
"""Days around a release within which its translation is looked for."""


def release(visit: Visit) -> Response:
    """The annotated text with its cards; long ones in parts."""
    language, release_id = language_of(visit.request), visit.request.path_params["release"]
    at, part = visit.request.query_params.get("at", ""), visit.request.query_params.get("part", "")
    place = int(at) if at.isascii() and at.isdigit() and len(at) < 10 else None
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0
    whole = visit.request.query_params.get("whole") == "1"
    key = ("release", language, release_id, place if not whole else None, number, whole, visit.may_edit)
    try:
        kept = visit.desk.ledger.release(release_id)
        main = visit.desk.fragment(key, lambda: _release(visit, release_id, place, number, whole, language))
    except LedgerError as error:
        raise problem_of(error) from None
    title, _, main = main.partition("\n")
    main += followed.section(visit, kept) + decisions.section(visit, kept)
    about = ("figure", f"{release_id}:{place}") if place is not None else ("release", release_id)
    told = cards.head(visit, *about) or cards.head(visit, "release", release_id)
    scripts = ("report.js", "desk.js")
    return respond(visit, own_words(title, language), main, here="/releases", scripts=scripts, head=told)


def _release(visit: Visit, release_id: str, place: int | None, number: int, whole: bool, language: str) -> str:
    """The release's title on the first line, then the main part of its page."""
    ledger = visit.desk.ledger
    kept = ledger.release(release_id)
    title = f"{' '.join((kept.title or kept.name).split())}\n"
    if kept.kind == "series file":
        return title + _series_file(ledger, kept, place, number, language)
    if kept.kind == COMPILED_KIND:
        asked = (visit, kept, place, number, language)
        if main := made.main(*asked) or adjusted.main(*asked):
            return title + main
    reading = ledger.reading(kept.release_id)
    with ledger.store.reading() as connection:
        keyed = queries.finding_keys(connection, kept.release_id)
    findings = [finding for _, finding in keyed]
    numbers = {id(finding): key for key, finding in keyed}
    pictures = LinkedPictures(reading.release)
    shown = contents(reading, findings, language, pictures)
    passages: tuple[Passage, ...] = shown.pop("passages")
    parts = [passages] if whole else _parts(passages)
    if place is not None:
        number = next((n for n, part in enumerate(parts) if part[-1].block.end > place), 0)
    number = min(number, len(parts) - 1)
    here = {card.observation.id for row in parts[number] for card in row.cards}
    return title + fragment(
        language,
        "release.html.j2",
        **shown,
        passages=parts[number],
        kept=kept,
        parts_n=len(parts),
        part=number,
        outline=_outline(reading, parts),
        place=lambda figure: f"#figure-{figure.rpartition(':')[2]}" if figure in here else figure_link(figure),
        finding_link=lambda finding: f"/findings/{numbers[id(finding)]}",
        series_link=lambda observation: f"/series?words={quote(observation.indicator, safe='')}",
        page_link=pictures.page,
        correct_link=lambda one: f"/releases/{quote(kept.release_id, safe='')}/unsure?figure={one.start}",
        may_edit=visit.may_edit,
        share_link=lambda figure: f"/share/figure/{quote(figure, safe=':')}",
        beside=_beside(ledger, kept),
        editions=_editions(ledger, kept),
    )


def _series_file(ledger: Ledger, kept: KeptRelease, place: int | None, number: int, language: str) -> str:
    """The rows of a published series as they came."""
    rows = sorted(ledger.observations(release=kept.release_id), key=lambda row: row.start)
    if place is not None:
        number = next((n for n, row in enumerate(rows) if row.start >= place), 0) // ROWS
    first = min(number, max(0, (len(rows) - 1) // ROWS)) * ROWS
    return fragment(
        language,
        "series_file.html.j2",
        kept=kept,
        rows=rows[first : first + ROWS],
        n_rows=len(rows),
        part=first // ROWS,
        parts_n=-(-len(rows) // ROWS),
    )


def _parts(passages: Sequence[Passage]) -> list[tuple[Passage, ...]]:
    """A long text cut between passages, so that no part has many more cards than fit a page."""
    parts: list[tuple[Passage, ...]] = []
    held: list[Passage] = []
    cards = letters = 0
    for row in passages:
        size = row.block.end - row.block.start
        if held and (cards + len(row.cards) > PART or letters + size > 60_000):
            parts.append(tuple(held))
            held, cards, letters = [], 0, 0
        held.append(row)
        cards, letters = cards + len(row.cards), letters + size
    return [*parts, tuple(held)] if held or not parts else parts


class Heading(msgspec.Struct, frozen=True):
    """A line of the outline: a section or a speaker, and where it begins."""

    kind: str
    text: str
    place: int
    part: int


def _outline(reading: Reading, parts: Sequence[Sequence[Passage]]) -> list[Heading]:
    found: list[Heading] = []
    speaker = ""
    for number, part in enumerate(parts):
        for row in part:
            block = row.block
            if block.kind == "heading":
                found.append(
                    Heading("section", reading.release.text[block.start : block.end][:120], block.start, number)
                )
            elif block.speaker and block.speaker != speaker:
                found.append(Heading("speaker", block.speaker[:120], block.start, number))
            speaker = block.speaker
    return found[:200]


def _beside(ledger: Ledger, kept: KeptRelease) -> list[KeptRelease]:
    """Releases in the other language of about the same day: perhaps the translation."""
    from datetime import date, timedelta

    day = date.fromisoformat(kept.published)
    since, until = (day - timedelta(NEAR)).isoformat(), (day + timedelta(NEAR)).isoformat()
    around = ledger.releases(since=since, until=until)
    others = [o for o in around if o.language != kept.language and o.kind == "release" and o.latest_edition]
    if not others or kept.kind != "release":
        return []
    own = ledger.reading(kept.release_id)
    nearest = sorted(others, key=lambda o: (abs(o.observations - kept.observations), o.published))[:3]
    return [other for other in nearest if compare(own, ledger.reading(other.release_id)).is_pair]


def _editions(ledger: Ledger, kept: KeptRelease) -> list[KeptRelease]:
    """All editions of a release when there are several."""
    if kept.edition == 1 and kept.latest_edition:
        return []
    near = ledger.releases()
    return [one for one in near if one.source == kept.source and one.title == kept.title]


def beside(visit: Visit) -> Response:
    """A release and its translation, figure by figure."""
    language = language_of(visit.request)
    first, second = (visit.request.path_params[name] for name in ("release", "other"))
    told = visit.request.query_params.get("part", "")
    part = int(told) if told.isascii() and told.isdigit() and len(told) < 6 else 0
    key = ("beside", language, first, second, part)
    try:
        main = visit.desk.fragment(key, lambda: _pair(visit, first, second, language, part))
    except LedgerError as error:
        raise problem_of(error) from None
    return respond(
        visit, word("original and translation", language), main, here="/releases", scripts=("pair.js", "desk.js")
    )


def _pair(visit: Visit, first: str, second: str, language: str, part: int) -> str:
    readings = visit.desk.ledger.reading(first), visit.desk.ledger.reading(second)
    address = f"/releases/{quote(first, safe='')}/beside/{quote(second, safe='')}"
    return pair_fragment(*readings, language, part, address)


def pair_fragment(
    original: Reading, translation: Reading, language: str, part: int | None = None, address: str = ""
) -> str:
    """Two texts, paragraph beside paragraph, with what differs; a part of them, or all."""
    shown = pair_contents(original, translation, compare(original, translation), part)
    return fragment(language, "beside.html.j2", **shown, address=address)


def download(visit: Visit) -> Response:
    """The archived bytes as a file: never shown as a page of ours."""
    release_id = visit.request.path_params["release"]
    try:
        kept = visit.desk.ledger.release(release_id)
        data = visit.desk.ledger.original(release_id)
    except LedgerError as error:
        raise problem_of(error) from None
    name = quote(kept.name or "release", safe="")
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}.bin"},
    )


def figure(visit: Visit) -> Response:
    """The short address of a figure: leads to its words."""
    observation = visit.request.path_params["observation"]
    if ":" not in observation:
        raise HTTPException(404, "no such figure")
    return RedirectResponse(figure_link(observation), 303)
