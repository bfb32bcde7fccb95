"""Pictures of pages: the figure is where its mark is, whatever the page's size and turn; bounded and never at fault."""

from __future__ import annotations

import io
import threading

import pytest
from PIL import Image

from tallystick.model import Place, Rectangle
from tallystick.reading import read
from tallystick.releases import from_bytes
from tallystick.releases.joining import File, together
from tallystick.reporting import page_images
from tallystick.reporting.page_images import MOST_DOTS, PageImages, cropped, drawn, opened_png, png
from tests.unit.reporting.pdfs import pdf, release_pdf

LINE = "Output rose by 3.2% in 2021."
WORDS = Rectangle(72, 55, 240, 80)


def picture(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def share_of_ink(image: Image.Image, box: tuple[int, int, int, int]) -> float:
    part = image.crop(box).convert("L")
    return sum(part.histogram()[:128]) / (part.width * part.height)


def is_yellow(colour: tuple[int, ...] | float) -> bool:
    return isinstance(colour, tuple) and colour[0] > 200 and colour[1] > 180 and colour[2] < 160


def test_a_page_is_drawn_at_108_dots_an_inch() -> None:
    page = drawn(pdf([LINE]), 1)
    assert page
    assert page.size == (893, 1263)
    assert share_of_ink(page, (108, 85, 300, 115)) > 0.05
    assert share_of_ink(page, (108, 400, 300, 500)) == 0


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_the_figure_read_is_the_one_marked(turn: int) -> None:
    data = pdf(["Trade of the harbour in 2021", LINE], turn=turn)
    [figure] = read(from_bytes(data, "trade", "trade.pdf"), "fast").observations
    assert figure.place
    images = PageImages(data)
    whole, page = picture(images.whole(figure.place)), images.page(figure.place)
    assert page
    [box] = figure.place.rectangles
    left, top, right, bottom = (int(end * 1.5) for end in (box.x0, box.y0, box.x1, box.y1))
    assert share_of_ink(page, (left, top, right, bottom)) > 0.1
    around = whole.getcolors(whole.width * whole.height) or []
    yellow = sum(n for n, colour in around if is_yellow(colour))
    assert 0.3 < yellow / ((right - left) * (bottom - top)) < 1.6


def test_a_crop_shows_the_words_marked_and_what_is_around_them() -> None:
    images = PageImages(pdf([LINE] * 9))
    place = Place(page=1, rectangles=(WORDS,))
    crop, wide = picture(images.crop(place)), picture(images.crop(place, wide=True))
    assert 0 < crop.width < wide.width == 893
    assert crop.height == wide.height < 150
    assert any(is_yellow(colour) for _, colour in crop.getcolors(10**6) or [])
    assert len(images.crop(place)) < 12_000


def test_a_huge_page_is_drawn_smaller_and_marked_in_the_right_place() -> None:
    data = pdf(["", "", LINE], size=(7200, 3600))
    page = drawn(data, 1)
    assert page
    assert page.width * page.height <= MOST_DOTS * 1.01
    line = Rectangle(72, 100, 240, 118)
    again = opened_png(png(page))
    assert again.size == page.size
    assert cropped(again, (line,)).size == cropped(page, (line,)).size
    assert cropped(page, (line,)).width < 400


def test_pages_that_are_none_have_no_picture() -> None:
    data = pdf([LINE])
    for place in (
        Place(page=2),
        Place(page=0),
        Place(page=1),
        Place(sheet="Trade", cell="B5"),
        Place(1, (), "", "", "no.pdf"),
    ):
        assert PageImages(data).crop(place) == b""
    assert PageImages(b"Exports rose by 3%.").whole(Place(page=1)) == b""
    assert PageImages(data[: len(data) // 2]).whole(Place(page=1)) is not None
    assert PageImages(b"%PDF-1.7 nothing").whole(Place(page=1)) == b""
    beyond = PageImages(data).crop(Place(page=1, rectangles=(Rectangle(-900, -900, -800, -800),)))
    assert picture(beyond).size == (893, 1263)


def test_a_page_that_takes_too_long_has_no_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(page_images, "LONGEST_SECONDS", -1.0)
    assert drawn(pdf([LINE] * 40), 1) is None


def test_files_of_one_release_have_their_own_pages() -> None:
    data = together([File("first.pdf", pdf([LINE])), File("annex.pdf", pdf([""], ["", "", LINE], size=(400, 300)))])
    images = PageImages(data)
    sizes = [
        (images.page(Place(page=n, file=name)) or Image.new("L", (0, 0))).size
        for name, n in (("first.pdf", 1), ("annex.pdf", 2))
    ]
    assert sizes == [(893, 1263), (600, 450)]
    assert images.page(Place(page=1)) is None


def test_a_picture_of_a_page_is_its_only_page() -> None:
    scan = PageImages(pdf([LINE])).whole(Place(page=1))
    images = PageImages(scan)
    page = images.page(Place(page=1))
    assert page
    assert abs(page.width - 893) <= 1
    assert abs(page.height - 1263) <= 1
    assert images.page(Place(page=2)) is None
    assert any(is_yellow(c) for _, c in picture(images.crop(Place(page=1, rectangles=(WORDS,)))).getcolors(10**6) or [])
    assert PageImages(scan[:200]).page(Place(page=1)) is None


def test_threads_draw_one_after_the_other() -> None:
    data = release_pdf()
    found: list[bytes] = []
    threads = [
        threading.Thread(target=lambda n=n: found.append(PageImages(data).whole(Place(page=1 + n % 2))))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert len(set(found)) == 2
