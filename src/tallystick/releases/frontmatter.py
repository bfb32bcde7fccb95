"""Front matter: a header of `key: value` lines above the text."""

from __future__ import annotations

import re

_KEY = re.compile(r"([A-Za-z][\w \-]{0,30}):[ \t]*(.*)")
_FEWEST = 3
_MOST = 40


def front_matter(text: str) -> tuple[dict[str, str], int]:
    """Keys (lower case) and values of the header, and where the text below it begins; `({}, 0)` without one.

    A header is YAML between lines of `---`, or at least three `key: value` lines, one of them `date:`,
    closed by a blank line.

    >>> front_matter("title: Trade\\ndate: 2022-03-03\\nnote: none\\n\\nExports rose.")
    ({'title': 'Trade', 'date': '2022-03-03', 'note': 'none'}, 41)
    """
    fenced = re.match(r"---[ \t]*\r?\n", text)
    fields: dict[str, str] = {}
    place = fenced.end() if fenced else 0
    for _ in range(_MOST):
        stop = text.find("\n", place)
        line = text[place : stop if stop >= 0 else len(text)].strip()
        after = stop + 1 if stop >= 0 else len(text)
        if not line or (fenced and line in ("---", "...")):
            complete = bool(fenced and line) or (len(fields) >= _FEWEST and "date" in fields)
            return (fields, place if not line else after) if complete else ({}, 0)
        found = _KEY.fullmatch(line)
        if found:
            fields[found[1].strip().lower()] = found[2].strip().strip("\"'")
        elif not fenced:
            return {}, 0
        place = after
    return {}, 0
