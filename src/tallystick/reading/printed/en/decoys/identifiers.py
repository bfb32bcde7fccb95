"""Numbers inside paths and file numbers: `file/6871/18712ogr`, `USDL-23-1234`, `doi:10.1787/1996`."""

from __future__ import annotations

import re

_LONGEST = 200
_STOPS = ".,;:)]}\"'”’"
_PATH = re.compile(r"[A-Za-z][\w.~-]*(?:/[\w.,~%#?=&+-]*){2,}")
_DOI = re.compile(r"(?:doi:)?10\.\d{4,9}/\S+", re.IGNORECASE)
_FILE = re.compile(r"\(?[A-Z][A-Z0-9]{1,9}(?:[-/.][A-Z0-9]{1,12}){2,8}")


def identifier_end(text: str, start: int, end: int) -> tuple[int, str] | None:
    """Where the path or file number ends that the number at `text[start:end]` is part of, and the reason; else None.

    >>> identifier_end("see ons.gov.uk/file/6871/18712ogr.", 20, 24)
    (33, 'address')
    >>> identifier_end("on 5/6/2021 at", 3, 11) is None
    True
    """
    if text[max(start - 1, 0) : start] not in ("/", "-", ":") and text[end : end + 1] != "/":
        return None
    a, b = _run(text, start, end)
    run = text[a:b].rstrip(_STOPS)
    if (_PATH.fullmatch(run) and any(map(str.isdigit, run))) or _DOI.fullmatch(run):
        return a + len(run), "address"
    return (a + len(run), "numbering") if _FILE.fullmatch(run) and run.upper() == run else None


def _run(text: str, start: int, end: int) -> tuple[int, int]:
    """The unbroken run of characters around a place."""
    a = start
    while a > 0 and start - a < _LONGEST and not text[a - 1].isspace():
        a -= 1
    b = end
    while b < len(text) and b - end < _LONGEST and not text[b].isspace():
        b += 1
    return a, b
