"""What leaves the desk: cards that other sites show in a frame, their pictures, and the page that shares and cites."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, date, datetime
from functools import lru_cache

from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, Response

from tallystick.model import LedgerError
from tallystick.reporting.line_breaks import lines_of
from tallystick.reporting.page import csp_hash, own_words
from tallystick.reporting.show import show_period
from tallystick.web import citing
from tallystick.web.assets import card_style
from tallystick.web.cards import Card, card_of, sentence_of
from tallystick.web.guard import Visit, may_embed, problem_of
from tallystick.web.pages import series_charts
from tallystick.web.pages.pictures import PICTURES
from tallystick.web.rendering import fragment, language_of, respond, word

_SHORT = "public, max-age=300"
_NAME = re.compile(r"[^A-Za-z0-9]+")
_OWN_SIZE = re.compile(r'width="[\d.]+" height="[\d.]+"')
_INKS = {
    "contradicts": "#b3261e",
    "cannot check": "#5b4a8a",
    "explained": "#7a5b00",
    "holds by rounding": "#2f6f7e",
    "holds": "#1a6b3c",
}


def embed(visit: Visit) -> Response:
    """A figure, a finding or a chart as a page of its own that other sites may frame; no script, form or cookie."""
    _allowed(visit)
    kind, key = visit.request.path_params["kind"], visit.request.path_params["key"]
    language = language_of(visit.request)
    drawing: tuple[str, ...] = ()
    if kind == "series":
        key, _, chart = key.rpartition("/")
        drawing = series_charts.framed(visit, key, chart, language)
    elif kind == "release":
        raise HTTPException(404, "no such card")
    card, style = _card(visit, kind, key), card_style()
    page = fragment(
        language,
        "embed.html.j2",
        card=card,
        base=base_of(visit),
        drawing=[Markup(one) for one in drawing],  # noqa: S704  our renderer escapes
        style=style,
    )
    framed = "*" if may_embed(visit) else "'none'"
    policy = (
        f"default-src 'none'; style-src 'sha256-{csp_hash(style)}'; img-src data:; base-uri 'none'; "
        f"form-action 'none'; frame-ancestors {framed}"
    )
    headers = {"Content-Security-Policy": policy, "Cross-Origin-Resource-Policy": "cross-origin", **_kept(visit)}
    return HTMLResponse(page, headers=headers)


def png(visit: Visit) -> Response:
    """A card as a picture of 1200 by 630 points, as previews of links are."""
    _allowed(visit)
    visit.limit("pictures", PICTURES)
    return _tagged(visit, _drawn(_svg(visit)), "image/png", "png")


def svg(visit: Visit) -> Response:
    """The same picture as a drawing."""
    _allowed(visit)
    return _tagged(visit, _svg(visit).encode(), "image/svg+xml", "svg")


def share(visit: Visit) -> Response:
    """How to link to, embed and cite a figure, a finding, a series or a release."""
    language, base = language_of(visit.request), base_of(visit)
    kind, key = visit.request.path_params["kind"], visit.request.path_params["key"]
    as_of = day_of(visit)
    card = _card(visit, kind, key, as_of)
    work = citing.citation_of(card, base, today(), language)
    main = fragment(
        language,
        "share.html.j2",
        card=card,
        base=base,
        as_of=as_of,
        embeds=may_embed(visit),
        sentence=sentence_of(visit.ledger, card.key) if kind == "figure" else (),
        charts=series_charts.drawn_of(visit, card.key, language) if kind == "series" else (),
        cited={name: made(work) for name, (made, _, _) in citing.FORMS.items()},
    )
    title = f"{word('share and cite', language)} · {own_words(card.title, language)}"
    return respond(visit, title, main, here="", head=head(visit, kind, key))


def head(visit: Visit, kind: str, key: str) -> str:
    """What a page says of itself to those who preview a link to it; nothing where they could not look."""
    if not may_embed(visit):
        return ""
    language, base = language_of(visit.request), base_of(visit)
    return visit.desk.fragment(("head", kind, key, language, base), lambda: _head(visit, kind, key, language, base))


def _head(visit: Visit, kind: str, key: str, language: str, base: str) -> str:
    try:
        card = card_of(visit.ledger, kind, key, language)
    except LedgerError:
        return ""
    return fragment(language, "head.html.j2", card=card, base=base)


def base_of(visit: Visit) -> str:
    """The address under which this desk was asked: scheme and host."""
    url = visit.request.url
    return f"{'https' if visit.desk.settings.secure else url.scheme}://{url.netloc}"


def day_of(visit: Visit) -> str:
    """The day that an address asks for with `as_of`; empty for none."""
    told = visit.request.query_params.get("as_of", "")
    try:
        return date.fromisoformat(told).isoformat() if told else ""
    except ValueError:
        raise HTTPException(400, "as_of is no day: write it like 2022-02-28") from None


def today() -> str:
    """Today as an ISO day."""
    return datetime.now(UTC).date().isoformat()


def _allowed(visit: Visit) -> None:
    if visit.person is None and not may_embed(visit):
        raise HTTPException(401, "sign in first: this desk gives no cards to others (serve --embeds does)")


def _card(visit: Visit, kind: str, key: str, as_of: str = "") -> Card:
    try:
        return card_of(visit.ledger, kind, key, language_of(visit.request), as_of)
    except LedgerError as error:
        raise problem_of(error) from None


def _svg(visit: Visit) -> str:
    kind, key, language = (
        visit.request.path_params["kind"],
        visit.request.path_params["key"],
        language_of(visit.request),
    )
    card = _card(visit, kind, key)
    said = card.said[0] if card.said else None
    chart = series_charts.for_preview(visit, card.key, language) if kind == "series" else ""
    quoted = f"“{said.text}”" if said else card.about
    long = len(card.title) > 90
    work, title = own_words(card.work, language), own_words(card.title, language)
    from_whom = " · ".join(part for part in (card.publisher, show_period(card.day, language), work) if part)
    return fragment(
        language,
        "card.svg.j2",
        card=card,
        ink=_INKS.get(card.verdict, "#5c6066"),
        size=40 if long or chart else 50,
        titles=lines_of(title, 27 if long or chart else 21.5, 2 if chart else 4 if long else 3),
        quotes=() if chart else lines_of(quoted, 35, 6),
        chart=chart,
        inlaid=_inlaid,
        sources=lines_of(from_whom, 46, 2),
        host=visit.request.url.netloc,
    )


def _inlaid(drawing: str, x: float, y: float, width: float, height: float) -> Markup:
    """A drawing as a part of another, as large as its place allows."""
    placed = f'x="{x}" y="{y}" width="{width}" height="{height}" preserveAspectRatio="xMinYMid meet"'
    return Markup(_OWN_SIZE.sub(placed, drawing, count=1))  # noqa: S704  our renderer escapes


@lru_cache(maxsize=128)
def _drawn(drawing: str) -> bytes:
    import vl_convert

    return bytes(vl_convert.svg_to_png(drawing))


def _tagged(visit: Visit, data: bytes, media_type: str, ending: str) -> Response:
    tag = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    name = _NAME.sub("-", f"{visit.request.path_params['kind']}-{visit.request.path_params['key']}").strip("-")[:80]
    shown = {
        "Content-Disposition": f'inline; filename="{name}.{ending}"',
        "Cross-Origin-Resource-Policy": "cross-origin",
    }
    headers = {"ETag": tag, **shown, **_kept(visit)}
    if visit.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=media_type, headers=headers)


def _kept(visit: Visit) -> dict[str, str]:
    """How long others may keep an answer: a few minutes where it is for all."""
    return {"Cache-Control": _SHORT, "Vary": "Accept-Language, Cookie"} if may_embed(visit) else {}
