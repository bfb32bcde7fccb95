"""An Atom feed of new releases and of contradictions found in them."""

from __future__ import annotations

from urllib.parse import quote

from starlette.responses import Response

from tallystick.model.excerpting import shortened
from tallystick.web import queries
from tallystick.web.filters import FindingFilter, ReleaseFilter
from tallystick.web.guard import Visit
from tallystick.web.queries import FindingRow, ReleaseRow
from tallystick.web.rendering import fragment, language_of

ENTRIES = 30


def feed(visit: Visit) -> Response:
    """The newest entries of both kinds, those that were kept last first."""
    language, base = language_of(visit.request), str(visit.request.base_url).rstrip("/")
    text = visit.desk.fragment(("feed", language, base), lambda: _feed(visit, base, language))
    return Response(text, media_type="application/atom+xml")


def _feed(visit: Visit, base: str, language: str) -> str:
    with visit.desk.ledger.store.reading() as connection:
        kept = queries.releases(connection, ReleaseFilter(kind="release"), limit=ENTRIES)
        found = queries.findings(connection, FindingFilter(verdict="contradicts"), limit=ENTRIES)
    entries: list[tuple[str, str, str, ReleaseRow | FindingRow]] = []
    entries += [(row.kept_at, f"/releases/{quote(row.release_id, safe='')}", "release", row) for row in kept]
    entries += [(row.kept_at, f"/findings/{row.key}", "finding", row) for row in found]
    entries.sort(key=lambda entry: entry[0], reverse=True)
    updated = max((entry[0] for entry in entries), default="1970-01-01T00:00:00+00:00")
    return fragment(language, "feed.xml.j2", entries=entries, base=base, updated=updated, shortened=shortened)
