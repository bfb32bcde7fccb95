"""Series and observations out of the ledger: CSV, Parquet, XLSX, SDMX-CSV, Data Package, Stata.

Every exported value keeps its release, its quote and its vintage. A writer takes a `Bundle` and a path; the
file (or for SDMX and the Data Package, the set of files) is whole when the writer returns.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tallystick.ledger.bundling import Bundle
from tallystick.model import LedgerError

Writer = Callable[[Bundle, Path], None]

FORMATS = ("csv", "parquet", "xlsx", "sdmx", "package", "stata")
_BY_SUFFIX = {
    ".csv": "csv",
    ".parquet": "parquet",
    ".xlsx": "xlsx",
    ".sdmx.csv": "sdmx",
    ".zip": "package",
    ".dta": "stata",
}


def form_of(path: Path) -> str:
    """The format a file name asks for; LedgerError names those there are."""
    name = path.name.lower()
    for suffix in sorted(_BY_SUFFIX, key=len, reverse=True):
        if name.endswith(suffix):
            return _BY_SUFFIX[suffix]
    raise LedgerError(f"no format is known for {path.name}", f"end it with one of {', '.join(_BY_SUFFIX)}")


def writer(form: str) -> Writer:
    """The writer of a format; its library is imported only now."""
    if form in ("csv", "parquet", "stata"):
        from tallystick.reporting.series_exports import flat

        found: Writer = getattr(flat, f"write_{form}")
    elif form == "xlsx":
        from tallystick.reporting.series_exports.workbook import write_xlsx as found
    elif form == "sdmx":
        from tallystick.reporting.series_exports.sdmx import write_sdmx as found
    else:
        from tallystick.reporting.series_exports.package import write_package as found
    return found


__all__ = ["FORMATS", "form_of", "writer"]
