"""Lines that are plainly prose: one closely below the other, many of them in mid-sentence."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from tallystick.releases.formats.pdf.lines import TextLine

_LINES = 4
_TIGHTEST, _WIDEST = 0.8, 1.65  # sizes from line to line
_STEP = 3.0  # sizes by which the left side may change
_SHARED = 0.6  # of the narrower line's width
_WIDTH = 9.0  # sizes of a line of prose at least
_RUNNING_ON = 0.35  # of the lines begin with a small letter
_DIGITS = 0.3  # of the characters at most
_OPEN = 40  # chains that may still go on
_HAN = "\u2e7f"


def prose_lines(lines: Sequence[TextLine]) -> frozenset[int]:
    """The lines that stand in a paragraph of several, by identity. `lines` are in order from the top."""
    chains: list[list[TextLine]] = []
    for line in lines:
        above = line.baseline
        home = next(
            (chain for chain in chains[: -_OPEN - 1 : -1] if chain[-1].baseline < above and _goes_on(chain[-1], line)),
            None,
        )
        if home is None:
            chains.append([line])
        else:
            home.append(line)
    return frozenset(id(line) for chain in chains if _is_prose(chain) for line in chain)


def _goes_on(above: TextLine, below: TextLine) -> bool:
    size = above.size
    leading = (below.baseline - above.baseline) / size
    if not _TIGHTEST < leading < _WIDEST or abs(below.size - size) > 0.1 * size:
        return False
    if abs(below.x0 - above.x0) > _STEP * size:
        return False
    shared = min(above.x1, below.x1) - max(above.x0, below.x0)
    return shared > _SHARED * min(above.x1 - above.x0, below.x1 - below.x0)


def _is_prose(chain: Sequence[TextLine]) -> bool:
    if len(chain) < _LINES or median((line.x1 - line.x0) / line.size for line in chain) < _WIDTH:
        return False
    texts = [line.text for line in chain]
    if sum(map(_digits, texts)) > _DIGITS * sum(map(len, texts)):
        return False
    return sum(map(_runs_on, texts[1:])) >= _RUNNING_ON * (len(texts) - 1)


def _digits(text: str) -> int:
    return sum(map(str.isdigit, text))


def _runs_on(text: str) -> bool:
    """Whether a line begins in mid-sentence, as far as one can see; a long one in Chinese does."""
    return text[0].islower() or (text[0] > _HAN and len(text) > 2 * _WIDTH)
