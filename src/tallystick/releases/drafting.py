"""From the bytes of one source, or of several that are one release, to a draft."""

from __future__ import annotations

import re
from pathlib import PurePath

from tallystick.releases.collecting import uncollected
from tallystick.releases.decode import decode
from tallystick.releases.draft import Draft, draft_of_plain
from tallystick.releases.formats.document import SUFFIXES as DOCUMENTS
from tallystick.releases.formats.document import document_type, draft_of_document
from tallystick.releases.joining import TOGETHER, joined, parts_in

HTML = ("text/html", "application/xhtml+xml")
MARKDOWN = ("text/markdown",)
TEXTS = {
    ".html": "text/html",
    ".htm": "text/html",
    ".xhtml": "text/html",
    ".md": "text/markdown",
    ".markdown": "text/markdown",
    ".txt": "text/plain",
    ".text": "text/plain",
}
SUFFIXES = TEXTS | DOCUMENTS
"""By the ending of a file's name what it should hold; documents are told by their bytes all the same."""

_LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|meta|table)\b",
    re.IGNORECASE | re.DOTALL,
)


def media_type_of(name: str) -> str | None:
    """What a file of this name should hold; None for endings that are not known.

    >>> media_type_of("trade.HTM"), media_type_of("trade.dat")
    ('text/html', None)
    """
    return SUFFIXES.get(PurePath(name).suffix.lower())


@uncollected()
def draft_of_bytes(
    data: bytes, source: str, media_type: str | None = None, charset: str | None = None, ocr: bool = False
) -> Draft:
    """The draft in bytes; what they are themselves goes before `media_type`. `charset` is a label to check.

    With `ocr` scanned pages and pictures of pages are read from the image.
    """
    if (parts := parts_in(data, source)) is not None:
        return joined([(part.name, draft_of_bytes(part.data, part.name, part.media_type, ocr=ocr)) for part in parts])
    document = document_type(data)
    if document is not None:
        return draft_of_document(document, data, source, ocr)
    text = decode(data, name=source, charset=charset)
    if media_type is None or media_type in DOCUMENTS.values():  # pages are often named as the workbooks they hold
        media_type = "text/html" if _LOOKS_LIKE_HTML.match(text) else "text/plain"
    return draft_of_text(text, media_type)


def kind_of(data: bytes, media_type: str | None) -> str:
    """The media type of bytes, as they tell it themselves or else as is said of them."""
    if parts_in(data) is not None:
        return TOGETHER
    return document_type(data) or media_type or "text/plain"


@uncollected()
def draft_of_text(text: str, media_type: str) -> Draft:
    """The draft of a text with its markup."""
    if media_type in HTML:
        from tallystick.releases.formats.html.page import draft_of_html

        return draft_of_html(text)
    if media_type in MARKDOWN:
        from tallystick.releases.formats.markdown import draft_of_markdown

        return draft_of_markdown(text)
    return draft_of_plain(text)
