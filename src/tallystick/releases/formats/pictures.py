"""A picture of a page as a PDF of one page, so that all that holds for pages holds for it."""

from __future__ import annotations

import io
from typing import Any

from tallystick.model import SourceError
from tallystick.model.extras import explained
from tallystick.releases.formats.pdf.engine import LOCK

MOST_PIXELS = 120_000_000  # an A3 page at 600 pixels an inch has 70 million
_USUAL = 595.0  # points: the width of a page where the picture does not tell
_RESOLUTIONS = range(60, 1300)  # pixels an inch that are believed
_POINTS = 72.0


def pdf_of_picture(data: bytes, source: str) -> bytes:
    """A PDF that shows a PNG or JPEG as its only page; raises SourceError for one that is damaged or too large."""
    with explained():
        from PIL import Image, ImageOps
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise SourceError(f"{source} is a picture of too many pixels", "make it smaller: 300 an inch will do")
            upright = ImageOps.exif_transpose(picture).convert("RGBA")
            width = _width(picture, upright.width)
    except SourceError:
        raise
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        raise SourceError(f"{source} is a picture that is damaged or cut off", "get it again") from None
    shown = Image.new("RGB", upright.size, "white")  # what is transparent shows the paper
    shown.paste(upright, mask=upright.getchannel("A"))
    return _page(shown, width)


def _width(picture: Any, pixels: int) -> float:
    """How wide a page of so many pixels is, in points, as the picture's resolution tells."""
    told = picture.info.get("dpi", (0, 0))[0]
    return pixels / float(told) * _POINTS if round(float(told)) in _RESOLUTIONS else _USUAL


def _page(picture: Any, width: float) -> bytes:
    import pypdfium2

    height = width * picture.height / picture.width
    with LOCK:
        document = pypdfium2.PdfDocument.new()
        try:
            image = pypdfium2.PdfImage.new(document)
            bitmap = pypdfium2.PdfBitmap.from_pil(picture)
            image.set_bitmap(bitmap)
            image.set_matrix(pypdfium2.PdfMatrix().scale(width, height))
            page = document.new_page(width, height)
            page.insert_obj(image)
            page.gen_content()
            made = io.BytesIO()
            document.save(made)
            bitmap.close()
            return made.getvalue()
        finally:
            document.close()
