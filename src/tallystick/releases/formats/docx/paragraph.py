"""A paragraph's words: marks of notes, hidden and deleted words set aside, raised characters told apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol
from xml.etree.ElementTree import Element

from tallystick.model import Dropped
from tallystick.releases.formats.docx.runs import TEXT, Gathered, Piece
from tallystick.releases.lines import INVISIBLE
from tallystick.releases.raised import as_words, is_mark

_BLANKS = re.compile(r"[ \u3000]{2,}|\u3000")
_ROUND_BREAK = re.compile(r"[ \t]*\n\s*")
_REACH = 12  # characters behind a raised one that help to tell what it is
_EDGES = INVISIBLE + " \t\n\u00a0\u3000"


@dataclass(slots=True)
class Worded:
    """The words of a paragraph, with tabs and line ends in them; `skip` characters at their head are a note's mark.

    `indent` counts the blanks before them, a wide one twice, and `tabs` the tabs. `marks` are the note marks in them.
    """

    words: str = ""
    skip: int = 0
    indent: int = 0
    bold: bool = False
    marks: tuple[str, ...] = ()
    dropped: list[Dropped] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    contents: bool = False
    tabs: int = 0


class Marks(Protocol):
    """Whoever knows the marks of notes."""

    def mark(self, kind: str, note: str, /) -> str:
        """What is printed where the text refers to a note."""
        ...


class _Wording:
    """Puts pieces together."""

    def __init__(self, notes: Marks | None) -> None:
        self._notes = notes
        self.words: list[str] = []
        self._tail = ""  # the last characters of the words
        self.marks: list[str] = []
        self.dropped: list[Dropped] = []
        self.skip = ""
        self._dropping = ""  # the reason of what was dropped last, while no word followed

    def add(self, piece: Piece, after: str) -> None:
        if piece.gone:
            self._drop(piece.words if piece.kind == TEXT else "", piece.gone)
        elif piece.kind in ("text", "tab", "break"):
            if piece.look.raised > 0 and piece.words.strip():
                self._raised(piece.words, after)
            else:
                self._write(piece.words)
        elif self._notes is not None:
            self._mark(self._notes.mark(piece.kind, piece.words))

    def _raised(self, words: str, after: str) -> None:
        if not "".join(self.words).strip() and len(self.words) < 3:
            if is_mark("words", words):
                self.skip = words.strip()
            self._write(f"{words.strip()} ")
        elif is_mark(self._tail, words, after):
            self._mark(words.strip())
        else:
            self._write(as_words(self._tail, words))

    def _mark(self, mark: str) -> None:
        if mark:
            self.marks.append(mark)
            self._drop(mark, "mark")

    def _write(self, words: str) -> None:
        self.words.append(words)
        self._dropping = ""
        self._tail = (self._tail + words)[-_REACH:]

    def _drop(self, words: str, reason: str) -> None:
        last = self.dropped[-1] if self.dropped else None
        if last is not None and last.reason == reason == self._dropping:
            self.dropped[-1] = Dropped(last.text + words, reason)
        elif words.strip():
            self.dropped.append(Dropped(words, reason))
        self._dropping = "" if reason == "mark" else reason


def worded(gathered: Gathered, notes: Marks | None) -> Worded:
    """The words of a paragraph from its pieces."""
    wording = _Wording(notes)
    pieces = list(_joined(gathered.pieces))
    for at, piece in enumerate(pieces):
        following = pieces[at + 1].words[:_REACH] if at + 1 < len(pieces) and pieces[at + 1].kind == TEXT else ""
        wording.add(piece, following)
    whole = "".join(wording.words).lstrip(INVISIBLE + "\n")
    bare = whole.lstrip(_EDGES)
    lead = whole[: len(whole) - len(bare)]
    indent = sum(2 if char == "\u3000" else 4 if char == "\t" else 1 for char in lead)
    words = _ROUND_BREAK.sub("\n", _BLANKS.sub(" ", bare.rstrip(_EDGES)))
    skip = len(wording.skip) + 1 if wording.skip and words.startswith(f"{wording.skip} ") else 0
    dropped = wording.dropped + [Dropped(what, "chart" if what == "chart" else "not read") for what in gathered.unread]
    return Worded(
        words,
        skip,
        indent,
        _is_bold(pieces),
        tuple(wording.marks),
        dropped,
        gathered.boxes,
        gathered.to_contents,
        lead.count("\t"),
    )


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """Pieces that differ in nothing that matters put together: a raised mark may come in several."""
    last: Piece | None = None
    held: list[str] = []
    for piece in pieces:
        if last is not None and _goes_on(last, piece):
            held.append(piece.words)
            continue
        if last is not None:
            yield last._replace(words="".join(held))
        last, held = piece, [piece.words]
    if last is not None:
        yield last._replace(words="".join(held))


def _goes_on(last: Piece, piece: Piece) -> bool:
    if not (piece.kind == last.kind == TEXT) or piece.gone != last.gone:
        return False
    return piece.look == last.look or (piece.look.raised == last.look.raised != 0)


def _is_bold(pieces: list[Piece]) -> bool:
    shown = [piece for piece in pieces if piece.kind == TEXT and not piece.gone and piece.words.strip()]
    return bool(shown) and all(piece.look.bold for piece in shown if piece.look.raised <= 0)
