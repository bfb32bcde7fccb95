"""What caused what is counted, and what its people benefit from."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.subjects.before_verb import MADE, before_verb
from tallystick.reading.en.rules.subjects.content_words import NO_SPAN, Span, trimmed
from tallystick.reading.printed.en.items import MARK, QUANTITY, Item
from tallystick.reading.printed.en.vocabulary import word_set

# Rules whose spans are joined by a word of their own.
CAUSED, BENEFITED = "what was caused", "who benefits"
LINKS = {MADE: " of ", CAUSED: " by ", BENEFITED: " benefiting from "}
_CAUSING = word_set("phrases", "causing")
_BENEFITING = word_set("phrases", "benefiting")


def cause_of(items: Sequence[Item], site: Site) -> tuple[Span, str]:
    """`smoke causes 2 million deaths`, `school was made free, benefiting 3 million children`: what does it."""
    governor = items[site.governor].low if site.governor >= 0 else ""
    rule = CAUSED if governor in _CAUSING else BENEFITED if governor in _BENEFITING else ""
    if not rule or any(item.kind == QUANTITY for item in items[: site.at]):
        return NO_SPAN, ""
    if rule == BENEFITED:
        done = _done_before(items, site.governor)
        if done[1] > done[0]:
            return done, rule
    subject = before_verb(items, site)
    return (subject.spans[0], rule) if subject.spans and not subject.leans else (NO_SPAN, "")


def _done_before(items: Sequence[Item], k: int) -> Span:
    """`we worked to rebuild old schools, benefiting …`: what was done, behind `we` or the infinitive."""
    if k < 2 or items[k - 1].low != ",":
        return NO_SPAN
    for j in range(k - 2, max(k - 30, -1), -1):
        if items[j].kind in (QUANTITY, MARK) or "auxiliary" in items[j].tags:
            return NO_SPAN
        if items[j].low == "we" or (items[j].low == "to" and j and items[j - 1].low != "access"):
            return trimmed(items, j + 1, k - 1)
    return NO_SPAN
