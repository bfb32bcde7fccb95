"""What a page says of itself in its head."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

_PUBLISHED = re.compile(r'"datePublished"\s?:\s?"(\d{4}-\d\d-\d\d)')
_SITE = re.compile(r"\s*[_|｜]\s*|\s+[-–—]\s+")


_ASKED = "meta, h1, title, time[datetime], script[type='application/ld+json'], link[rel='canonical']"


def given(page: Any) -> dict[str, str]:
    """What the page says of itself in its head, under lower-case keys; `title` is its main heading's."""
    said: dict[str, str] = {}
    found: defaultdict[str, list[Any]] = defaultdict(list)
    for node in page.css(_ASKED):
        found[node.tag].append(node)
    for node in found["meta"]:
        attributes = node.attributes
        key = (attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or "").lower()
        if key and attributes.get("content"):
            said.setdefault(key, (attributes["content"] or "").strip())
    said.pop("author", None)
    said["title"] = _title(found, said)
    for node in found["time"][:1]:
        said.setdefault("date", node.attributes.get("datetime") or "")
    for script in found["script"]:
        published = _PUBLISHED.search(script.text() or "")
        if published:
            said.setdefault("datepublished", published[1])
    for node in found["link"][:1]:
        said.setdefault("url", node.attributes.get("href") or "")
    return said


def _title(found: Mapping[str, Sequence[Any]], said: Mapping[str, str]) -> str:
    """The only main heading, or else what the head calls the page, the site's name left out."""
    main, printed = found["h1"], found["title"]
    heading = _text(main[0]) if len(main) == 1 else ""
    named = _SITE.split(_text(printed[0]))[0] if printed else ""
    return heading or said.get("articletitle", "") or said.get("og:title", "") or named


def _text(node: Any) -> str:
    return " ".join((node.text() or "").split())
