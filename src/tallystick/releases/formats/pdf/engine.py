"""PDFium: one caller at a time, documents and pages closed again, and what goes wrong said in words."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tallystick.model import SourceError

LOCK = threading.RLock()  # PDFium is not made for several threads: whoever calls it holds this
MOST_PAGES = 2000
_PASSWORD = 4  # PDFium's FPDF_ERR_PASSWORD
_SECURITY = 5


@contextmanager
def opened(data: bytes, source: str, extra: str = "pdf") -> Iterator[Any]:
    """The document (a `pypdfium2.PdfDocument`) in bytes; SourceError for what cannot be opened.

    The lock is not held for as long: take it around each use of the document. `extra` is named where there is no
    PDFium: the one that brings all that the document will be read by.
    """
    pdfium = _library(extra)
    with LOCK:
        try:
            document = pdfium.PdfDocument(data)
        except pdfium.PdfiumError as error:
            raise _failure(error, source) from None
    try:
        yield document
    finally:
        with LOCK:
            document.close()


@contextmanager
def page_of(document: Any, number: int) -> Iterator[Any]:
    """The raw handle of page `number` (from 1) under the lock; None for a page that PDFium cannot load."""
    from pypdfium2 import raw

    with LOCK:
        page = raw.FPDF_LoadPage(document.raw, number - 1)
        try:
            yield page or None
        finally:
            if page:
                raw.FPDF_ClosePage(page)


def _library(extra: str) -> Any:
    try:
        import pypdfium2
    except ImportError:
        advice = f'pip install "tallystick[{extra}]"'
        raise SourceError("PDF is read by pypdfium2, which is not installed", advice) from None
    return pypdfium2


def _failure(error: Any, source: str) -> SourceError:
    code = getattr(error, "err_code", None)
    if code in (_PASSWORD, _SECURITY):
        return SourceError(f"{source} is encrypted", "open it with its password and print it to a new PDF")
    return SourceError(f"{source} is a PDF that is damaged or cut off", "get it again, or print it to a new PDF")
