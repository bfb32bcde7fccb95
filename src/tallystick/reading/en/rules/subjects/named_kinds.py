"""What a subject is by name: a growth, a share, an index, a rate."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.subjects.before_verb import Subject
from tallystick.reading.en.rules.subjects.noun_phrases import phrase_before
from tallystick.reading.printed.en.items import WORDS, Item

_NAMED = (
    ("contribution", "contribution"),
    ("kind:growth", "growth"),
    ("kind:share", "share"),
    ("kind:index", "index"),
    ("kind:level", "level"),
)


def kind_of(items: Sequence[Item], site: Site, subject: Subject) -> str:
    """What the subject is by name: growth, share, index, level, contribution; empty when the name does not tell."""
    spans = list(subject.spans)
    if site.governor >= 0 and items[site.governor].kind == WORDS:
        spans.append((site.governor, site.governor + 1))
    if site.preposition == "of":
        spans.insert(0, phrase_before(items, site.before + 1))
    spans.append((max(site.before - 2, 0), site.at))
    found = ""
    first = 2 if site.preposition == "of" else 1
    head = subject.spans[0] if subject.spans and subject.spans[0][1] <= site.at else (0, 0)
    if head[1] > head[0] and _is_cut(items, head):
        return "cut"
    for a, b in spans[:first]:
        tags = {tag for item in items[a:b] for tag in item.tags}
        found = _by_tags(tags, items[a:b], nearest=first == 2 and (a, b) == spans[0])
        if found:
            return found
    for a, b in spans[first:]:
        tags = {tag for item in items[a:b] if item.kind == WORDS for tag in item.tags}
        found = next((kind for tag, kind in _NAMED if tag in tags and tag != "contribution"), "")
        if found:
            return found
    return found


_CUTS = frozenset({"cuts", "cut", "reductions", "reduction", "tax cuts", "tax cut"})


def _is_cut(items: Sequence[Item], span: tuple[int, int]) -> bool:
    """Whether the head of a phrase is a cut: its last word, or the one before its first preposition."""
    a, b = span
    end = next((k for k in range(a, b) if items[k].low in ("in", "of", "to", "for")), b)
    return end > a and items[end - 1].low in _CUTS


def _by_tags(tags: set[str], items: Sequence[Item], *, nearest: bool = False) -> str:
    if nearest:
        for item in reversed(items):
            found = next((kind for tag, kind in _NAMED if tag in item.tags), "")
            if found:
                return found
        return ""
    if "contribution" in tags:
        return "contribution"
    first = next(
        (item for item in items if item.tags & {"kind:growth", "kind:share", "kind:index", "kind:level"}), None
    )
    lows = [item.low for item in items]
    if any("unemployment" in low or "utilization" in low or "utilisation" in low for low in lows):
        return "level"
    if first is not None and "kind:share" in first.tags:
        return "share"
    if "kind:growth" in tags:
        return "growth"
    return next((kind for tag, kind in _NAMED if tag in tags), "")
