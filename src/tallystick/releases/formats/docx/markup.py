"""The XML of office documents: short names, no document types, bounded in depth and number of elements."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers.expat import ExpatError, ParserCreate

from tallystick.model import SourceError

DEEPEST = 200  # elements within elements; Word itself stays below 100
MOST_IN_A_BLOCK = 800_000  # elements of one paragraph or table, that are held at once
_CHUNK = 1 << 16  # bytes given to the parser at once
_AGAIN = "open it in Word and save it anew as .docx"
# Ends of namespaces, of the transitional and the strict kind, and the short names used here.
_SPACES = {
    "wordprocessingml/2006/main": "w",
    "wordprocessingml/main": "w",
    "markup-compatibility/2006": "mc",
    "officeDocument/2006/math": "m",
    "officeDocument/math": "m",
    "officeDocument/2006/relationships": "r",
    "officeDocument/relationships": "r",
    "package/2006/relationships": "rel",
    "drawingml/2006/chart": "c",
    "drawingml/chart": "c",
    "drawingml/2006/main": "a",
    "drawingml/main": "a",
    "drawingml/2006/diagram": "dgm",
    "dc/elements/1.1/": "dc",
    "metadata/core-properties": "cp",
    "schemas-microsoft-com:vml": "v",
    "xmlns:office:1.0": "office",
    "xmlns:text:1.0": "text",
    "xmlns:table:1.0": "table",
    "xmlns:style:1.0": "style",
    "xmlns:drawing:1.0": "draw",
    "xmlns:xsl-fo-compatible:1.0": "fo",
    "xmlns:svg-compatible:1.0": "svg",
    "schemas-microsoft-com:office:office": "o",
}


class _Names(dict[str, str]):
    """Long name → short: `…/wordprocessingml/2006/main}p` → `w:p`."""

    def __missing__(self, long: str) -> str:
        space, _, local = long.rpartition("}")
        short = next((name for end, name in _SPACES.items() if space.endswith(end)), "x") if space else ""
        self[long] = found = f"{short}:{local}" if short else local
        return found


class _Builder:
    """Builds the children of the element named `parent`, one after the other, as the parser comes by them."""

    def __init__(self, parent: str, source: str) -> None:
        self.done: list[Element] = []
        self._parent, self._source = parent, source
        self._names = _Names()
        self._depth = self._within = self._count = 0
        self._tree: TreeBuilder | None = None

    def start(self, long: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise SourceError(f"{self._source} is nested too deep to be a document", _AGAIN)
        name = self._names[long]
        if self._tree is None:
            if self._within:
                self._tree, self._count = TreeBuilder(), 0
            else:
                if name == self._parent:
                    self._within = self._depth
                return
        self._count += 1
        if self._count > MOST_IN_A_BLOCK:
            raise SourceError(f"{self._source} holds a table or paragraph too large to read", "split it")
        self._tree.start(name, {self._names[key]: value for key, value in attributes.items()})

    def end(self, long: str) -> None:
        if self._tree is not None:
            self._tree.end(self._names[long])
            if self._depth == self._within + 1:
                self.done.append(self._tree.close())
                self._tree = None
        elif self._depth == self._within:
            self._within = 0
        self._depth -= 1

    def data(self, words: str) -> None:
        if self._tree is not None:
            self._tree.data(words)

    def refuse(self, *_: object) -> None:
        raise SourceError(f"{self._source} declares a document type, as no document does", _AGAIN)


def children(data: bytes, parent: str, source: str) -> Iterator[Element]:
    """Each child of the elements named `parent`, whole, in order; only one is held at a time.

    Nothing outside is ever fetched: entities and document types are refused. Raises SourceError for what is no XML.

    >>> words = b'<body xmlns="urn:wordprocessingml/main"><p a="1"><t>Exports</t></p><p/></body>'
    >>> [(child.tag, child.attrib, len(child)) for child in children(words, "w:body", "a.docx")]
    [('w:p', {'a': '1'}, 1), ('w:p', {}, 0)]
    """
    builder = _Builder(parent, source)
    parser = ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.data
    parser.StartDoctypeDeclHandler = builder.refuse
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)
            yield from builder.done
            builder.done.clear()
        parser.Parse(b"", True)
    except ExpatError as error:
        raise SourceError(f"{source} is damaged (its XML breaks off in line {error.lineno})", _AGAIN) from None
    except (ValueError, LookupError):  # an encoding that is none
        raise SourceError(f"{source} is damaged (its XML is in no known encoding)", _AGAIN) from None
    yield from builder.done


def child(parent: Element | None, path: str) -> Element | None:
    """The first child of a name, or by a path of names (`w:numPr/w:numId`)."""
    for name in path.split("/"):
        if parent is None:
            return None
        parent = parent.find(name)
    return parent


def value(parent: Element | None, path: str, attribute: str = "w:val") -> str | None:
    """The attribute of a child; None where there is no such child or attribute."""
    found = child(parent, path)
    return found.get(attribute) if found is not None else None


def number(words: str | None, otherwise: int = 0, limit: int = 1_000_000) -> int:
    """A whole number of a document, kept within what makes sense; `otherwise` where it is none.

    >>> number("720"), number("12.5"), number("x", 3), number(None), number("9" * 30)
    (720, 12, 3, 0, 1000000)
    """
    try:
        return max(min(int(float(words or "")), limit), -limit)
    except (ValueError, OverflowError):
        return otherwise


def is_on(parent: Element | None, name: str) -> bool | None:
    """Whether a property that is on or off is on; None where it is not given."""
    found = parent.find(name) if parent is not None else None
    if found is None:
        return None
    return found.get("w:val", "true").lower() not in ("0", "false", "off", "none")
