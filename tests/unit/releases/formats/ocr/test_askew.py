"""Pages laid askew or turned, and the ruling lines of their tables."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from tallystick.releases import from_bytes
from tallystick.releases.formats.ocr.askew import askew, slope_of, turned, turns_to_try
from tallystick.releases.formats.ocr.engine import ImageLine
from tallystick.releases.formats.ocr.ruling import ruling_of_image
from tallystick.releases.formats.pdf.view import View
from tests.unit.releases.formats.ocr.making import PAGE, picture, png

UPRIGHT = ImageLine("Landings", np.array([[0, 0], [80, 0], [80, 20], [0, 20]], float), 0.99, ())
ON_END = ImageLine("Landings", np.array([[0, 0], [20, 0], [20, 80], [0, 80]], float), 0.8, ())


def test_boxes_are_led_back_to_where_they_stand() -> None:
    view = askew(View(0, 0, 600, 800, 0, 0), 0.02)
    x, y = turned(500.0, 300.0, 0.02, (600.0, 800.0))
    box = view.as_shown((x - 10, y - 5, x + 10, y + 5))
    assert box == pytest.approx((490, 295, 510, 305), abs=0.2)


def test_turns_are_tried_for_what_does_not_read() -> None:
    assert turns_to_try([UPRIGHT] * 3) == ()
    assert turns_to_try([ON_END] * 3 + [UPRIGHT]) == (1, 3)
    assert turns_to_try([UPRIGHT._replace(score=0.4)]) == (2,)
    assert turns_to_try([UPRIGHT._replace(text="12", score=0.1)]) == ()
    assert slope_of([]) == 0


def test_ruling_lines_are_found_and_letters_are_not() -> None:
    image = picture(scale=2.0)
    pen = ImageDraw.Draw(image)
    for y in (120, 240, 360):
        pen.line((40, y, 600, y), "black", 2)
    for x in (40, 320, 600):
        pen.line((x, 120, x, 360), "black", 2)
    ruling = ruling_of_image(np.asarray(image), 2.0, 0.0)
    assert sorted(ruling.level[:, 1]) == pytest.approx([60, 120, 180], abs=1)
    assert sorted(ruling.upright[:, 0]) == pytest.approx([20, 160, 300], abs=1)
    assert ruling.level[:, [0, 2]] == pytest.approx(np.array([[20, 300]] * 3), abs=2)


def test_ruling_lines_of_a_page_laid_askew_are_level() -> None:
    image = Image.new("RGB", (800, 600), "white")
    ImageDraw.Draw(image).line((100, 300, 700, 300), "black", 3)
    slope = 0.015
    tilted = image.rotate(-np.degrees(np.arctan(slope)), fillcolor="white")
    (line,) = ruling_of_image(np.asarray(tilted), 2.0, slope).level
    assert line == pytest.approx([50, 150, 350, 150], abs=2)


def test_photograph_full_of_strokes_has_no_ruling() -> None:
    pixels = np.zeros((8000, 400, 3), np.uint8)
    pixels[::4] = 255
    pixels[:, ::80] = 255
    assert len(ruling_of_image(pixels, 1.0, 0.0).level) == 0


def test_page_that_lies_on_its_side_is_read_where_it_stands() -> None:
    release = from_bytes(png(picture().rotate(-90, expand=True)), "trade", "trade.png", language="en", ocr=True)
    assert " ".join(release.text.split()) == " ".join(PAGE)
    size = release.pages[0]
    assert size.height > size.width
    at = release.text.index("12,500")
    place = release.place_of(at, at + 6)
    assert place is not None
    (box,) = place.rectangles
    middle = ((box.x0 + box.x1) / 2 / size.width, (box.y0 + box.y1) / 2 / size.height)
    assert middle == pytest.approx((1 - 97 / 200, 125 / 330), abs=0.03)
