"""Style sheets and scripts as files of our own: the reports' tokens first, then the desk's."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from importlib.resources import files

from markupsafe import Markup
from starlette.responses import Response

from tallystick.reporting.drawing import PALETTE
from tallystick.reporting.page import asset
from tallystick.web.guard import Visit

_GLOBALS = "window.vegaEmbed = vegaEmbed;"
_LONG = "public, max-age=86400"


def styles(visit: Visit) -> Response:
    """One style sheet: that of the reports, then the desk's own."""
    return _tagged(visit, _styles(), "text/css")


def vega(visit: Visit) -> Response:
    """The drawing libraries for live charts, as the charting wheel carries them."""
    return _tagged(visit, _vega(), "text/javascript")


def palette(visit: Visit) -> Response:
    """Which colour of a drawing stands for which variable of the style sheet."""
    return _tagged(visit, json.dumps(PALETTE).encode(), "application/json")


@lru_cache(maxsize=1)
def _styles() -> bytes:
    return "\n".join((asset("report.css"), _own("desk.css"), _own("card.css"), asset("scorecard.css"))).encode()


@lru_cache(maxsize=1)
def card_style() -> Markup:
    """The style of a card that stands alone, in a frame: the colours of reports and desk, then its own."""
    colours = (asset("report.css").partition("\n* {")[0], _own("desk.css").partition("\n.desk {")[0])
    return Markup("\n".join((*colours, _own("embed.css"), _own("card.css"))))  # noqa: S704  our own files


def _own(name: str) -> str:
    return files("tallystick.web").joinpath("static", name).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _vega() -> bytes:
    import vl_convert

    return vl_convert.javascript_bundle(_GLOBALS).encode()


def _tagged(visit: Visit, data: bytes, media_type: str) -> Response:
    tag = f'"{hashlib.blake2b(data, digest_size=12).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": _LONG}
    if visit.request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(data, media_type=media_type, headers=headers)
