"""A page as it is read: its size, words and lines, upright, and the words that are turned otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from tallystick.releases.formats.pdf.glyphs import UnreadError, box_of, glyphs_of
from tallystick.releases.formats.pdf.layers import is_wrong
from tallystick.releases.formats.pdf.lines import TextLine, lines_of
from tallystick.releases.formats.pdf.objects import count_texts
from tallystick.releases.formats.pdf.ruling import NO_RULING, Ruling, ruling_of
from tallystick.releases.formats.pdf.scans import is_scan
from tallystick.releases.formats.pdf.view import View
from tallystick.releases.formats.pdf.words import Word, words_between, words_of


@dataclass(slots=True)
class Page:
    """Page `number` (from 1), `width` by `height` points as its text is read: upright, y growing downwards.

    `lines` hold all `words`. `turned` are words that stand otherwise than most (a head set upright in a narrow
    column), where they stand. `ruling` are its lines. `view.as_shown` leads a box to the page as it is shown.
    `scanned` says that it is the image of a page, whether its words come from a text behind it or from the image.
    `trouble` tells why a page that has text is not read. `texts` counts what it draws of it, at one go each.
    """

    number: int
    view: View
    words: Sequence[Word] = ()
    lines: Sequence[TextLine] = ()
    turned: Sequence[Word] = ()
    ruling: Ruling = NO_RULING
    doubles: str = ""
    hidden: str = ""
    scanned: bool = False
    trouble: str = ""
    texts: int = 0

    @property
    def width(self) -> float:
        """As its text is read, in points."""
        return self.view.width

    @property
    def height(self) -> float:
        """As its text is read, in points."""
        return self.view.height


def read_page(handle: Any, number: int) -> Page:
    """The page of a raw PDFium handle. The caller holds the lock."""
    try:
        texts = count_texts(handle)
        found = glyphs_of(handle)
    except UnreadError as error:
        return Page(number, view_of(handle), trouble=str(error))
    if found is None:
        return Page(number, view_of(handle), scanned=is_scan(handle))
    words = words_of(found.upright)
    view = found.upright.view
    scanned = found.layer and is_scan(handle)
    if scanned and is_wrong(handle, view, words):
        return Page(number, view_of(handle), scanned=True)
    turned = [word for one in found.turned for word in words_between(words_of(one), one.view, view)]
    ruling = ruling_of(handle, view)
    lines = lines_of(words)
    return Page(number, view, words, lines, turned, ruling, found.doubles, found.hidden, scanned, texts=texts)


def view_of(handle: Any) -> View:
    """A page as it is shown."""
    from pypdfium2 import raw

    shown = raw.FPDFPage_GetRotation(handle) % 4
    return View(*box_of(handle), shown, shown)
