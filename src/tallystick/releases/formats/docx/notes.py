"""Foot and end notes: numbered in the order the text refers to them, told behind it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from tallystick.releases.formats.docx.numerals import numeral
from tallystick.releases.formats.docx.runs import ENDNOTE, FOOTNOTE

_NO_NOTES = ("separator", "continuationSeparator", "continuationNotice")


class Notes:
    """The notes of a document by kind and id, with the marks they get as the text comes by them."""

    def __init__(self, footnotes: Iterable[Element], endnotes: Iterable[Element], formats: dict[str, str]) -> None:
        self._notes = {FOOTNOTE: _by_id(footnotes), ENDNOTE: _by_id(endnotes)}
        self._formats = {FOOTNOTE: "decimal", ENDNOTE: "lowerRoman"} | formats
        self._marks: dict[tuple[str, str], str] = {}
        self._counts = {FOOTNOTE: 0, ENDNOTE: 0}

    def mark(self, kind: str, note_id: str) -> str:
        """What is printed where the text refers to a note; empty where it brings its own mark, or is not there."""
        own_mark, note_id = note_id.startswith("*"), note_id.lstrip("*")
        if note_id not in self._notes[kind]:
            return ""
        known = self._marks.get((kind, note_id))
        if known is None:
            self._counts[kind] += not own_mark
            known = "" if own_mark else numeral(self._counts[kind], self._formats[kind])
            self._marks[kind, note_id] = known
        return known

    def referred(self) -> Iterator[tuple[str, Element]]:
        """Mark and contents of each note the text refers to, foot notes first, in the order of the text."""
        for wanted in (FOOTNOTE, ENDNOTE):
            for (kind, note_id), mark in list(self._marks.items()):
                if kind == wanted:
                    yield mark, self._notes[kind][note_id]

    def others(self) -> Iterator[Element]:
        """Notes the text does not refer to, or no longer."""
        for kind, notes in self._notes.items():
            yield from (note for note_id, note in notes.items() if (kind, note_id) not in self._marks)


def _by_id(elements: Iterable[Element]) -> dict[str, Element]:
    notes = (element for element in elements if element.get("w:type", "normal") not in _NO_NOTES)
    return {note.get("w:id", ""): note for note in notes}
