"""Lines of paragraphs among the pieces of a page: they are no cells."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.releases.formats.pdf.tables.pieces import Piece, Row

_LONG_WORDS, _LONG_LETTERS = 4, 24  # a piece so long may be a line of prose
_DIGITS = 0.3
_PROSE_PITCH = 1.9
_PROSE_LINES = 3
_FLUSH = 2.0  # points: right edges nearer than that are flush


class _Chain:
    """Pieces one under another that may be lines of a paragraph."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.long: list[bool] = []
        self.beside = 0  # of the long ones, how many have a value right of them

    def add(self, piece: Piece, beside: bool) -> None:
        """Take a piece."""
        self.pieces.append(piece)
        self.long.append(is_long(piece))
        self.beside += beside and self.long[-1]

    def prose(self) -> list[Piece]:
        """Its long pieces, and a short one behind each, if they are a paragraph."""
        count = sum(self.long)
        if count < _PROSE_LINES or count < 0.5 * len(self.pieces):
            return []
        if self.beside >= 0.4 * count and not (self.beside < 0.8 * count and self._is_flush(count)):
            return []
        return [
            piece for i, piece in enumerate(self.pieces)
            if self.long[i] or (i and self.long[i - 1]) or (i + 1 < len(self.long) and self.long[i + 1] and i > 0)
        ]  # fmt: skip

    def _is_flush(self, count: int) -> bool:
        edge = max(piece.x1 for piece in self.pieces)
        flush = sum(edge - piece.x1 < _FLUSH for piece, long in zip(self.pieces, self.long, strict=True) if long)
        return count > _PROSE_LINES and flush > 0.6 * count


def without_prose(rows: Sequence[Row]) -> list[Row]:
    """Rows without the pieces that are lines of a paragraph: long ones, one under another."""
    chains: list[_Chain] = []
    for row in rows:
        for k, piece in enumerate(row.pieces):
            if piece.value:
                continue
            home = next((chain for chain in reversed(chains[-12:]) if _continues(chain.pieces[-1], piece)), None)
            if home is None:
                home = _Chain()
                chains.append(home)
            home.add(piece, any(other.value for other in row.pieces[k + 1 : k + 2]))
    prose = {id(piece) for chain in chains for piece in chain.prose()}
    kept = [Row(row.baseline, row.size, [piece for piece in row.pieces if id(piece) not in prose]) for row in rows]
    return [row for row in kept if row.pieces]


def is_long(piece: Piece) -> bool:
    """Whether a piece may be a line of prose."""
    text = piece.text
    if piece.value or len(text) < _LONG_LETTERS:
        return _han(text) > 14
    if len(piece.words) < _LONG_WORDS:
        return _han(text) > 14
    return sum(char.isdigit() for char in text) < _DIGITS * len(text)


def _han(text: str) -> int:
    return 0 if text.isascii() else sum("\u4e00" <= char <= "\u9fff" for char in text)


def _continues(above: Piece, below: Piece) -> bool:
    size = max(above.size, below.size)
    if not 0.5 * size < below.baseline - above.baseline < _PROSE_PITCH * size or abs(above.size - below.size) > 0.7:
        return False
    overlap = min(above.x1, below.x1) - max(above.x0, below.x0)
    return overlap > 0.6 * min(above.x1 - above.x0, below.x1 - below.x0) and abs(above.x0 - below.x0) < 5 * size
