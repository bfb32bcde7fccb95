"""What a PDF says of itself, where its text bears it out: files are named and dated by chance."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from tallystick.releases.dates import find_dates
from tallystick.releases.formats.pdf.engine import LOCK

_HEAD = 4000  # characters of the text in which its title and day stand
_LATER = timedelta(days=4)  # a release is made some days before its day, at most
_LONGEST = 200
_BORNE_OUT = 0.7  # of a title's words that stand in the head of the text
_WORD = re.compile(r"[^\W_]+")
_CREATED = re.compile(r"D:((?:19|20)\d\d)(\d\d)(\d\d)")


def facts_of(document: Any) -> dict[str, str]:
    """The entries of a document (a `pypdfium2.PdfDocument`) about itself."""
    with LOCK:
        return {key: str(value) for key, value in document.get_metadata_dict(skip_empty=True).items()}


def given_by(facts: dict[str, str], text: str) -> dict[str, str]:
    """The title and the day of publication (`title`, `date`) as far as the head of the text has them too.

    >>> facts = {"Title": "Trade in the Third Quarter", "CreationDate": "D:20240318091500+01'00'"}
    >>> given_by(facts, "TRADE IN THE THIRD QUARTER\\n\\nLima, 20 March 2024\\n\\nExports rose.")
    {'title': 'Trade in the Third Quarter', 'date': '2024-03-20'}
    >>> given_by({"Title": "Microsoft Word - trade3.doc", "CreationDate": "D:20240318"}, "Trade in 2021")
    {}
    """
    head = text[:_HEAD]
    given = {}
    title = " ".join(facts.get("Title", "").split())
    if _is_title(title, head):
        given["title"] = title
    day = _day(facts.get("CreationDate", ""), head)
    if day:
        given["date"] = day.isoformat()
    return given


def _is_title(title: str, head: str) -> bool:
    words = _WORD.findall(title.lower())
    if not len(words) > 2 or len(title) > _LONGEST:
        return False
    found = set(_WORD.findall(head.lower()))
    return sum(word in found for word in words) >= _BORNE_OUT * len(words)


def _day(created: str, head: str) -> date | None:
    """The first day printed that is the one on which the file was made, or few days later."""
    found = _CREATED.match(created)
    if not found:
        return None
    try:
        made = date(*map(int, found.groups()))
    except ValueError:
        return None
    days = (day.on() for day in find_dates(head, 0, len(head)) if day.year)
    return next((day for day in days if day and made <= day <= made + _LATER), None)
