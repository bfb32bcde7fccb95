"""What a document holds and its text does not: said in one line a kind, with counts and pages."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model import Dropped, Release
from tallystick.reporting.words import word

SAID = ("not read", "hidden", "deleted")
"""Reasons that a reader should know of; furniture, marks and hyphens are left out of every text."""

MOST_PAGES = 12
"""Pages that are named one by one."""


def left_out(release: Release, language: str = "en") -> list[str]:
    """A line for each kind of what was left out; none where all was read.

    >>> from tallystick.model import Place
    >>> scan = Release("a-1", "a", "a.pdf", "0", "", "en", dropped=(Dropped("", "not read", Place(page=2)),))
    >>> left_out(scan)
    ['1 page without text that could be read (2): perhaps a scan']
    """
    told = []
    for reason in SAID:
        found = [one for one in release.dropped if one.reason == reason]
        pages = [one for one in found if not one.text and one.place and one.place.page]
        words = [one for one in found if one not in pages] if pages else found
        told += [_line("pages without text", pages, language)] if pages else []
        told += [_line(f"left out {reason}", words, language)] if words else []
    return told


def _line(key: str, found: Sequence[Dropped], language: str) -> str:
    n = len(found)
    return word(key if n > 1 else f"{key} one", language, n=n, where=_where(found))


def _where(found: Sequence[Dropped]) -> str:
    """The pages, sheets and files of what was left out, in brackets; nothing where no place is known."""
    places = dict.fromkeys(_named(one) for one in found)
    places.pop("", None)
    names = list(places)
    more = f", … {len(names)}" if len(names) > MOST_PAGES else ""
    return f" ({', '.join(names[:MOST_PAGES])}{more})" if names else ""


def _named(one: Dropped) -> str:
    place = one.place
    if place is None:
        return ""
    return " ".join(part for part in (place.file, place.sheet or (str(place.page) if place.page else "")) if part)
