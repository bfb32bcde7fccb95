"""Scanned pages of a document, read from their images."""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tallystick.model import SourceError
from tallystick.model.extras import explained
from tallystick.releases.formats.ocr.engine import LONGEST_SIDE, lines_of_image
from tallystick.releases.formats.ocr.words import words_of_image
from tallystick.releases.formats.pdf.lines import lines_of
from tallystick.releases.formats.pdf.page import Page, view_of
from tallystick.releases.formats.pdf.scans import drawn, is_scan
from tallystick.releases.formats.pdf.view import View

MOST_PAGES = 300  # images read at once: an hour or so
_FINEST = 300 / 72  # pixels a point; more shows the recognizer nothing new
_STAMPS = 4  # texts that stand on a scan: a page number, who made it
_LOG = logging.getLogger("tallystick.ocr")


class Image(NamedTuple):
    """A page as it is shown: height by width by 3, in `scale` pixels a point of its view."""

    pixels: NDArray[np.uint8]
    scale: float
    view: View


def image_of_scan(handle: Any) -> Image | None:
    """The image of a raw page; None for a page that is no scan. The caller holds the lock."""
    if not is_scan(handle, _STAMPS):
        return None
    view = view_of(handle)
    scale = min(LONGEST_SIDE / max(view.width, view.height, 1.0), _FINEST)
    return Image(drawn(handle, scale), scale, view)


class Images:
    """Reads the images of one document, no more than `MOST_PAGES` of them.

    Each page that is begun is told to the logger `tallystick.ocr`.
    """

    def __init__(self, source: str, pages: int) -> None:
        self._source, self._pages = source, pages
        self._read = 0

    def read(self, image: Image, number: int) -> Page:
        """The page of an image; raises MissingExtraError where the recognizer is not installed."""
        self._read += 1
        if self._read > MOST_PAGES:
            raise SourceError(f"{self._source} has more than {MOST_PAGES} pages to be read from images", "split it")
        _LOG.info("%s: reading the image of page %d of %d", self._source, number, self._pages)
        with explained():
            words = words_of_image(lines_of_image(image.pixels), image.scale)
        return Page(number, image.view, words, lines_of(words), scanned=True)
