"""HTML: what a reader of the page sees, as one plain text with a hint for each line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from tallystick.releases.draft import Draft
from tallystick.releases.lines import INVISIBLE, Line

_DROPPED_LISTED = (
    "script style noscript template svg canvas iframe object embed head select textarea datalist audio video map math"
)
_DROPPED = frozenset(_DROPPED_LISTED.split())
_BLOCKS_LISTED = (
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset "
    "figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol option p pre section "
    "summary table tbody tfoot thead tr ul"
)
_BLOCKS = frozenset(_BLOCKS_LISTED.split())
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_FURNITURE_TAGS = frozenset(("nav", "footer", "button", "form"))
_FURNITURE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|breadcrumbs?|crumbs?|menu|footer|pagination|pager|pages|share|social|sidebar|cookie|toolbar|skip|copyright)(?:[\s_-]|$)",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.IGNORECASE)
_PUBLISHED = re.compile(r'"datePublished"\s?:\s?"(\d{4}-\d\d-\d\d)')
_SPACE = re.compile(r"\s+")
_NESTING_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9]{0,20})[^<>]{0,2000}>")
_UNCLOSED_LISTED = "p li td th tr dt dd option br hr img input meta link area base col embed source track wbr"
_UNCLOSED = frozenset(_UNCLOSED_LISTED.split())
DEEPEST = 3000  # elements within elements; what is nested deeper loses its tags, not its words
_DEEPEST_QUERY = 12  # tables within tables that are still asked what they hold
_LONGEST_NAME = 300


def draft_of_html(markup: str) -> Draft:
    """The visible text of a page, one line to a paragraph, heading, list item or table row.

    Cells of a row are set apart by tabs. Time is linear in the page; nesting is walked without recursion.

    >>> draft = draft_of_html("<nav>Home</nav><h1>Trade</h1><p>Exports <b>rose</b> 3%.</p>")
    >>> [(line.hint, draft.text[line.start:line.end]) for line in draft.lines]
    [('furniture', 'Home'), ('title', 'Trade'), ('paragraph', 'Exports rose 3%.')]
    """
    page = LexborHTMLParser(_flattened(markup))
    walker = _Walker()
    if page.root is not None:
        walker.walk(page.root)
    text, lines = walker.result()
    given = _given(page)
    return Draft(text, lines, 0, given)


def _flattened(markup: str) -> str:
    """The page without the elements nested deeper than any page is: parsers take quadratic time over those."""
    if markup.count("<") <= DEEPEST:
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


class _Walker:
    """Walks a page from its root, gathering words into lines and lines into a text."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._pieces: list[str] = []
        self._lines: list[Line] = []
        self._length = 0
        self._furniture = self._item = self._row = self._heading = self._tables = 0
        self._titled = False

    def walk(self, root: Any) -> None:
        for node, opens in _steps(root):
            tag = node.tag
            if tag == "-text":
                if opens:
                    self._words.append(node.text_content or "")
            elif opens:
                self._open(tag, node)
            else:
                self._close(tag, node)
        self._flush()

    def result(self) -> tuple[str, list[Line]]:
        return "".join(self._pieces), self._lines

    def _open(self, tag: str, node: Any) -> None:
        if tag in ("td", "th"):
            self._words.append("\t" if self._row else " ")
            if not self._row:
                self._flush()
        elif tag in _BLOCKS:
            if self._row and tag != "tr":
                self._words.append(" ")
            else:
                self._flush()
        self._count(tag, node, 1)

    def _close(self, tag: str, node: Any) -> None:
        if tag in _BLOCKS or (tag in ("td", "th") and not self._row):
            if self._row and tag != "tr":
                self._words.append(" ")
            else:
                self._flush()
        self._count(tag, node, -1)

    def _count(self, tag: str, node: Any, step: int) -> None:
        """Keep count of what the walk is inside of."""
        if tag in _FURNITURE_TAGS or (tag not in ("html", "body", "-text") and _is_named_furniture(node)):
            self._furniture += step
        if tag == "li":
            self._item += step
        elif tag in _HEADINGS:
            self._heading += step
        elif tag == "table":
            self._tables += step
        elif tag == "tr" and (self._row or step > 0) and (step < 0 or self._is_data_row(node)):
            self._row += step

    def _is_data_row(self, row: Any) -> bool:
        """Whether a table row holds data, not the page's layout."""
        if self._tables > _DEEPEST_QUERY or self._row:
            return False
        return row.css_first("table, h1, h2, h3, li, p + p, div + div") is None

    def _flush(self) -> None:
        """End the line: add its words to the text, with what is known of it."""
        if not self._words:
            return
        joined = "".join(self._words)
        self._words.clear()
        if self._row:
            cells = [_SPACE.sub(" ", cell).strip() for cell in joined.split("\t")]
            line = "\t".join(cells).strip("\t")
        else:
            line = _SPACE.sub(" ", joined).strip()
        if not line.strip(INVISIBLE + " \t"):
            return
        hint = self._hint()
        if self._lines:
            close = hint in ("row", "item") and self._lines[-1].hint == hint
            self._pieces.append("\n" if close else "\n\n")
            self._length += 1 if close else 2
        self._lines.append(Line(self._length, self._length + len(line), True, False, hint))
        self._pieces.append(line)
        self._length += len(line)

    def _hint(self) -> str:
        if self._furniture:
            return "furniture"
        if self._row:
            return "row"
        if self._heading:
            titled, self._titled = self._titled, True
            return "heading" if titled else "title"
        return "item" if self._item else "paragraph"


