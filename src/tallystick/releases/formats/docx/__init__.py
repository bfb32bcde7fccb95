"""DOCX, read from its parts: body, notes, text boxes, automatic numbers, tables, tracked changes."""

from tallystick.releases.formats.docx.reader import draft_of_docx

__all__ = ["draft_of_docx"]
