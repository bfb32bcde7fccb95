"""A sentence in one line: one blank for white space (none in Chinese), plain signs for wide ones, with its places."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F) if chr(code) not in "，；：（）！？"}
_WIDE |= {ord("﹪"): "%", ord("〇"): "零", ord("’"): "'", ord("‘"): "'", ord("‑"): "-", ord("‐"): "-", 0xA0: " "}
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence as one line of `text`; `places` tell for each of its characters where it stands in the release."""

    text: str
    places: tuple[int, ...] | None
    start: int
    end: int

    def place(self, at: int) -> int:
        """Where a character of the line stands in the release."""
        return self.places[at] if self.places is not None else self.start + at

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a run of characters, at least one, stands in the release."""
        return self.place(start), self.place(end - 1) + 1


def line_of(text: str, start: int, end: int, language: str) -> Line:
    """One sentence of a release's text as a line.

    >>> line_of("reached a new\\nrecord", 0, 20, "en").text, line_of("创历史\\n新高", 0, 6, "zh").text
    ('reached a new record', '创历史新高')
    """
    told = text[start:end].translate(_WIDE)
    if not _SPACE.search(told) or (language == "en" and "\n" not in told and "  " not in told and "\t" not in told):
        return Line(told, None, start, end)
    kept: list[str] = []
    places: list[int] = []
    for at, sign in enumerate(told):
        if sign.isspace():
            if language == "zh" or not kept or kept[-1] == " ":
                continue
            sign = " "
        kept.append(sign)
        places.append(start + at)
    return Line("".join(kept), tuple(places), start, end)
