"""The words of a paragraph as they go into the text: marks left out, broken words mended."""

from __future__ import annotations

import re
from typing import NamedTuple

from tallystick.releases.formats.pdf.prose.hyphens import HYPHENS, Vocabulary
from tallystick.releases.formats.pdf.prose.rows import Row, is_raised
from tallystick.releases.formats.pdf.words import Word
from tallystick.releases.raised import as_words, is_mark

_SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPERSCRIPTS, "0123456789")
_ENDS_RAISED = re.compile(rf"[{_SUPERSCRIPTS}]{{1,3}}[,.;:)]?\Z")
_HAN = "\u2e7f"
_HAN_SPACE = 0.6  # sizes: a gap beside a Chinese character that is no space
_CLOSING = ",.;:)]%!?，。；：）】！？"
_JOINING = ("—", "–", "/", "@", "_")  # between words, and at a line's end too
_SMALL_PRINT = 8  # characters; a raised word that is longer stands by itself
_TIGHT = 0.4  # sizes: a gap before punctuation that is no space
_TAIL = 24  # characters of what was said so far that a mark may depend on


class Piece(NamedTuple):
    """What a word adds to the text: a `gap`, then its `text`. Where there is a `reason` it is left out of the text."""

    gap: str
    text: str
    word: Word
    page: int
    reason: str = ""


def pieces_of(rows: list[Row], vocabulary: Vocabulary) -> list[Piece]:
    """What the words of a paragraph's rows add to the text, in order."""
    pen = _Pen(vocabulary)
    for row in rows:
        pen.write(row)
    return pen.finished()


class _Pen:
    """Writes row after row; remembers the end of what it wrote."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._pieces: list[Piece] = []
        self._last = -1  # the last piece that is in the text
        self._tail = ""
        self._spaced = False  # a mark with a space before it was left out

    def write(self, row: Row) -> None:
        for number, words in enumerate(row.pieces):
            for i, word in enumerate(words):
                before = words[i - 1] if i else None
                gap = self._gap(before, word) if before else "\t" if number else self._gap_of_row(word)
                after = words[i + 1].text if i + 1 < len(words) else ""
                self._add(word, row, gap, after)

    def finished(self) -> list[Piece]:
        """All pieces; a hyphen that ends them all is one."""
        self._settle("")
        return self._pieces

    def _gap_of_row(self, word: Word) -> str:
        """What stands between the row before and a new row's first word; a word broken there is mended."""
        if self._last < 0:
            return ""
        if self._tail.endswith(HYPHENS):
            return self._settle(word.text)
        if self._tail[-1:] > _HAN or word.text[0] > _HAN:
            return ""
        whole = self._tail.endswith(_JOINING) and self._tail[-2:-1].strip() and word.text[0].isalnum()
        return "" if whole else " "

    def _gap(self, before: Word, word: Word) -> str:
        if word.joined:
            spaced, self._spaced = self._spaced, False
            return " " if spaced and word.text[0] not in _CLOSING else ""
        self._spaced = False
        if not word.text.strip(_CLOSING) and word.x0 - before.x1 < _TIGHT * word.size:
            return ""
        if (self._tail[-1:] > _HAN or word.text[0] > _HAN) and word.x0 - before.x1 < _HAN_SPACE * word.size:
            return ""
        return " "

    def _add(self, word: Word, row: Row, gap: str, after: str) -> None:
        if is_raised(word, row):
            if is_mark(self._tail, word.text, after):
                self._spaced = bool(gap)
                self._pieces.append(Piece("", word.text, word, row.page, "mark"))
                return
            said = as_words(self._tail, word.text)
            self._say(gap if len(said) > _SMALL_PRINT else "", said, word, row)
            return
        text = word.text
        raised = _ENDS_RAISED.search(text) if text[-1] > "\u007f" or text[-2:-1] > "\u007f" else None
        if raised and raised.start():
            mark = raised[0].rstrip(_CLOSING)
            stem, rest = text[: raised.start()], raised[0][len(mark) :]
            if is_mark(self._tail + stem, mark.translate(_DIGITS), rest):
                self._say(gap, stem + rest, word, row)
                self._pieces.append(Piece("", mark, word, row.page, "mark"))
                return
        self._say(gap, text, word, row)

    def _say(self, gap: str, text: str, word: Word, row: Row) -> None:
        text = text[:-1].replace("\u00ad", "") + text[-1]
        self._last = len(self._pieces)
        self._pieces.append(Piece(gap, text, word, row.page))
        self._tail = (self._tail + gap + text)[-_TAIL:]

    def _settle(self, following: str) -> str:
        """Decide on a hyphen at the end of what was written; return the gap behind it."""
        if self._last < 0 or not self._tail.endswith(HYPHENS):
            return ""
        piece = self._pieces[self._last]
        stem = piece.text[:-1]
        if following and self._vocabulary.mends(stem, following):
            self._pieces[self._last] = piece._replace(text=stem)
            self._pieces.append(Piece("", "-", piece.word, piece.page, "hyphen"))
            self._tail = self._tail[:-1]
            return ""
        self._pieces[self._last] = piece._replace(text=f"{stem}-")
        self._tail = f"{self._tail[:-1]}-"
        return "" if stem[-1:].isalnum() and following[:1].isalnum() else " "
