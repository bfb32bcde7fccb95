"""Texts of an .xlsx workbook, with raised letters told as marks or as powers."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from tallystick.releases.formats.sheet.book import Worded, worded
from tallystick.releases.formats.sheet.xml import elements
from tallystick.releases.raised import as_words, is_mark


def shared_texts(data: bytes | None, source: str) -> list[Worded]:
    """The texts that cells name by number."""
    return [text_of(element) for _, element in elements(data, frozenset(("si",)), source)] if data else []


def text_of(element: Element) -> Worded:
    """The words of a text, plain or in runs; what tells how to pronounce them is left out."""
    words, marks = "", []
    pieces = [(_local(part), part) for part in element]
    for i, (name, part) in enumerate(pieces):
        if name == "t":
            words += part.text or ""
        elif name == "r":
            text = "".join(_texts(part))
            if not (text.strip() and _is_raised(part)):
                words += text
                continue
            after = "".join(_texts(pieces[i + 1][1])) if i + 1 < len(pieces) else ""
            if words.strip() and is_mark(words.rstrip(), text.strip(), after):
                marks.append(text.strip())
            else:
                words += as_words(words, text)
    return worded(words, marks)


def _texts(element: Element) -> list[str]:
    """The texts in a run or directly in a text."""
    return [part.text or "" for part in element if _local(part) == "t"]


def _is_raised(run: Element) -> bool:
    looks = (one for part in run if _local(part) == "rPr" for one in part)
    return any(_local(one) == "vertAlign" and one.get("val") == "superscript" for one in looks)


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2]
