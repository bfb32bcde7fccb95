"""The pieces of a paragraph of an OpenDocument text."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from tallystick.releases.formats.docx.runs import BREAK, FOOTNOTE, TAB, TEXT, Gathered, Piece
from tallystick.releases.formats.docx.styles import Look
from tallystick.releases.formats.odt.styles import OdtStyles

_SPACE = re.compile(r"[ \t\r\n]+")
_MOST_SPACES = 200
_LEFT_OUT = frozenset(
    (
        "office:annotation",
        "office:annotation-end",
        "text:ruby-text",
        "text:change",
        "svg:title",
        "svg:desc",
        "draw:object",
    )
)


class OdtRuns:
    """Gathers pieces; notes are kept by the order they come in."""

    def __init__(self, styles: OdtStyles) -> None:
        self._styles = styles
        self.notes: list[tuple[str, Element]] = []  # what is printed in the text, and the note's body

    def mark(self, _: str, note: str) -> str:
        """The mark of a note by its number."""
        return self.notes[int(note)][0]

    def of(self, paragraph: Element, look: Look) -> Gathered:
        """The pieces of a paragraph."""
        gathered = Gathered()
        self._walk(paragraph, look, gathered)
        return gathered

    def _walk(self, element: Element, look: Look, into: Gathered) -> None:
        self._words(element.text, look, into)
        for part in element:
            self._part(part, look, into)
            self._words(part.tail, look, into)

    def _words(self, words: str | None, look: Look, into: Gathered) -> None:
        if words:
            flat = _SPACE.sub(" ", words).replace("\u00ad", "")
            into.pieces.append(Piece(TEXT, flat, look, "hidden" if look.hidden else ""))

    def _part(self, part: Element, look: Look, into: Gathered) -> None:
        if part.tag == "text:s":
            count = min(int(part.get("text:c", "1")) if part.get("text:c", "1").isdigit() else 1, _MOST_SPACES)
            into.pieces.append(Piece(TEXT, " " * count, look))
        elif part.tag == "text:tab":
            into.pieces.append(Piece(TAB, "\t", look))
        elif part.tag == "text:line-break":
            into.pieces.append(Piece(BREAK, "\n", look))
        elif part.tag == "text:note":
            self._note(part, look, into)
        elif part.tag == "draw:text-box":
            into.boxes.append(part)
        elif part.tag == "draw:image":
            into.pictures += 1
        elif part.tag == "text:hidden-text":
            into.pieces.append(Piece(TEXT, part.text or "", look, "hidden"))
        elif part.tag not in _LEFT_OUT:
            own = self._styles.of(part.get("text:style-name", ""), look).look if part.tag == "text:span" else look
            self._walk(part, own, into)

    def _note(self, note: Element, look: Look, into: Gathered) -> None:
        citation, body = note.find("text:note-citation"), note.find("text:note-body")
        if body is not None:
            mark = "".join(citation.itertext()).strip() if citation is not None else ""
            into.pieces.append(Piece(FOOTNOTE, str(len(self.notes)), look))
            self.notes.append((mark, body))
