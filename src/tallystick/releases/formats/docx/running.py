"""Running heads and feet: furniture, but a date in them may be the only one of a release."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tallystick.model import Dropped
from tallystick.releases.dates import find_dates
from tallystick.releases.formats.docx.blocks import Blocks, Item, Paragraph, TableItem
from tallystick.releases.formats.docx.numbering import Numbering
from tallystick.releases.formats.docx.parts import Parts
from tallystick.releases.formats.docx.styles import Styles

_HEAD = 4000  # characters of a text in which it says when it was published
_TODAY = re.compile(r"\s*(?:DATE|TIME|SAVEDATE|PRINTDATE|CREATEDATE)\b", re.IGNORECASE)


def running_words(parts: Parts, styles: Styles) -> tuple[list[Dropped], str]:
    """What running heads and feet print, each once, and the words of those whose dates somebody typed."""
    dropped: list[Dropped] = []
    typed: list[str] = []
    seen = set()
    for kind, parent in (("header", "w:hdr"), ("footer", "w:ftr")):
        for elements in parts.every(kind, parent):
            blocks = Blocks(styles, Numbering(()), None)
            words = " ".join(_words(blocks.of(elements)))
            if words and words not in seen:
                seen.add(words)
                dropped.append(Dropped(words, "furniture"))
                if not any(_TODAY.match(code) for code in blocks.codes):
                    typed.append(words)
    return dropped, "\n".join(typed)


def _words(items: Iterator[Item]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Paragraph):
            yield item.words
        elif isinstance(item, TableItem):
            for cell in item.cells:
                yield from _words(iter(cell.items))


def date_given(text: str, running: str) -> str:
    """The day that running heads or feet tell where the head of the text tells none; empty where they tell several."""
    if any(day.year for day in find_dates(text, 0, min(len(text), _HEAD))):
        return ""
    told = {on.isoformat() for day in find_dates(running, 0, len(running)) if day.year and (on := day.on())}
    return told.pop() if len(told) == 1 else ""
