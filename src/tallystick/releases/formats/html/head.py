"""What a page says of itself in its head."""

from __future__ import annotations

import re
from typing import Any

_PUBLISHED = re.compile(r'"datePublished"\s?:\s?"(\d{4}-\d\d-\d\d)')


def given(page: Any) -> dict[str, str]:
    """What the page says of itself in its head, under lower-case keys; `title` is its main heading's."""
    said: dict[str, str] = {}
    for node in page.css("meta"):
        attributes = node.attributes
        key = (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").lower()
        if key and attributes.get("content"):
            said.setdefault(key, (attributes["content"] or "").strip())
    main = page.css("h1")
    printed = page.css_first("title")
    said.pop("author", None)
    heading = _text(main[0]) if len(main) == 1 else ""
    named = re.split(r"\s*[_|｜]\s*|\s+[-–—]\s+", _text(printed))[0] if printed is not None else ""
    said["title"] = heading or said.get("articletitle", "") or said.get("og:title", "") or named
    stamp = page.css_first("time[datetime]")
    if stamp is not None:
        said.setdefault("date", stamp.attributes.get("datetime") or "")
    for script in page.css("script[type='application/ld+json']"):
        found = _PUBLISHED.search(script.text() or "")
        if found:
            said.setdefault("datepublished", found[1])
    canonical = page.css_first("link[rel='canonical']")
    if canonical is not None:
        said.setdefault("url", canonical.attributes.get("href") or "")
    return said


def _text(node: Any) -> str:
    return " ".join((node.text() or "").split())
