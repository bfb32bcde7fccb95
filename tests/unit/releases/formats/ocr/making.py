"""Scans made for tests: a page is printed, drawn, and its picture put into a PDF."""

from __future__ import annotations

import io

import pypdfium2
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen import canvas

WIDTH, HEIGHT = 330.0, 200.0
PAGE = (
    "Harbour trade in June 2021",
    "Landings of fish rose by 4.2% in June 2021 from a year ago.",
    "Exports of salt were 12,500 tonnes, 310 tonnes fewer than in May.",
)


def picture(lines: tuple[str, ...] = PAGE, scale: float = 3.0) -> Image.Image:
    """What a page of these lines looks like, in `scale` pixels a point."""
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(WIDTH, HEIGHT))
    for at, line in enumerate(lines):
        page.setFont("Helvetica", 14 if at == 0 else 10)
        page.drawString(20, HEIGHT - 40 - 30 * at, line)
    page.save()
    document = pypdfium2.PdfDocument(file.getvalue())
    image: Image.Image = document[0].render(scale=scale).to_pil().convert("RGB")
    document.close()
    return image


def png(image: Image.Image, kind: str = "PNG") -> bytes:
    file = io.BytesIO()
    image.save(file, kind)
    return file.getvalue()


def scan(image: Image.Image, layer: tuple[str, ...] = (), stamp: str = "", pages: int = 1) -> bytes:
    """A PDF of pages that are this image; `layer` are lines behind it that do not show, `stamp` text that does."""
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(WIDTH, HEIGHT))
    for _ in range(pages):
        page.drawImage(ImageReader(image), 0, 0, WIDTH, HEIGHT)
        for at, words in enumerate(layer):
            _write(page, words, HEIGHT - 40 - 30 * at, 14 if at == 0 else 10, 3)
        if stamp:
            _write(page, stamp, 20, 8, 0)
        page.showPage()
    page.save()
    return file.getvalue()


def _write(page: canvas.Canvas, words: str, height: float, size: float, mode: int) -> None:
    text = page.beginText(20, height)
    text.setTextRenderMode(mode)
    text.setFont("Helvetica", size)
    text.textOut(words)
    page.drawText(text)


def page_with_picture(image: Image.Image, words: str) -> bytes:
    """A PDF of a page of words with a small picture on it."""
    file = io.BytesIO()
    page = canvas.Canvas(file, pagesize=(WIDTH, HEIGHT))
    page.drawImage(ImageReader(image), 10, 10, 100, 60)
    page.drawString(20, 150, words)
    page.save()
    return file.getvalue()
