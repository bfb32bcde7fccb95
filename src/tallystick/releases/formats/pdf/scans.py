"""Scans: pages that are the image of a page, and how any page is drawn to be looked at."""

from __future__ import annotations

import ctypes
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tallystick.releases.formats.pdf.objects import objects_of

_SHARE = 0.6  # of a page that images cover where it is a scan
_MOST_OBJECTS = 5000
_INVISIBLE = 3  # the way of drawing text that shows nothing


def is_scan(handle: Any, stamps: int = 0) -> bool:
    """Whether a raw page is the image of a page: images cover most of it and no text shows, but for some `stamps`.

    A page that shows nothing at all is none. The caller holds the lock.
    """
    from pypdfium2 import raw

    covered, shown = 0.0, 0
    for thing, kind, depth in islice(objects_of(handle), _MOST_OBJECTS):
        if kind == raw.FPDF_PAGEOBJ_TEXT and raw.FPDFTextObj_GetTextRenderMode(thing) != _INVISIBLE:
            shown += 1
            if shown > stamps:
                return False
        if kind == raw.FPDF_PAGEOBJ_IMAGE:
            covered += _area(raw, thing) if depth == 0 else _page_area(raw, handle)
    return covered >= _SHARE * _page_area(raw, handle) > 0


def _area(raw: Any, thing: Any) -> float:
    ends = [ctypes.c_float() for _ in range(4)]
    if not raw.FPDFPageObj_GetBounds(thing, *ends):
        return 0.0
    left, bottom, right, top = (end.value for end in ends)
    return abs(right - left) * abs(top - bottom)


def _page_area(raw: Any, page: Any) -> float:
    return float(raw.FPDF_GetPageWidthF(page) * raw.FPDF_GetPageHeightF(page))


def drawn(handle: Any, scale: float) -> NDArray[np.uint8]:
    """A raw page as it is shown, in pixels, `scale` a point: height by width by 3. The caller holds the lock."""
    from pypdfium2 import raw

    width = max(int(raw.FPDF_GetPageWidthF(handle) * scale), 1)
    height = max(int(raw.FPDF_GetPageHeightF(handle) * scale), 1)
    pixels = np.full((height, width, 3), 255, np.uint8)
    buffer = pixels.ctypes.data_as(ctypes.c_void_p)
    bitmap = raw.FPDFBitmap_CreateEx(width, height, raw.FPDFBitmap_BGR, buffer, width * 3)
    try:
        raw.FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, raw.FPDF_ANNOT)
    finally:
        raw.FPDFBitmap_Destroy(bitmap)
    return pixels
