"""The runs of a paragraph: every piece of its words with how it looks, and what hangs on it (notes, boxes)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree.ElementTree import Element

from tallystick.releases.formats.docx.markup import value
from tallystick.releases.formats.docx.styles import Look, Styles, look_of
from tallystick.releases.formats.docx.symbols import sign, without_private

TEXT, FOOTNOTE, ENDNOTE, BREAK, TAB = "text", "footnote", "endnote", "break", "tab"


class Piece(NamedTuple):
    """Some words in one look; of a note its id. `gone` is the reason they are not part of the text, if they are not."""

    kind: str
    words: str
    look: Look = Look()
    gone: str = ""


@dataclass(slots=True)
class Gathered:
    """What a paragraph holds: its pieces in order, the contents of its text boxes, and what cannot be read in it."""

    pieces: list[Piece] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    to_contents: bool = False
    pictures: int = 0
    insertions: int = 0


class Runs:
    """Gathers the pieces of paragraphs; `styles` tell how runs look."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._handlers: dict[str, Callable[[Element, Look, str], None]] = {
            "w:r": self._run,
            "w:del": self._deleted,
            "w:moveFrom": self._deleted,
            "w:hyperlink": self._hyperlink,
            "w:t": self._words,
            "w:delText": self._words,
            "m:t": self._words,
            "m:f": self._fraction,
            "m:sup": self._upper,
            "m:r": self._children,
            "w:tab": self._tab,
            "w:br": self._break,
            "w:cr": self._break,
            "w:sym": self._symbol,
            "w:noBreakHyphen": self._hyphen,
            "w:fldChar": self._field,
            "w:instrText": self._code,
            "w:fldSimple": self._simple_field,
            "w:footnoteReference": self._footnote,
            "w:endnoteReference": self._endnote,
            "w:txbxContent": self._box,
            "mc:AlternateContent": self._alternatives,
            "w:object": self._object,
            "w:drawing": self._picture,
            "w:pict": self._picture,
            "w:ins": self._inserted,
            "w:moveTo": self._inserted,
            "w:altChunk": self._unread_chunk,
            "c:chart": self._chart,
        }
        self._gathered = Gathered()
        self._fields: list[bool] = []  # of each open field, whether its code still goes on

    def of(self, paragraph: Element, look: Look) -> Gathered:
        """The pieces of a paragraph whose runs look like `look` where they do not say otherwise."""
        self._gathered, self._fields = Gathered(), []
        self._children(paragraph, look, "")
        return self._gathered

    def _children(self, element: Element, look: Look, gone: str) -> None:
        for child in element:
            handler = self._handlers.get(child.tag)
            if handler is not None:
                handler(child, look, gone)
            elif child.tag not in _IGNORED and len(child):
                self._children(child, look, gone)

    def _add(self, kind: str, words: str, look: Look, gone: str) -> None:
        if any(self._fields):
            return  # the code of a field, which prints its result
        self._gathered.pieces.append(Piece(kind, words, look, gone or ("hidden" if look.hidden else "")))

    def _run(self, run: Element, look: Look, gone: str) -> None:
        properties = run.find("w:rPr")
        if properties is not None:
            look = look_of(properties, self._styles.look(value(properties, "w:rStyle"), look))
        self._children(run, look, gone)

    def _deleted(self, element: Element, look: Look, gone: str) -> None:
        self._children(element, look, gone or "deleted")

    def _inserted(self, element: Element, look: Look, gone: str) -> None:
        self._gathered.insertions += len(element) > 0
        self._children(element, look, gone)

    def _picture(self, element: Element, look: Look, gone: str) -> None:
        self._gathered.pictures += 1
        self._children(element, look, gone)

    def _hyperlink(self, link: Element, look: Look, gone: str) -> None:
        self._gathered.to_contents |= link.get("w:anchor", "").startswith("_Toc")
        self._children(link, look, gone)

    def _words(self, element: Element, look: Look, gone: str) -> None:
        words = without_private(element.text or "", look.symbol).translate(_FLAT)
        if words:
            self._add(TEXT, words, look, gone)

    def _fraction(self, fraction: Element, look: Look, gone: str) -> None:
        for part in fraction:
            if part.tag == "m:den":
                self._add(TEXT, "/", look, gone)
            if part.tag in ("m:num", "m:den"):
                self._children(part, look, gone)

    def _upper(self, element: Element, look: Look, gone: str) -> None:
        self._children(element, look._replace(raised=1), gone)

    def _tab(self, _: Element, look: Look, gone: str) -> None:
        self._add(TAB, "\t", look, gone)

    def _break(self, _: Element, look: Look, gone: str) -> None:
        self._add(BREAK, "\n", look, gone)

    def _hyphen(self, _: Element, look: Look, gone: str) -> None:
        self._add(TEXT, "-", look, gone)

    def _symbol(self, element: Element, look: Look, gone: str) -> None:
        font, char = element.get("w:font", ""), element.get("w:char", "")
        try:
            shown = sign(font, int(char, 16))
        except (ValueError, OverflowError):
            shown = ""
        if shown:
            self._add(TEXT, shown, look, gone)
        else:
            self._gathered.unread.append(f"sign {char[:8]} of the font {font[:40]}")

    def _field(self, element: Element, *_: object) -> None:
        kind = element.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _code(self, element: Element, *_: object) -> None:
        self._gathered.codes.append(element.text or "")

    def _simple_field(self, element: Element, look: Look, gone: str) -> None:
        self._gathered.codes.append(element.get("w:instr", ""))
        self._children(element, look, gone)

    def _footnote(self, element: Element, look: Look, gone: str) -> None:
        self._note(FOOTNOTE, element, look, gone)

    def _endnote(self, element: Element, look: Look, gone: str) -> None:
        self._note(ENDNOTE, element, look, gone)

    def _note(self, kind: str, element: Element, look: Look, gone: str) -> None:
        own_mark = element.get("w:customMarkFollows", "0") in ("1", "true", "on")
        self._add(kind, f"{'*' * own_mark}{element.get('w:id', '')}", look, gone)

    def _box(self, content: Element, _: Look, gone: str) -> None:
        if not gone:
            self._gathered.boxes.append(content)

    def _alternatives(self, element: Element, look: Look, gone: str) -> None:
        """The first choice that holds words; programs of old are given the same again in a fallback."""
        choices = [child for child in element if child.tag in ("mc:Choice", "mc:Fallback")]
        best = next((choice for choice in choices if _holds_words(choice)), choices[0] if choices else None)
        if best is not None:
            self._children(best, look, gone)

    def _object(self, element: Element, look: Look, gone: str) -> None:
        kinds = [child.get("ProgID", "") for child in element if child.tag == "o:OLEObject"]
        if any(kind and not kind.startswith("Equation") for kind in kinds):
            self._gathered.unread.append(f"embedded object {kinds[0][:60]}")
        self._children(element, look, gone)

    def _unread_chunk(self, *_: object) -> None:
        self._gathered.unread.append("embedded file")

    def _chart(self, *_: object) -> None:
        self._gathered.unread.append("chart")


def _holds_words(element: Element) -> bool:
    return any(child.tag in ("w:t", "m:t", "c:chart") for child in element.iter())


_FLAT = str.maketrans("\t\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", " " * 11, "\u00ad")
_IGNORED = frozenset(
    ("w:pPr", "w:rPr", "w:sdtPr", "w:sdtEndPr", "w:rt", "w:delInstrText", "w:customXmlPr", "w:smartTagPr", "w:ctrlPr")
)
