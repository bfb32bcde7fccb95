"""The area a release is about: what its figures mean where they name none themselves."""

from __future__ import annotations

from collections import Counter
from functools import cache

from tallystick.knowledge import find_area
from tallystick.knowledge.loader import load_topics
from tallystick.model import Release

_HEAD_BLOCKS = 60  # blocks of the text in which a release without title or known publisher names its area
_OFTEN = 3  # times an area must be named there, and twice as often as any other


def area_of_release(release: Release) -> str:
    """The area of the title, else the publisher's (known, or in its name), else the one the text names most; or empty.

    A province in a title wins over the nation of its publisher.
    """
    return (
        find_area(release.title, release.language)
        or _publisher_areas().get(release.publisher, "")
        or find_area(release.publisher, release.language)
        or _most_named(release)
    )


def _most_named(release: Release) -> str:
    named = Counter(
        area
        for block in release.blocks[:_HEAD_BLOCKS]
        if (area := find_area(release.text[block.start : block.end], block.language))
    )
    first, second = (*named.most_common(2), ("", 0), ("", 0))[:2]
    return first[0] if first[1] >= _OFTEN and first[1] >= 2 * second[1] else ""


@cache
def _publisher_areas() -> dict[str, str]:
    rows = [row for topic in load_topics("sources/publishers").values() for row in topic["publisher"]]
    return {name: row.get("area", "") for row in rows for name in (row["name"], *row.get("aliases", ()))}
