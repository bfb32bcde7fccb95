"""Scans and pictures of pages: named as such, and read from their images when that is asked for."""

from __future__ import annotations

import io
import logging
import socket
import sys

import pypdfium2
import pytest
from PIL import Image

import tallystick
from tallystick.model import SourceError
from tallystick.model.extras import MissingExtraError
from tallystick.releases import from_bytes
from tallystick.releases.formats.ocr import engine, pages
from tallystick.releases.formats.pictures import pdf_of_picture
from tests.unit.releases.formats.ocr.making import HEIGHT, PAGE, WIDTH, page_with_picture, picture, png, scan

LAYER = ("Harbour trade in July 2021", *PAGE[1:])  # with a misread month


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def opened(data: bytes, ocr: bool = True) -> tallystick.Release:
    return from_bytes(data, "trade", "trade.pdf", language="en", ocr=ocr)


def test_scan_is_read_from_its_image(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "tallystick.ocr"):
        release = opened(scan(picture()))
    assert "page 1 of 1" in caplog.text
    assert " ".join(release.text.split()) == " ".join(PAGE)
    assert release.remarks == ("was read from images on page 1: its words are only as sure as the recognizer",)
    place = release.place_of(*_span(release, "12,500"))
    assert place is not None
    (box,) = place.rectangles
    assert [place.page, box.x0, box.y1] == pytest.approx([1, 111, 102], abs=6)
    reading = tallystick.read(release, reader="fast")
    figure = next(one for one in reading.observations if one.value == 12500)
    assert figure.confidence is not None
    assert 0.8 < figure.confidence < 1
    assert figure.sure


def _span(release: tallystick.Release, words: str) -> tuple[int, int]:
    at = release.text.index(words)
    return at, at + len(words)


def test_scan_without_ocr_is_named() -> None:
    with pytest.raises(SourceError, match="page images only, no text; read it with --ocr"):
        opened(scan(picture()), ocr=False)


def test_text_behind_an_image_is_read_and_said_and_left_for_the_image() -> None:
    data = scan(picture(), layer=LAYER)
    release = opened(data, ocr=False)
    assert "Harbour trade in July 2021" in release.text
    assert release.remarks == ("is scanned on page 1 with a text behind the image; --ocr reads the image itself",)
    assert release.recognized == ()
    assert PAGE[1] in opened(data).text


@pytest.mark.parametrize("layer", [("Landings of fish",), ("H@rb tr#de 1n", "L4nd ~f f|sh 4 2 ^", "3xp 0f s@ 12 t~n")])
def test_text_behind_an_image_that_does_not_fit_it_is_not_read(layer: tuple[str, ...]) -> None:
    with pytest.raises(SourceError, match="page images only"):
        opened(scan(picture(), layer=layer), ocr=False)


def test_stamp_on_a_scan_does_not_make_it_a_page_of_text() -> None:
    assert PAGE[1] in opened(scan(picture(), stamp="Made by the archive")).text


def test_page_with_a_small_picture_is_no_scan() -> None:
    release = opened(page_with_picture(picture(), PAGE[0]))
    assert (release.text.strip(), release.remarks, release.recognized) == (PAGE[0], (), ())


def test_picture_of_a_page() -> None:
    data = png(picture())
    with pytest.raises(SourceError, match="is a picture; read it with --ocr"):
        opened(data, ocr=False)
    release = opened(data)
    assert PAGE[1] in release.text
    assert release.pages[0].width == 595


def test_photograph_is_set_upright_and_as_wide_as_it_says() -> None:
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    picture().rotate(90, expand=True).save(file, "JPEG", dpi=(216, 216), exif=exif)
    with pypdfium2.PdfDocument(pdf_of_picture(file.getvalue(), "photo.jpg")) as document:
        assert document[0].get_size() == (pytest.approx(WIDTH, abs=1), pytest.approx(HEIGHT, abs=1))


def test_blank_image_shows_no_words() -> None:
    with pytest.raises(SourceError, match="no words"):
        opened(png(Image.new("RGB", (400, 300), "white")))


def test_pictures_that_are_damaged_or_too_large() -> None:
    whole = png(picture())
    for length in (9, 40, len(whole) // 2):
        with pytest.raises(SourceError, match="damaged"):
            opened(whole[:length])
    header = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + (60_000).to_bytes(4, "big") * 2 + whole[24:]
    with pytest.raises(SourceError, match=r"damaged|too many pixels"):
        opened(header)


def test_too_many_images(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_PAGES", 1)
    with pytest.raises(SourceError, match="more than 1 pages"):
        opened(scan(picture(), pages=2))


def test_recognizer_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.setattr(engine, "_READ", {})
    engine._recognizer.cache_clear()
    with pytest.raises(MissingExtraError, match=r'pip install "tallystick\[ocr\]"'):
        opened(scan(picture()))
    engine._recognizer.cache_clear()
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    for ocr, extra in ((True, "ocr"), (False, "pdf")):  # the first brings the second: one word is enough
        with pytest.raises(SourceError, match=rf'pip install "tallystick\[{extra}\]"'):
            from_bytes(scan(picture()), "scan", "scan.pdf", ocr=ocr)


def test_image_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    data = scan(picture())
    first = opened(data)
    monkeypatch.setattr(engine, "_lines", lambda _: pytest.fail("read again"))
    assert opened(data) == first
