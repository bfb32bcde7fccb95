"""Elements of a page: which of them are blocks, furniture or not shown at all."""

from __future__ import annotations

import re
from itertools import accumulate
from operator import sub
from typing import Any

_DROPPED_LISTED = (
    "script style noscript template svg canvas iframe object embed head select textarea datalist audio video map math"
)
DROPPED = frozenset(_DROPPED_LISTED.split())
_BLOCKS_LISTED = (
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section "
    "summary table tbody tfoot thead tr ul"
)
BLOCKS = frozenset(_BLOCKS_LISTED.split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FURNITURE_TAGS = frozenset(("nav", "footer", "button", "form"))
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|breadcrumbs?|crumbs?|menu|footer|pagination|pager|pages|share|social|sidebar|cookie|toolbar|skip|copyright)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.IGNORECASE)
_NESTING_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})[^<>]{0,2000}>")
_UNCLOSED_LISTED = "p li td th tr dt dd option br hr img input meta link area base col embed source track wbr"
_UNCLOSED = frozenset(_UNCLOSED_LISTED.split())
# Elements opened and closed, the commonest of those left out that are not nested.
_NESTING = re.compile(
    r"<(?!/?(?:[tT][dDhHrR]|[pP]|[lL][iI]|[bBhH][rR]|[iI][mM][gG]|[iI][nN][pP][uU][tT])[\s/>])/?", re.ASCII
)
_STEPS = {"<": 1, "</": -1}
DEEPEST = 3000  # elements within elements; what is nested deeper loses its tags, not its words
_LONGEST_NAME = 300


def flattened(markup: str) -> str:
    """The page without the elements nested deeper than any page is: parsers take quadratic time over those."""
    if markup.count("<") <= DEEPEST or not _is_deep(markup):
        return markup
    depth = 0

    def keep(tag: re.Match[str]) -> str:
        nonlocal depth
        if tag[2].lower() in _UNCLOSED:
            return tag[0]
        if tag[1]:
            depth = max(depth - 1, 0)
            return tag[0] if depth < DEEPEST else " "
        depth += 1
        return tag[0] if depth <= DEEPEST else " "

    return _NESTING_TAG.sub(keep, markup)


def _is_deep(markup: str) -> bool:
    """Whether elements may be nested beyond DEEPEST; False is sure, True is not."""
    depths = list(accumulate(map(_STEPS.__getitem__, _NESTING.findall(markup))))
    lowest = accumulate(depths, min, initial=0)
    return max(map(sub, depths, lowest), default=0) > DEEPEST


def is_left_out(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element is not shown."""
    if tag in DROPPED or tag.startswith(("-", "!")):
        return True
    if not attributes:
        return False
    style = (attributes.get("style") or "")[:_LONGEST_NAME]
    return "hidden" in attributes or bool(_HIDDEN.search(style))


def is_furniture(tag: str, attributes: dict[str, str | None]) -> bool:
    """Whether an element is the site's, not the release's: navigation, footers, forms."""
    if tag in _FURNITURE_TAGS:
        return True
    if not attributes or tag in ("html", "body"):
        return False
    if attributes.get("role") in ("navigation", "contentinfo", "search"):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return len(names) > 1 and bool(_FURNITURE_NAMES.search(names[:_LONGEST_NAME]))


def size(node: Any) -> int:
    """How many elements and pieces of text stand in an element, itself left out."""
    return sum(1 for _ in node.traverse(include_text=True)) - 1
