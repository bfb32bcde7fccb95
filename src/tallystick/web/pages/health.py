"""Whether the desk works, for programs that watch it: says nothing that is not everybody's."""

from __future__ import annotations

from sqlalchemy import text
from starlette.responses import Response

from tallystick.model import LedgerError
from tallystick.web.api.answer import json_response
from tallystick.web.guard import Visit


def health(visit: Visit) -> Response:
    """200 when the ledger answers, else 503."""
    try:
        with visit.desk.ledger.store.reading() as connection:
            connection.execute(text("SELECT 1 FROM release LIMIT 1")).all()
    except LedgerError:
        return json_response({"status": "the ledger does not answer"}, 503, {"Retry-After": "5"})
    return json_response({"status": "well"})
