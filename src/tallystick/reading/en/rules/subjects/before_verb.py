"""The subject in the noun phrase before a verb."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.subjects.content_words import Span, has_content, is_content, trimmed
from tallystick.reading.en.rules.subjects.noun_phrases import phrase_before, phrase_from
from tallystick.reading.en.rules.subjects.phrase_borders import FINITE, MAKING
from tallystick.reading.printed.en.items import QUANTITY, TIME, WORDS, Item


class Subject(msgspec.Struct, frozen=True):
    """Where a subject's words stand, and whether it leans on what was said before.

    It `leans` by `they`, `their rate`; it `stands_in` by `that of`, for the head of the subject before.
    """

    spans: tuple[Span, ...] = ()
    leans: bool = False
    rule: str = ""
    stands_in: bool = False


NOTHING = Subject()
MADE = "what its owner made"  # the thing and whose it is, to be joined by `of`


MOVES = frozenset({"up", "down", "adverb_up", "adverb_down"})


_PLACED = frozenset({"ranked", "ranks", "rank", "ranking", "placed"})


def before_verb(items: Sequence[Item], site: Site) -> Subject:
    """The noun phrase before the verb that governs."""
    k = site.governor if site.governor >= 0 else site.before + 1
    if site.quantity.unit == "rank" and site.before >= 0 and items[site.before].low in _PLACED:
        k = site.before
    elif site.governor >= 0 and is_apposed(items, site.governor):
        return NOTHING
    if _is_second_verb(items, k):
        return NOTHING
    relative = _relative(items, k)
    if relative is not None:
        return relative
    k = _main_verb(items, k)
    span = phrase_before(items, k)
    steps = 0
    while steps < 3 and not has_content(items, *span):
        previous = verb_before(items, span[0])
        if previous < 0:
            break
        k = _main_verb(items, previous)
        span = phrase_before(items, k)
        steps += 1
    if not has_content(items, *span):
        return NOTHING
    whole = after_stand_in(items, span)
    behind = _behind_verb(items, site, k)
    return Subject((whole, *behind), leans(items, span), "the noun phrase before the verb", whole != span)


def _relative(items: Sequence[Item], k: int) -> Subject | None:
    """`the economy, the output of which grew by 3%`; `mills, which saw output growth of 3%`: whose it is."""
    if k > 1 and items[k - 1].low == "of which":
        head = phrase_before(items, k - 1)
        owner = phrase_before(items, head[0])
    else:
        head = phrase_before(items, k)
        verb = head[0] if items[head[0]].low in MAKING else head[0] - 1
        if verb < 2 or items[verb].low not in MAKING | {"saw"} or items[verb - 1].low not in ("which", "who", "that"):
            return None
        owner = phrase_before(items, verb - 1)
        head = trimmed(items, verb + 1, head[1])
    if not has_content(items, *head) or not has_content(items, *owner):
        return None
    return Subject((head, owner), rule=MADE)


def _is_second_verb(items: Sequence[Item], k: int) -> bool:
    """`made up 5% of sales and was equal to …`: a further verb of the same subject."""
    while k > 1 and ("auxiliary" in items[k - 1].tags or "adverb" in items[k - 1].tags):
        k -= 1
    finite = k < len(items) and ("auxiliary" in items[k].tags or items[k].low in FINITE)
    return finite and items[k - 1].low in ("and", "but") and any(item.kind == QUANTITY for item in items[: k - 1])


def _behind_verb(items: Sequence[Item], site: Site, k: int) -> tuple[Span, ...]:
    """`spending increased in rural areas by 5%`, `spent £14 billion on protection`: what else tells of the subject."""
    if k == site.governor and site.preposition == "by":
        between = (site.governor + 1, site.before + 1)
        if (
            has_content(items, *between)
            and items[between[0]].low in ("in", "for", "among", "across", "of")
            and not any(item.kind == QUANTITY for item in items[slice(*between)])
        ):
            return (phrase_from(items, between[0] + 1),)
    governor = items[site.governor] if site.governor >= 0 else None
    if (
        governor is not None
        and governor.low in ("spent", "spend", "spends", "invested", "invest", "paid", "allocated", "earmarked")
        and site.at + 2 < len(items)
        and items[site.at + 1].low in ("on", "in", "for", "to")
    ):
        return (phrase_from(items, site.at + 2),)
    return ()


def is_apposed(items: Sequence[Item], governor: int) -> bool:
    """`…, an increase of 5%`, `or a rise of 3%`: says more of the figure before."""
    tags = items[governor].tags
    if tags & {"adverb_up", "adverb_down"} or (
        items[governor].low.endswith("ing") and "verb" in tags and "noun" not in tags
    ):
        before = items[governor - 1] if governor else None
        if _with_remark(items, governor):
            return False
        return (
            before is not None
            and (before.low in (",", ")", "and", "but") or before.kind in (TIME, QUANTITY))
            and any(item.kind == QUANTITY for item in items[:governor])
        )
    if "noun" not in tags:
        return False
    k = governor - 1
    while (
        k >= 0
        and items[k].kind == WORDS
        and not is_content(items[k])
        and items[k].low not in ("and", "or")
        and "verb" not in items[k].tags
        and "preposition" not in items[k].tags
    ):
        k -= 1
    return (
        k > 0
        and (items[k].low in (",", "or", "(") or items[k].kind == TIME)
        and any(item.kind == QUANTITY for item in items[:k])
    )


def _with_remark(items: Sequence[Item], governor: int) -> bool:
    """`with manufacturing, the largest part, increasing`: the participle has a subject of its own."""
    for k in range(governor - 2, max(governor - 16, -1), -1):
        if items[k].kind == QUANTITY or items[k].low in (";", ":"):
            return False
        if items[k].low == "with":
            return items[governor - 1].low == ","
    return False


def _main_verb(items: Sequence[Item], k: int) -> int:
    """For a participle behind a comma (`…, peaking at`), the verb whose subject it shares."""
    if not (0 < k < len(items) and items[k].kind == WORDS and items[k].low.endswith("ing") and "verb" in items[k].tags):
        return k
    before = items[k - 1]
    if before.kind == WORDS and not before.tags & {"adverb"}:
        return k
    for j in range(k - 2, -1, -1):
        if (
            items[j].kind == WORDS
            and (
                items[j].tags & {"auxiliary"}
                or (
                    "verb" in items[j].tags
                    and items[j].low.endswith(("ed", "se", "ew", "ell", "ood", "ses", "lls", "ows"))
                )
            )
            and has_content(items, *phrase_before(items, j))
        ):
            return j
    return k


def verb_before(items: Sequence[Item], k: int) -> int:
    """The finite verb just left of `k`, so that its own subject can be taken; -1 across a clause's border."""
    j = k - 1
    while (
        j >= 0
        and items[j].kind == WORDS
        and (
            items[j].low in ("and", "or", "a", "an", "the")
            or (items[j].tags & {"adverb", "tone"} and "verb" not in items[j].tags)
        )
    ):
        j -= 1
    if j >= 0 and items[j].kind == WORDS and (items[j].tags & {"verb", "auxiliary"}):
        return j
    return -1


def after_stand_in(items: Sequence[Item], span: Span) -> Span:
    """What follows `that of` or `those of` in a phrase that opens with it, else the phrase."""
    return trimmed(items, span[0] + 1, span[1]) if items[span[0]].low in ("that of", "those of") else span


def leans(items: Sequence[Item], span: Span) -> bool:
    """Whether a phrase leans on what was said before: `their rate`, `of which …`."""
    before = items[span[0] - 1].low if span[0] else ""
    return (
        before in ("their", "its")
        or items[span[0]].low in ("their", "its")
        or before in ("of which", "of whom", "among which")
    )
