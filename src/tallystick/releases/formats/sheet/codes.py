"""Codes of number formats (`#,##0.0;[Red]-#,##0.0;"-"`) taken apart into sections and tokens."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

DIGIT: Final = "digit"
POINT: Final = "point"
COMMA: Final = "comma"
PERCENT: Final = "percent"
SLASH: Final = "slash"
EXPONENT: Final = "exponent"
DATE: Final = "date"
NOON: Final = "noon"
TEXT: Final = "text"
GENERAL: Final = "general"
LITERAL: Final = "literal"

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)"?
    | \\(?P<escaped>.)
    | (?P<space>[_*].)
    | \[(?P<bracket>[^\]]*)\]?
    | (?P<general>general)
    | (?P<noon>am/pm|a/p|上午/下午)
    | (?P<exponent>e[+-])
    | (?P<date>y+|m+|d+|h+|s+|e+|g+|b+|a{3,4})
    | (?P<digit>[0#?])
    | (?P<point>\.)
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<slash>/)
    | (?P<text>@)
    | (?P<next>;)
    | (?P<other>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s?(-?\d{1,15}(?:\.\d{1,15})?)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-\]]*)(?:-[0-9A-Fa-f]*)?")
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "<": float.__lt__, ">": float.__gt__, "=": float.__eq__, "<=": float.__le__, ">=": float.__ge__,
    "<>": float.__ne__,
}  # fmt: skip
_LONGEST = 1000  # characters of a code; Excel allows 255
_MOST_SECTIONS = 4
# Formats that a workbook names by number alone; dates in the order of the reader's country are given as ISO has them.
BUILT_IN: Final = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 5: '"$"#,##0;("$"#,##0)', 6: '"$"#,##0;("$"#,##0)',
    7: '"$"#,##0.00;("$"#,##0.00)', 8: '"$"#,##0.00;("$"#,##0.00)', 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?",
    13: "# ??/??", 14: "yyyy-mm-dd", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM", 19: "h:mm:ss AM/PM",
    20: "h:mm", 21: "h:mm:ss", 22: "yyyy-mm-dd h:mm", 27: 'yyyy"年"m"月"', 28: 'm"月"d"日"', 29: 'm"月"d"日"',
    30: "yyyy-mm-dd", 31: 'yyyy"年"m"月"d"日"', 32: "h:mm", 33: "h:mm:ss", 34: "h:mm", 35: "h:mm:ss",
    36: 'yyyy"年"m"月"', 37: "#,##0;(#,##0)", 38: "#,##0;(#,##0)", 39: "#,##0.00;(#,##0.00)",
    40: "#,##0.00;(#,##0.00)", 41: '#,##0;(#,##0);"-"', 42: '"$"#,##0;("$"#,##0);"-"', 43: '#,##0.00;(#,##0.00);"-"',
    44: '"$"#,##0.00;("$"#,##0.00);"-"', 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
    50: 'yyyy"年"m"月"', 51: 'm"月"d"日"', 52: 'yyyy"年"m"月"', 53: 'm"月"d"日"', 54: 'm"月"d"日"', 55: "h:mm",
    56: "h:mm:ss", 57: 'yyyy"年"m"月"', 58: 'm"月"d"日"',
}  # fmt: skip


@dataclass(slots=True)
class Section:
    """One part of a code: its tokens (kind, text), and the numbers it is for where it says so."""

    tokens: list[tuple[str, str]] = field(default_factory=list)
    holds: Callable[[float], bool] | None = None
    is_chinese: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether a token of one of the kinds stands in it."""
        return any(kind in kinds for kind, _ in self.tokens)

    @property
    def literal(self) -> str:
        """What it prints whatever the number."""
        return "".join(text for kind, text in self.tokens if kind == LITERAL).strip()


def sections(code: str) -> list[Section]:
    """The sections of a code, at least one; what makes no sense is a literal.

    >>> [section.tokens for section in sections('0.0"p";-')]
    [[('digit', '0'), ('point', '.'), ('digit', '0'), ('literal', 'p')], [('literal', '-')]]
    """
    found = [Section()]
    for token in _TOKEN.finditer(code[:_LONGEST]):
        kind = token.lastgroup or "other"
        text = token[kind]
        if kind == "next":
            if len(found) == _MOST_SECTIONS:
                break
            found.append(Section())
        elif kind == "bracket":
            _add_bracket(found[-1], text)
        elif kind in ("quoted", "escaped", "other"):
            found[-1].tokens.append((LITERAL, text))
        elif kind == "space":
            found[-1].tokens.append((LITERAL, " "))
        else:
            found[-1].tokens.append((kind, text))
    return found


def _add_bracket(section: Section, text: str) -> None:
    """Take in what stands in square brackets: a condition, a currency, hours beyond a day; colours say nothing."""
    condition, currency = _CONDITION.fullmatch(text), _CURRENCY.fullmatch(text)
    if condition:
        test, bound = _TESTS[condition[1]], float(condition[2])
        section.holds = lambda number: test(number, bound)
    elif currency:
        section.is_chinese |= text.lower().endswith(("804", "404", "c04", "1004", "1404"))
        if currency[1]:
            section.tokens.append((LITERAL, currency[1]))
    elif _ELAPSED.fullmatch(text):
        section.tokens.append((DATE, f"[{text}"))
