"""Documents that are no text: told by how their bytes begin, and each given to its format's reader."""

from __future__ import annotations

from tallystick.model import SourceError
from tallystick.releases.draft import Draft
from tallystick.releases.formats.archive import Archive

PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
XLS = "application/vnd.ms-excel"
ODS = "application/vnd.oasis.opendocument.spreadsheet"
SUFFIXES = {".pdf": PDF, ".docx": DOCX, ".xlsx": XLSX, ".xlsm": XLSX, ".xls": XLS, ".ods": ODS}
ODT, DOC, RTF = "application/vnd.oasis.opendocument.text", "application/msword", "application/rtf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
LOCKED, OLE, ZIP = "application/encrypted", "application/x-ole-storage", "application/zip"
PICTURES = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff"}
SUFFIXES |= {".odt": ODT, ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
# What is told apart only to say what to do with it.
_UNREAD = {
    DOC: ("is a Word file of the old kind (.doc)", "save it as .docx"),
    RTF: ("is a rich text file (.rtf)", "save it as .docx"),
    PPTX: ("is a presentation", "save it as PDF"),
    LOCKED: ("is locked by a password", "save a copy without one"),
    OLE: ("is an Office file of an old kind", "save it as .docx, .xlsx or PDF"),
    ZIP: ("is an archive", "unpack it and name the files in it"),
}
_MEMBERS = {
    "word/document.xml": DOCX, "xl/workbook.xml": XLSX, "xl/workbook.bin": XLSX, "ppt/presentation.xml": PPTX,
}  # fmt: skip
_FOLDERS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
_STREAMS = {"EncryptedPackage": LOCKED, "WordDocument": DOC, "Workbook": XLS, "Book": XLS}
_PDF_WITHIN = 1024  # bytes in which a PDF must say that it is one


def document_type(data: bytes) -> str | None:
    """The media type of a document's bytes, whatever its name or its server says; None for all else.

    >>> document_type(b"%PDF-1.7 ..."), document_type(b"Exports rose by 3%.")
    ('application/pdf', None)
    """
    if b"%PDF-" in data[:_PDF_WITHIN]:
        return PDF
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _zip_type(data)
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return next((kind for name, kind in _STREAMS.items() if name.encode("utf-16-le") in data), OLE)
    picture = next((kind for kind, start in PICTURES.items() if data.startswith(start)), None)
    if picture:
        return picture
    return RTF if data.startswith(b"{\\rtf") else None


def _zip_type(data: bytes) -> str:
    """The kind of a zip by the names of its members; those of a damaged one still stand among its bytes."""
    try:
        archive = Archive(data, "")
    except SourceError:
        return next((kind for name, kind in _MEMBERS.items() if name.encode() in data), ZIP)
    names = archive.names
    if "content.xml" in names:
        return ODS if b"opendocument.spreadsheet" in (data[:200] + (archive.read("mimetype") or b"")) else ODT
    if "[content_types].xml" in names:
        return next((kind for folder, kind in _FOLDERS.items() if any(n.startswith(folder) for n in names)), ZIP)
    return next((kind for name, kind in _MEMBERS.items() if name in names), ZIP)


def draft_of_document(media_type: str, data: bytes, source: str, ocr: bool = False) -> Draft:
    """The draft of a document, with `ocr` from images of pages too; SourceError with advice for what cannot be read."""
    if media_type in PICTURES:
        from tallystick.releases.formats.pictures import pdf_of_picture

        if not ocr:
            raise SourceError(f"{source} is a picture", "read it with --ocr (in Python: ocr=True)")
        media_type, data = PDF, pdf_of_picture(data, source)
    if media_type == PDF:
        from tallystick.releases.formats.pdf.draft import draft_of_pdf

        return draft_of_pdf(data, source, ocr)
    if media_type == DOCX:
        from tallystick.releases.formats.docx import draft_of_docx

        return draft_of_docx(data, source)
    if media_type == ODT:
        from tallystick.releases.formats.odt import draft_of_odt

        return draft_of_odt(data, source)
    if media_type in (XLSX, XLS, ODS):
        from tallystick.releases.formats.sheet import reading

        kinds = {XLSX: reading.draft_of_xlsx, XLS: reading.draft_of_xls, ODS: reading.draft_of_ods}
        return kinds[media_type](data, source)
    problem, advice = _UNREAD.get(media_type, ("is a document that is not read yet", "save its text as .txt or .html"))
    raise SourceError(f"{source} {problem}", advice)
