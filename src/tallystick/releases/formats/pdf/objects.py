"""What a page is made of: texts, images, paths and forms that hold more of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tallystick.releases.formats.pdf.glyphs import CROWDED, UnreadError

MOST_TEXTS = 12_000  # on a page that is read: PDFium's time grows with their square
_FEW, _MANY = 200, 3000
_MOST = 100_000  # objects that are looked at
_DEEPEST = 6  # forms within forms


def objects_of(page: Any) -> Iterator[tuple[Any, int, int]]:
    """The objects of a raw page and of the forms on it, each with its type and how deep it lies; some at most.

    The caller holds the lock.
    """
    from pypdfium2 import raw

    seen = 0
    waiting = [(_of_page(raw, page), 0)]
    while waiting:
        things, depth = waiting.pop()
        for thing in things:
            seen += 1
            if seen > _MOST:
                return
            kind = raw.FPDFPageObj_GetType(thing)
            yield thing, kind, depth
            if kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                waiting.append((_of_form(raw, thing), depth + 1))


def _of_page(raw: Any, page: Any) -> Iterator[Any]:
    return (raw.FPDFPage_GetObject(page, i) for i in range(raw.FPDFPage_CountObjects(page)))


def _of_form(raw: Any, form: Any) -> Iterator[Any]:
    return (raw.FPDFFormObj_GetObject(form, i) for i in range(max(raw.FPDFFormObj_CountObjects(form), 0)))


def count_texts(page: Any) -> int:
    """How many texts a raw page draws, or a little more. The caller holds the lock.

    Raises UnreadError where there are more than `MOST_TEXTS`.
    """
    from pypdfium2 import raw

    direct = int(raw.FPDFPage_CountObjects(page))
    if _FEW < direct < _MANY:  # so many are texts and lines themselves, not forms that hold more
        return direct
    texts = 0
    for _, kind, _ in objects_of(page):
        texts += kind == raw.FPDF_PAGEOBJ_TEXT
        if texts > MOST_TEXTS:
            raise UnreadError(CROWDED)
    return texts
