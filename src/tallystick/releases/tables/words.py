"""The words of a cell as they are read: on one line, with the marks at their end and the space before them told."""

from __future__ import annotations

import re

from tallystick.releases.raised import is_mark

_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60"
_BETWEEN_WIDE = re.compile(rf"(?<=[{_WIDE}])\s++(?=[{_WIDE}])")
_SPREAD = re.compile(r"[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,5}")
_LEADING = re.compile(r"\s*")
_WIDTHS = {"\u3000": 2.0, "\u2003": 2.0, "\u2001": 2.0, "\u2002": 1.0, "\u2000": 1.0, "\u00a0": 1.0, "\u2007": 1.0}


def cell_words(raw: str) -> str:
    """The words of a cell on one line; Chinese broken over lines or spread over a cell's width is joined.

    >>> cell_words("  Total\\n exports "), cell_words("同比增长\\n（%）"), cell_words("合　　计"), cell_words("2月 3月")
    ('Total exports', '同比增长（%）', '合计', '2月 3月')
    """
    parts = raw.split()
    if len(parts) == 1:
        return parts[0]
    words = " ".join(parts)
    if words.isascii() or " " not in words:
        return words
    if _SPREAD.fullmatch(words):
        return words.replace(" ", "")
    return " ".join(_BETWEEN_WIDE.sub(_joint, raw).split()) if "\n" in raw else words


def _joint(space: re.Match[str]) -> str:
    return "" if "\n" in space[0] else " "


def indent_of(raw: str) -> float:
    """The width of the space before a cell's words that its printing keeps, in letters.

    >>> indent_of("\\u3000其中：钢材"), indent_of("\\n  \\u00a0\\u00a0Cars"), indent_of("  Ships")
    (2.0, 2.0, 0.0)
    """
    if raw.isascii():
        return 0.0
    leading = _LEADING.match(raw)
    return sum(_WIDTHS.get(char, 0.0) for char in leading[0]) if leading else 0.0


# What words end with that may end with a mark.
MARK_ENDS = frozenset(")]）］】〕†‡§¶*#＊※⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᵖʳ")
_BRACKETED = r"\[(?:(?:foot)?notes?\s?[\d, ]{1,12}|[a-z]{1,2}\s?\d{0,2}|[A-Z]|\d{1,2}(?:,\s?\d{1,2}){0,3})\]"
_MARKS = re.compile(
    rf"(?:{_BRACKETED}|[†‡§¶*#＊※]{{1,4}}|(?P<raised>[⁰¹²³⁴-⁹ᵃᵇᶜᵈᵉᵖʳ]{{1,3}})"
    r"|(?<=[\d%†‡*])\s?\((?:\d{1,2}|[a-z]{1,2}|R|P)\)|[（(][注註]\s?\d{0,2}[）)])\Z"
)
_LOWERED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᵖʳ", "0123456789abcdepr")
_MOST_MARKS = 6


def parted(words: str) -> tuple[str, tuple[str, ...]]:
    """The words of a cell without the marks of notes and flags printed at their end, and these marks.

    Signs that stand alone are no marks, nor are brackets that name something.

    >>> parted("Dec†"), parted("2023 [note 1]"), parted("4.2 (p)"), parted("1,204¹ *")
    (('Dec', ('†',)), ('2023', ('[note 1]',)), ('4.2', ('(p)',)), ('1,204', ('¹', '*')))
    >>> parted("[x]"), parted("Construction (F)"), parted("km²"), parted("*")
    (('[x]', ()), ('Construction (F)', ()), ('km²', ()), ('*', ()))
    """
    marks: list[str] = []
    words = words[:-1] if words.endswith(("],", "];")) else words
    while words and words[-1] in MARK_ENDS and len(marks) < _MOST_MARKS:
        found = _MARKS.search(words, max(len(words) - 24, 0))
        rest = words[: found.start()].rstrip() if found else ""
        if not found or not rest or (found["raised"] and not is_mark(rest, found["raised"].translate(_LOWERED))):
            break
        marks.insert(0, found[0].strip())
        words = rest[:-1] if rest.endswith(("],", "];")) else rest
    return words, tuple(marks)
