"""Lists as files: with the filter, the order and the words of the page they stand on."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.responses import Response

from tallystick.web.guard import Visit
from tallystick.web.limits import READ
from tallystick.web.listing import as_csv, as_xlsx
from tallystick.web.pages import finding_list, release_list, search, series_list
from tallystick.web.rendering import language_of, word

_SHEETS = {
    "releases": release_list.RELEASES.sheet,
    "findings": finding_list.FINDINGS.sheet,
    "series": series_list.sheet,
    "search": search.sheet,
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def list_file(visit: Visit) -> Response:
    """One of the lists as CSV or XLSX."""
    name, form = visit.request.path_params["name"], visit.request.path_params["form"]
    if name not in _SHEETS or form not in ("csv", "xlsx"):
        raise HTTPException(404, "no such list")
    visit.limit("read", READ)
    sheet = _SHEETS[name](visit)
    title = word(name, language_of(visit.request))
    body, media = (as_csv(sheet), "text/csv") if form == "csv" else (as_xlsx(sheet, title), _XLSX)
    return Response(body, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}.{form}"'})
