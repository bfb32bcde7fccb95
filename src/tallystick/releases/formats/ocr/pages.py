"""Scanned pages of a document, read from their images."""

from __future__ import annotations

import logging
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tallystick.model import SourceError
from tallystick.model.extras import explained
from tallystick.releases.formats.ocr.askew import askew, mean_score, quarter_turned, slope_of, turns_to_try
from tallystick.releases.formats.ocr.engine import LONGEST_SIDE, ImageLine, lines_of_image
from tallystick.releases.formats.ocr.ruling import ruling_of_image
from tallystick.releases.formats.ocr.words import words_of_image
from tallystick.releases.formats.pdf.lines import lines_of
from tallystick.releases.formats.pdf.page import Page, view_of
from tallystick.releases.formats.pdf.ruling import NO_RULING
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
            image, lines = _upright(image)
            slope = slope_of(lines)
            ruling = ruling_of_image(image.pixels, image.scale, slope) if lines else NO_RULING
        size = (float(image.pixels.shape[1]), float(image.pixels.shape[0]))
        words = words_of_image(lines, image.scale, slope, size)
        return Page(number, askew(image.view, slope), words, lines_of(words), ruling=ruling, scanned=True)


def _upright(image: Image) -> tuple[Image, list[ImageLine]]:
    """The image turned as it reads best, and its lines."""
    lines = lines_of_image(image.pixels)
    best, read = image, lines
    for turns in turns_to_try(lines):
        view = image.view._replace(turns=(image.view.turns + turns) % 4)
        other = Image(quarter_turned(image.pixels, turns), image.scale, view)
        found = lines_of_image(other.pixels)
        if mean_score(found) > mean_score(read):
            best, read = other, found
    return best, read
