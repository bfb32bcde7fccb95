"""What a user should know of the pages of a document that are scanned or cannot be read."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.releases.formats.pdf.page import Page

_MOST = 8  # pages that are named


def remarks_on(pages: Sequence[Page], ocr: bool) -> list[str]:
    """Which pages are images, where their words come from, and which are not read and why."""
    scanned = [page for page in pages if page.scanned]
    with_words = [page.number for page in scanned if page.words]
    without = [page.number for page in scanned if not page.words]
    troubles: dict[str, list[int]] = {}
    for page in pages:
        if page.trouble:
            troubles.setdefault(page.trouble, []).append(page.number)
    remarks = [f"is not read on {_pages(numbers)}: {trouble}" for trouble, numbers in troubles.items()]
    if ocr:
        if with_words:
            told = "its words are only as sure as the recognizer"
            remarks.append(f"was read from images on {_pages(with_words)}: {told}")
        return remarks
    if with_words:
        remarks.append(f"is scanned on {_pages(with_words)} with a text behind the image; --ocr reads the image itself")
    if without:
        remarks.append(f"is scanned on {_pages(without)}, which is not read; --ocr reads the image")
    return remarks


def _pages(numbers: Sequence[int]) -> str:
    """Pages in words.

    >>> _pages([3]), _pages([1, 2, 5]), _pages(range(1, 20))
    ('page 3', 'pages 1, 2 and 5', 'pages 1, 2, 3, 4, 5, 6, 7 and 12 more')
    """
    named = [str(number) for number in numbers]
    if len(named) > _MOST:
        named = [*named[: _MOST - 1], f"{len(named) - _MOST + 1} more"]
    head, last = ", ".join(named[:-1]), named[-1]
    return f"pages {head} and {last}" if head else f"page {last}"
