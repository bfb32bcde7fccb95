"""The XML of workbooks, read piece by piece: no document types, nothing fetched, bounded in what is held at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast
from xml.etree.ElementTree import Element, ParseError, XMLPullParser
from xml.parsers.expat import ExpatError, ParserCreate

from tallystick.model import SourceError

_CHUNK = 1 << 16
_MOST_HELD = 2_000_000  # elements between two that are asked for
_AGAIN = "open it in its own program and save it anew"


def elements(data: bytes, wanted: frozenset[str], source: str) -> Iterator[tuple[str, Element]]:
    """The elements of the local names that are wanted, each when it is whole; it is emptied afterwards.

    Raises SourceError for what is no XML, declares a document type, or holds too much.

    >>> words = b'<s xmlns="x"><row r="1"><c/></row><row/></s>'
    >>> [(name, element.get("r"), len(element)) for name, element in elements(words, frozenset({"row"}), "a")]
    [('row', '1', 1), ('row', None, 0)]
    """
    _refuse_document_type(data, source)
    parser: XMLPullParser[Element] = XMLPullParser(("end",))
    names: dict[str, str] = {}
    held = 0
    try:
        for at in range(0, len(data) + _CHUNK, _CHUNK):
            if at < len(data):
                parser.feed(data[at : at + _CHUNK])
            else:
                parser.close()
            for _, element in cast("Iterator[tuple[str, Element]]", parser.read_events()):
                tag = element.tag
                name = names.get(tag)
                if name is None:
                    local = tag.rpartition("}")[2]
                    name = names[tag] = local if local in wanted else ""
                if name:
                    yield name, element
                    element.clear()
                    held = 0
                else:
                    held += 1
                    if held > _MOST_HELD:
                        raise SourceError(f"{source} holds a part too large to read", "split it")
    except (ParseError, ValueError, LookupError):
        raise SourceError(f"{source} is damaged (its XML breaks off)", _AGAIN) from None


class _BeginsError(Exception):
    """The first element has begun."""


def _refuse_document_type(data: bytes, source: str) -> None:
    """Raise SourceError for a document type, which stands before the first element."""

    def refuse(*_: object) -> None:
        raise SourceError(f"{source} declares a document type, as no workbook does", _AGAIN)

    def begin(*_: object) -> None:
        raise _BeginsError

    parser = ParserCreate()
    parser.StartDoctypeDeclHandler, parser.StartElementHandler = refuse, begin
    try:
        for at in range(0, len(data), _CHUNK):
            parser.Parse(data[at : at + _CHUNK], False)
    except _BeginsError:
        return
    except (ExpatError, ValueError, LookupError):
        return  # told by the parser that reads it all
