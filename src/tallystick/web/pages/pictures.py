"""Pages of a kept document as pictures: whole, or the part around a figure, which is marked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.ledger import Ledger, layouts
from tallystick.model import LedgerError, Observation, Place, Rectangle, Release, TallystickError
from tallystick.reporting.page_images import PageImages, cropped, marked, opened_png, png
from tallystick.web import pool, queries
from tallystick.web.guard import Visit, problem_of
from tallystick.web.limits import Rate

PICTURES = Rate(1200, 60)
SECONDS = 20.0
"""Seconds that drawing a page may take while somebody waits for it."""

COLOURS_OF_A_PAGE = 64
_LONG = "private, max-age=604800"


@dataclass(frozen=True, slots=True)
class LinkedPictures:
    """The crops of a kept release, as addresses of the desk."""

    release: Release
    shown: int = 0
    capped: bool = False

    def of(self, one: Observation) -> str:
        """The address of the crop around a figure; empty where its document has no pages."""
        place = one.place
        return f"{self.page(place)}?figure={one.start}" if place and place.page and place.rectangles else ""

    def page(self, place: Place, one: Observation | None = None) -> str:
        """The address of the whole page, on which a figure is marked; empty where there is none."""
        if not place.page or not self.release.pages:
            return ""
        address = f"/releases/{quote(self.release.id, safe='')}/pages/{self.release.page_number(place)}.png"
        return f"{address}?figure={one.start}&whole=1" if one else address


def page(visit: Visit) -> Response:
    """The picture of a page; with `figure` (its place in the text) the part around it, with `whole` the page."""
    visit.limit("pictures", PICTURES)
    request, number = visit.request, visit.request.path_params["page"]
    told = request.query_params.get("figure", "")
    start = int(told) if told.isascii() and told.isdigit() and len(told) < 10 else None
    try:
        kept = visit.desk.ledger.release(request.path_params["release"])
        shown = _Shown() if start is None else _figure(visit.desk.ledger, kept.release_id, start, number)
    except LedgerError as error:
        raise problem_of(error) from None
    whole = request.query_params.get("whole") == "1"
    tag = _tag(kept.content_hash, number, shown, whole)
    headers = {"ETag": tag, "Cache-Control": _LONG}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    address = visit.desk.address
    data = visit.desk.page_store.get(kept.content_hash, number, lambda: _drawn(address, kept.release_id, number))
    if shown.rectangles:
        drawn = opened_png(data)
        part = marked(drawn, shown.rectangles) if whole else cropped(drawn, shown.rectangles, wide=shown.wide)
        data = png(part)
    return Response(data, media_type="image/png", headers=headers)


class _Shown(NamedTuple):
    """What of a page is marked; `wide` for a cell, whose row reaches over the page."""

    rectangles: tuple[Rectangle, ...] = ()
    wide: bool = False


def _figure(ledger: Ledger, release_id: str, start: int, number: int) -> _Shown:
    with ledger.store.reading() as connection:
        place, table = queries.place_of_figure(connection, release_id, start)
    if place is None or not place.rectangles or (not place.file and place.page != number):
        raise HTTPException(404, "no such figure on this page")
    return _Shown(place.rectangles, bool(table))


def _tag(content_hash: str, number: int, shown: _Shown, whole: bool) -> str:
    told = repr((content_hash, number, shown, whole)).encode()
    return f'"{hashlib.blake2b(told, digest_size=12).hexdigest()}"'


def _drawn(address: str, release_id: str, number: int) -> bytes:
    """A page drawn in a process of its own, whatever its document does to it."""
    try:
        data = pool.run(draw, address, release_id, number, seconds=SECONDS)
    except TallystickError as error:
        raise HTTPException(404, f"the page cannot be shown: {error.problem}") from None
    if not data:
        raise HTTPException(404, "no such page")
    return data


def draw(address: str, release_id: str, number: int) -> bytes:
    """A page of a kept release, counted through all of its files, as PNG; nothing where there is none."""
    ledger = _ledger(address)
    data = ledger.original(release_id)
    with ledger.store.reading() as connection:
        parts = layouts.parts_of(connection, release_id)
    part = next((part for part in reversed(parts) if part.before < number), None)
    place = Place(page=number - part.before, file=part.name) if part else Place(page=number)
    drawn = PageImages(data).page(place)
    return png(drawn, COLOURS_OF_A_PAGE) if drawn else b""


@lru_cache(maxsize=4)
def _ledger(address: str) -> Ledger:
    return Ledger(address, create=False, read_only=True)
