"""Citations as files: of a release, a series as of a day, a finding or a figure."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.model import LedgerError
from tallystick.web.cards import card_of
from tallystick.web.citing import FORMS, citation_of
from tallystick.web.guard import Visit, problem_of
from tallystick.web.pages.cards import base_of, day_of, today
from tallystick.web.rendering import language_of


def cite(visit: Visit) -> Response:
    """A citation in the form asked for (`form`: plain, bibtex or csl); of a series on the day `as_of`."""
    request = visit.request
    form = request.query_params.get("form", "plain")
    if form not in FORMS:
        raise HTTPException(400, f"there is no such form of a citation: ask for {', '.join(FORMS)}")
    made, media_type, ending = FORMS[form]
    kind, key = request.path_params["kind"], request.path_params["key"]
    try:
        card = card_of(visit.ledger, kind, key, language_of(request), day_of(visit))
    except LedgerError as error:
        raise problem_of(error) from None
    work = citation_of(card, base_of(visit), today(), language_of(visit.request))
    name = quote(f"{work.key[:80]}.{ending}", safe="")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"} if form != "plain" else None
    return Response(made(work), media_type=media_type, headers=headers)
