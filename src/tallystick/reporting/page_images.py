"""Pictures of pages: drawn by PDFium when they are asked for, never by the program that shows them.

A page is drawn at 108 dots an inch, huge ones smaller, and within a few seconds or not at all. A picture shows the
part of the page around some words, marked, or the whole page.
"""

from __future__ import annotations

import ctypes
import io
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tallystick.model import Place, Rectangle, SourceError
from tallystick.releases.formats.document import PDF, PICTURES, document_type
from tallystick.releases.joining import parts_in

if TYPE_CHECKING:
    from PIL.Image import Image

DOTS = 108
"""Dots an inch."""

MOST_DOTS = 4_000_000
"""Dots of a page; a larger one is drawn smaller."""

LONGEST_SECONDS = 5.0
"""Seconds after which a page counts as one that cannot be drawn."""

BESIDE = 150.0
ABOVE = 26.0
"""Points that are shown beside, above and below words."""

PAGES_HELD = 3
_COLOURS = 16
_INK = (255, 224, 110)
_EDGE = (178, 100, 0)
_POINTS = 72


@dataclass(slots=True)
class PageImages:
    """The pages of a document, by its bytes; those of a release made of several files by the file's name, too.

    Holds the pages drawn last. Pages of what is no PDF have no picture.
    """

    data: bytes
    _pages: OrderedDict[tuple[str, int], Image | None] = field(default_factory=OrderedDict)
    _files: dict[str, bytes] | None = None

    def crop(self, place: Place, *, wide: bool = False) -> bytes:
        """The PNG of the words at a place, marked, with what stands around them; `wide` shows the page's full width.

        No bytes where there is no picture.
        """
        page = self.page(place) if place.rectangles else None
        return png(cropped(page, place.rectangles, wide=wide)) if page else b""

    def whole(self, place: Place) -> bytes:
        """The PNG of the whole page of a place, its words marked."""
        page = self.page(place)
        return png(marked(page, place.rectangles)) if page else b""

    def page(self, place: Place) -> Image | None:
        """The page of a place, drawn; None where there is none or it cannot be drawn."""
        key = (place.file, place.page)
        if key not in self._pages:
            self._pages[key] = drawn(self._file(place.file), place.page)
            while len(self._pages) > PAGES_HELD:
                self._pages.popitem(last=False)
        self._pages.move_to_end(key)
        return self._pages[key]

    def _file(self, name: str) -> bytes:
        if self._files is None:
            self._files = {part.name: part.data for part in parts_in(self.data) or ()}
        return self._files.get(name, b"") if name or self._files else self.data


def drawn(data: bytes, number: int) -> Image | None:
    """A page (from 1) of a PDF, or the picture that is one, drawn; None where there is none or it takes too long."""
    kind = document_type(data)
    if number < 1 or not (kind == PDF or kind in PICTURES):
        return None
    from tallystick.releases.formats.pdf.engine import LOCK, opened
    from tallystick.releases.formats.pictures import pdf_of_picture

    try:
        whole = data if kind == PDF else pdf_of_picture(data, "the document")
        with opened(whole, "the document") as document, LOCK:
            return _page(document, number) if number <= len(document) else None
    except SourceError:
        return None


def _page(document: Any, number: int) -> Image | None:
    """Under the lock: a page drawn step by step until it is done or its time is over."""
    import pypdfium2
    from pypdfium2 import raw

    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        width, height = page.get_size()
        if width <= 0 or height <= 0:
            return None
        scale = min(DOTS / _POINTS, (MOST_DOTS / (width * height)) ** 0.5)
        across, down = max(1, round(width * scale)), max(1, round(height * scale))
        if across * down > 2 * MOST_DOTS:
            return None
        bitmap = pypdfium2.PdfBitmap.new_native(across, down, raw.FPDFBitmap_BGR)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, across, down)
        done = _drawn_in_time(bitmap, page, (across, down))
        picture = bitmap.to_pil().convert("RGB") if done else None
        bitmap.close()
        if picture is not None:
            picture.info["dpi"] = (scale * _POINTS, scale * _POINTS)
        return picture
    finally:
        page.close()


