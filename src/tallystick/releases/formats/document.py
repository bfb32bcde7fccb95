"""Documents that are no text: told by how their bytes begin, and each given to its format's reader."""

from __future__ import annotations

import io
from zipfile import BadZipFile, ZipFile

from tallystick.model import SourceError
from tallystick.releases.draft import Draft

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SUFFIXES = {".pdf": PDF, ".docx": DOCX, ".xlsx": XLSX, ".xlsm": XLSX, ".xls": XLS, ".ods": ODS}
_WITHIN = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX, "xl/workbook.bin": XLSX, "content.xml": ODS}
_PDF_WITHIN = 1024  # bytes in which a PDF must say that it is one


def document_type(data: bytes) -> str | None:
    """The media type of a document's bytes, whatever its name or its server says; None for all else.

    >>> document_type(b"%PDF-1.7 ..."), document_type(b"Exports rose by 3%.")
    ('application/pdf', None)
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    if data.startswith(b"PK\x03\x04"):
        try:
            with ZipFile(io.BytesIO(data)) as archive:
                names = set(archive.namelist())
        except (BadZipFile, ValueError, NotImplementedError):
            return None
        return next((kind for name, kind in _WITHIN.items() if name in names), None)
    return XLS if data.startswith(b"\xd0\xcf\x11\xe0") and "Workbook".encode("utf-16-le") in data else None


def draft_of_document(media_type: str, data: bytes, source: str) -> Draft:
    """The draft of a document; SourceError with advice for what cannot be read."""
    if media_type == PDF:
        from tallystick.releases.formats.pdf.draft import draft_of_pdf

        return draft_of_pdf(data, source)
    kinds = f"{media_type}, {len(data)} bytes"
    raise SourceError(f"{source} is a document that is not read yet ({kinds})", "save its text as .txt or .html")
