"""PDFs made for the tests: text at places, in points from the top left corner."""

from __future__ import annotations

import io
from collections.abc import Callable

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595.0, 842.0
REGULAR, BOLD = "Helvetica", "Helvetica-Bold"


class Sheet:
    """A page under the pen."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas

    def at(self, x: float, y: float, text: str, size: float = 10, font: str = REGULAR, mode: int = 0) -> float:
        """Write text with its baseline at `y` from the top; return where it ends."""
        pen = self.canvas.beginText(x, HEIGHT - y)
        pen.setFont(font, size)
        pen.setTextRenderMode(mode)
        pen.textOut(text)
        self.canvas.drawText(pen)
        return x + float(self.canvas.stringWidth(text, font, size))

    def prose(self, x: float, y: float, lines: list[str], size: float = 10, font: str = REGULAR) -> float:
        """Write lines one below the other; return the baseline of the next."""
        for line in lines:
            self.at(x, y, line, size, font)
            y += 1.2 * size
        return y


def pdf(*pages: Callable[[Sheet], object], **options: object) -> bytes:
    """A PDF whose pages the functions write."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(WIDTH, HEIGHT), invariant=1, **options)
    for page in pages:
        page(Sheet(canvas))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()