def _drawn_in_time(bitmap: Any, page: Any, size: tuple[int, int]) -> bool:
    from pypdfium2 import raw

    deadline = time.monotonic() + LONGEST_SECONDS
    pause = raw.IFSDK_PAUSE(version=1)
    late = type(pause.NeedToPauseNow)(lambda _: int(time.monotonic() > deadline))
    pause.NeedToPauseNow = late
    flags = raw.FPDF_ANNOT
    state = raw.FPDF_RenderPageBitmap_Start(bitmap, page, 0, 0, *size, 0, flags, ctypes.byref(pause))
    raw.FPDF_RenderPage_Close(page)
    return bool(state == raw.FPDF_RENDER_DONE)


def marked(page: Image, rectangles: Sequence[Rectangle], at: tuple[int, int, int, int] | None = None) -> Image:
    """The picture, or a part of it (`at`, in dots), with rectangles (in points) coloured and edged."""
    from PIL import Image as Images
    from PIL import ImageChops, ImageDraw

    left, top, right, bottom = at or (0, 0, page.width, page.height)
    shown, scale = page.crop((left, top, right, bottom)), _scale(page)
    for rectangle in rectangles:
        x0, y0, x1, y1 = _within(page, rectangle, scale, 2)
        box = (max(x0 - left, 0), max(y0 - top, 0), min(x1 - left, shown.width), min(y1 - top, shown.height))
        if box[0] >= box[2] or box[1] >= box[3]:
            continue
        part = shown.crop(box)
        shown.paste(ImageChops.multiply(part, Images.new("RGB", part.size, _INK)), box)
        ImageDraw.Draw(shown).rectangle((box[0], box[1], box[2] - 1, box[3] - 1), outline=_EDGE)
    return shown


def cropped(page: Image, rectangles: Sequence[Rectangle], *, wide: bool = False) -> Image:
    """The part of a page around rectangles (in points), which are marked."""
    left, right = min(r.x0 for r in rectangles) - BESIDE, max(r.x1 for r in rectangles) + BESIDE
    around = Rectangle(left, min(r.y0 for r in rectangles) - ABOVE, right, max(r.y1 for r in rectangles) + ABOVE)
    box = _within(page, around, _scale(page), 0)
    if wide:
        box = (0, box[1], page.width, box[3])
    return marked(page, rectangles, box if box[0] < box[2] and box[1] < box[3] else None)


def png(picture: Image, colours: int = _COLOURS) -> bytes:
    """A picture as a small PNG: print has few colours."""
    from PIL import Image as Images

    stream = io.BytesIO()
    few = picture.quantize(colours, method=Images.Quantize.FASTOCTREE, dither=Images.Dither.NONE)
    few.save(stream, "PNG", dpi=picture.info.get("dpi", (DOTS, DOTS)))
    return stream.getvalue()


def opened_png(data: bytes) -> Image:
    """A picture that `png` wrote."""
    from PIL import Image as Images

    return Images.open(io.BytesIO(data), formats=("PNG",)).convert("RGB")


def _scale(page: Image) -> float:
    """Dots a point."""
    return float(page.info.get("dpi", (DOTS, DOTS))[0]) / _POINTS


def _within(page: Image, around: Rectangle, scale: float, more: float) -> tuple[int, int, int, int]:
    """A rectangle in points as a box of dots inside the page, `more` points wider on each side."""
    left, top = max(0, int((around.x0 - more) * scale)), max(0, int((around.y0 - more) * scale))
    right, bottom = int((around.x1 + more) * scale) + 1, int((around.y1 + more) * scale) + 1
    return left, top, min(page.width, right), min(page.height, bottom)
