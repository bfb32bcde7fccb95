"""The words of a cell: lines joined, marks of notes set apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tallystick.releases.formats.pdf.tables.pieces import LEADER, Piece
from tallystick.releases.formats.pdf.words import Word
from tallystick.releases.raised import as_words, is_mark

_SMALL = 0.82  # of the cell's size: what is smaller and raised may be a note's mark
_RAISED = 0.12  # of the cell's size
_HYPHEN = "\u00ad"


class Worded(NamedTuple):
    """A cell's text, whether it is bold, the words in the text, and those that are marks."""

    text: str
    bold: bool
    words: tuple[Word, ...]
    marks: tuple[Word, ...]


def worded(pieces: Sequence[Piece]) -> Worded:
    """The words of pieces, line by line."""
    text = ""
    words: list[Word] = []
    marks: list[Word] = []
    bold = letters = 0
    for piece in sorted(pieces, key=lambda each: (round(each.baseline, 1), each.x0)):
        for i, word in enumerate(piece.words):
            shown = word.text.replace("\t", " ")
            raised = word.size < _SMALL * piece.size and piece.baseline - word.baseline > _RAISED * piece.size
            if raised:
                after = piece.words[i + 1].text if i + 1 < len(piece.words) else ""
                if is_mark(text, shown, after):
                    marks.append(word)
                    continue
                shown = as_words(text, shown)
            text, gap = _joined(text, word, first=i == 0)
            shown = shown.strip() if gap or not text else shown
            text += gap + shown
            words.append(word)
            bold += len(shown) * word.bold
            letters += len(shown)
    text = text.replace(_HYPHEN, "-")
    return Worded(_without_leader(text), bold * 2 > letters, tuple(words), tuple(marks))


def _joined(text: str, word: Word, first: bool) -> tuple[str, str]:
    """The text so far, without a hyphen that the word goes on after, and the gap before the word."""
    if not text or (word.joined and not first):
        return text, ""
    if first and text.endswith(_HYPHEN):
        return (text[:-1], "") if word.text[:1].islower() else (text, "")
    if first and _is_han(text[-1]) and _is_han(word.text[:1]):
        return text, ""
    return text, " "


def _is_han(char: str) -> bool:
    return "\u3000" <= char <= "\u9fff" or "\uff00" <= char <= "\uffef"


def _without_leader(text: str) -> str:
    found = LEADER.search(text)
    return text[: found.start()].rstrip() if found and found.end() == len(text) else text