def _steps(root: Any) -> Iterator[tuple[Any, bool]]:
    """Every element opened and closed in the order of the page, left out what is not shown; no recursion."""
    node, opens, top = root, True, root.mem_id
    while True:
        shown = opens and not _is_left_out(node)
        if shown:
            yield node, True
        child = node.child if shown else None
        if child is not None:
            node, opens = child, True
            continue
        if shown or not opens:
            yield node, False
        if node.mem_id == top:
            return
        following = node.next
        node, opens = (following, True) if following is not None else (node.parent, False)


def _is_left_out(node: Any) -> bool:
    tag = node.tag
    if tag == "-text":
        return False
    if tag in _DROPPED or tag.startswith(("-", "!")):
        return True
    attributes = node.attributes
    if not attributes:
        return False
    style = (attributes.get("style") or "")[:_LONGEST_NAME]
    return "hidden" in attributes or bool(_HIDDEN.search(style))


def _is_named_furniture(node: Any) -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    if attributes.get("role") in ("navigation", "contentinfo", "search"):
        return True
    names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    return len(names) > 1 and bool(_FURNITURE_NAMES.search(names[:_LONGEST_NAME]))


def _given(page: Any) -> dict[str, str]:
    """What the page says of itself in its head, under lower-case keys; `title` is its main heading's."""
    given: dict[str, str] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        key = (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").lower()
        if key and attributes.get("content"):
            given.setdefault(key, (attributes["content"] or "").strip())
    main = page.css("h1")
    printed = page.css_first("title")
    given.pop("author", None)
    heading = _text(main[0]) if len(main) == 1 else ""
    named = re.split(r"\s*[_|｜]\s*|\s+[-–—]\s+", _text(printed))[0] if printed is not None else ""
    given["title"] = heading or given.get("articletitle", "") or given.get("og:title", "") or named
    stamp = page.css_first("time[datetime]")
    if stamp is not None:
        given.setdefault("date", stamp.attributes.get("datetime") or "")
    for script in page.css("script[type='application/ld+json']"):
        found = _PUBLISHED.search(script.text() or "")
        if found:
            given.setdefault("datepublished", found[1])
    canonical = page.css_first("link[rel='canonical']")
    if canonical is not None:
        given.setdefault("url", canonical.attributes.get("href") or "")
    return given


def _text(node: Any) -> str:
    return _SPACE.sub(" ", node.text() or "").strip()
