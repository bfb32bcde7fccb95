"""Whether a grid of cells is a table of data, not the layout of a page or words set in columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tallystick.releases.tables.grid import GridCell

_SAMPLE = 500  # cells by which a table is judged
_LEAST = 0.2  # share of numbers among the cells beside the stubs
_LATIN, _HAN = 160, 80  # characters of a cell beyond which it is prose
_NUMBER = re.compile(
    r"""[(\[<>≤≥~≈约]?\s?[-+−–±]?\s?(?:(?:US|A|C|HK|NT)?[$€£¥₹￥]|(?:Rs|USD|EUR|RMB)\.?)?\s?[-−–]?
    (?:\d{1,3}(?:[ ,.'’\u00a0\u2009\u202f]\d{2,3})+(?:[.,·]\d+)?|\d+(?:[.,·]\d+)?|[.,·]\d+)
    \s?(?:%|‰|[a-z]{1,2}|[一-鿿]{1,4})?(?:\s?[%\]\)†‡§*#^]|\s?[\[(][A-Za-z0-9 ]{1,8}[\])])*""",
    re.VERBOSE | re.IGNORECASE,
)
_OF_TIME = re.compile(r"\d\s?[年月日号时期季周度]")
_MISSING = re.compile(r"[-–—―.…:*/xzc·\s\[\]()]{1,8}|n\.?\s?/?a\.?|nil|null", re.IGNORECASE)
_CODE = re.compile(r"0\d")  # phones and codes begin with nought


def is_number(words: str) -> bool:
    """Whether a cell prints one number, with a unit, sign or flag at most; days, months and phones are none.

    >>> [is_number(words) for words in ("1,204.5", "(3.2)%", "£12", "4.1p", "9 035 939", "12.5万亿元", "7 May", "3月")]
    [True, True, True, True, True, True, False, False]
    """
    if len(words) > 40 or _NUMBER.fullmatch(words) is None:
        return False
    return not _OF_TIME.search(words) and not _CODE.match(words)


def is_missing(words: str) -> bool:
    """Whether a cell prints one of the signs for no number.

    >>> [is_missing(words) for words in ("..", "–", "[x]", "n.a.", "…", "Total")]
    [True, True, True, True, True, False]
    """
    return len(words) <= 8 and _MISSING.fullmatch(words) is not None


def is_data(cells: Sequence[GridCell]) -> bool:
    """Whether cells are a table of data: two rows and two columns at least, numbers beside the stubs, little prose.

    >>> is_data([GridCell("Port", 0, 0), GridCell("Tonnes", 0, 1), GridCell("Oslo", 1, 0), GridCell("1,204", 1, 1)])
    True
    >>> is_data([GridCell("Menu", 0, 0), GridCell("News", 0, 1), GridCell("Home", 1, 0), GridCell("7 May", 1, 1)])
    False
    """
    filled = [cell for cell in cells[:_SAMPLE] if cell.words]
    if len({cell.row for cell in filled}) < 2:
        return False
    first = min((cell.column for cell in filled), default=0)
    beside = [cell for cell in filled if cell.column > first]
    numbers = sum(is_number(cell.words) for cell in beside)
    if not numbers:
        return False
    width = max(cell.column + cell.columns for cell in filled)
    prose = sum(_is_prose(cell.words) for cell in filled if len(cell.words) > _HAN and cell.columns < width)
    if prose > numbers / 2:
        return False
    if numbers >= _LEAST * len(beside):
        return True
    others = sum(not cell.head and cell.row > 0 and not is_missing(cell.words) for cell in beside)
    return numbers >= _LEAST * others


def _is_prose(words: str) -> bool:
    return len(words) > (_HAN if words[0] > "\u2e80" else _LATIN)
