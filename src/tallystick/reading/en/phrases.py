"""Noun phrases among the items of a sentence: where they start and end, and their words."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.reading.en.scanner import DECOY, MARK, QUANTITY, TIME, WORDS, Item
from tallystick.reading.en.vocabulary import word_set

Span = tuple[int, int]  # items from … up to
NO_SPAN: Span = (0, 0)
_LONGEST = 40  # items of a phrase looked through

_HARD = frozenset({";", ":", "—", "–", "…", "|", "•"})
_CUTS = word_set("phrases", "cuts")
_LEADING = word_set("phrases", "leading")
_TRAILING = word_set("phrases", "trailing")
_FINITE = word_set("phrases", "finite")
_IRREGULAR = word_set("phrases", "irregular")
_REPORTED = word_set("phrases", "reported")
_EMPTY = word_set("phrases", "empty")
GENERIC = word_set("phrases", "generic")
_NOUNS_OF_STATUS = word_set("phrases", "nouns_of_status")
_STOPPERS = word_set("phrases", "stoppers")
_BREAKERS = word_set("phrases", "breakers")
_QUOTES = "'’\"“”*&/‘"


def has_content(items: Sequence[Item], a: int, b: int) -> bool:
    """Whether the items hold a word that names something of its own, not only `the total`, `an annual rate`."""
    return any(is_content(item) for item in items[a:b])


def is_content(item: Item) -> bool:
    """Whether one item names something."""
    if item.kind == DECOY:
        return item.data == "name"
    low = item.low
    return (
        item.kind == WORDS
        and "kind:multiple" not in item.tags
        and low not in _TRAILING
        and low not in _LEADING
        and low not in GENERIC
        and not item.tags & _EMPTY
        and not (item.tags & {"forecast"} and low not in _NOUNS_OF_STATUS)
    )


def count_content(items: Sequence[Item], span: Span) -> int:
    """How many words of a span name something."""
    return sum(1 for item in items[span[0] : span[1]] if is_content(item))


def phrase_before(items: Sequence[Item], k: int) -> Span:
    """The noun phrase that ends before item `k`; times and brackets inside it are passed over."""
    end = k
    while end > 0 and (
        _is_filler(items[end - 1])
        or (items[end - 1].low in ("–", "—", "-") and end < len(items) and items[end].low == "which")
    ):
        end -= 1
    end = _before_remark(items, end, k)
    start, joint, depth, j = end, -1, 0, end - 1
    border = False
    while j >= max(end - _LONGEST, 0):
        item = items[j]
        if item.kind == MARK and item.low in "()[]":
            depth += 1 if item.low in ")]" else -1
            if depth < 0:
                break
        elif depth == 0:
            if item.kind == MARK and (item.low in _HARD or (item.low == "," and not _list_goes_on(items, j, end))):
                break
            stop = item.kind == QUANTITY or _is_border(items, j, start, end)
            if stop:
                restrictive = _relative_start(items, j)
                if restrictive < 0 or item.kind == QUANTITY:
                    border = True
                    break
                j = restrictive
            elif item.low in ("and", "but", "or"):
                joint = j
        start = j
        j -= 1
    if border and start <= joint < end and (items[start - 1].kind == QUANTITY or not has_content(items, start, joint)):
        start = joint + 1
    return trimmed(items, start, end)


def _is_filler(item: Item) -> bool:
    if item.kind == TIME:
        return True
    if item.kind == MARK:
        return item.low in ",*"
    if item.kind != WORDS:
        return False
    hedge = bool(item.tags & {"forecast", "target"}) and item.low not in _NOUNS_OF_STATUS
    return hedge or bool(item.tags & {"auxiliary", "adverb"}) or item.low in _TRAILING


def _before_remark(items: Sequence[Item], end: int, k: int) -> int:
    """`The volume, once scarce, doubled`: where the phrase ends before a remark inserted between commas."""
    if end >= k or items[end].low != "," or any(item.low in ("which", "who", "that", "and") for item in items[end:k]):
        return end
    for j in range(end - 1, max(end - 10, 0), -1):
        item = items[j]
        if item.kind == MARK and item.low == ",":
            return j if items[j - 1].kind == WORDS or items[j - 1].low == ")" else end
        if item.kind in (QUANTITY, MARK) or item.low in ("and", "&"):
            break
    return end


def _is_border(items: Sequence[Item], j: int, start: int, end: int) -> bool:
    """Whether item `j` ends a noun phrase to its right: a finite verb, or a word that opens a clause."""
    item = items[j]
    if item.kind != WORDS:
        return False
    low, tags = item.low, item.tags
    if low in _CUTS:
        return not (low in ("to", "by", "with", "as") and _noun_goes_on(items, j))
    if low in _FINITE or "auxiliary" in tags or low in ("we", "i", "they", "it", "there"):
        return True
    before = items[j - 1] if j else None
    if low == "forecast" and before is not None and before.low in ("i", "we", "they"):
        return True
    if "verb" not in tags:
        return False
    named = (
        before is not None
        and before.kind == WORDS
        and (
            before.low
            in (
                "the",
                "a",
                "an",
                "of",
                "newly",
                "and",
                "for",
                "in",
                "its",
                "total",
                "annual",
                "on",
                "their",
                "'s",
                "’s",
                "our",
            )
            or "tone" in before.tags
        )
    )
    adjacent = not has_content(items, start, end)
    if low.endswith("ing") and start == end:
        return False
    if low.endswith("ing"):
        return (
            "noun" not in tags
            and not named
            and (adjacent or before is None or before.kind == MARK or bool(tags & {"up", "down"}))
        )
    if low.endswith("ed"):
        return (
            not named
            and (adjacent or bool(tags & {"up", "down"}) or low in _REPORTED)
            and not (before is not None and before.kind == MARK and not adjacent)
        )
    return adjacent and not named and low in _IRREGULAR


def _relative_start(items: Sequence[Item], j: int) -> int:
    """Where a clause that only restricts its noun starts (`areas that have been lifted out of …`); -1 for none."""
    for k in range(j, max(j - 5, 0), -1):
        if items[k].low in ("that", "who") and items[k - 1].kind == WORDS:
            before = items[k - 1]
            return (
                k
                if before.low not in _REPORTED and "verb" not in before.tags and "auxiliary" not in before.tags
                else -1
            )
    return -1


def _noun_goes_on(items: Sequence[Item], j: int) -> bool:
    """`loans to small enterprises`, `sales by retailers`: a preposition inside a noun phrase, not an infinitive."""
    if j == 0 or j + 1 >= len(items):
        return False
    before, behind = items[j - 1], items[j + 1]
    if before.kind != WORDS or behind.kind not in (WORDS, DECOY):
        return False
    if items[j].low == "to":
        return (
            "verb" not in behind.tags
            and "auxiliary" not in behind.tags
            and ("verb" not in before.tags or before.low.startswith("contribution"))
        )
    if items[j].low == "by":
        return not before.tags & {"up", "down"} and behind.low not in ("the end of",)
    return "verb" not in before.tags and before.low != ","


_OPENING = word_set("phrases", "opening")


def _list_goes_on(items: Sequence[Item], comma: int, end: int) -> bool:
    """Whether the phrase goes on to the left of a comma: a list that `and` closes further right."""
    right = items[comma + 1 : end]
    if not right or right[0].low in ("which", "who", "that", "of which"):
        return False
    if not any(item.low in ("and", "&", "or", "as well as") for item in right):
        return False
    a = comma - 1
    while (
        a >= 0
        and not (items[a].kind == MARK and items[a].low in ",;:.")
        and items[a].kind != QUANTITY
        and not _is_border(items, a, a + 1, comma)
    ):
        a -= 1
    left = items[a + 1 : comma]
    if (
        not left
        or left[0].kind == TIME
        or (left[0].low in _OPENING and (a < 0 or items[a].kind == MARK))
        or (a >= 0 and items[a].kind == QUANTITY)
    ):
        return False
    return not any(item.kind in (TIME, QUANTITY) for item in left)


def phrase_end(items: Sequence[Item], k: int) -> int:
    """Where the noun phrase that starts at item `k` ends: before verbs, times, numbers and marks."""
    j, depth = k, 0
    while j < min(len(items), k + _LONGEST):
        item = items[j]
        if item.kind == MARK and item.low in "()[]":
            if item.low in ")]" and not depth:
                break
            depth += 1 if item.low in "([" else -1
        elif depth == 0 and item.kind == MARK:
            if not (item.low == "," and _list_behind(items, j, k)) and item.low not in _QUOTES:
                break
        elif depth == 0 and (item.kind in (QUANTITY, TIME) or _ends_phrase(items, j, k)):
            break
        j += 1
    return trimmed(items, k, j)[1] if j > k else k


def phrase_from(items: Sequence[Item], k: int) -> Span:
    """The noun phrase that starts at item `k`."""
    return trimmed(items, k, phrase_end(items, k))


def _ends_phrase(items: Sequence[Item], j: int, start: int) -> bool:
    item = items[j]
    if item.kind != WORDS or j == start:
        return False
    if item.low in _STOPPERS or "auxiliary" in item.tags or item.tags & {"yoy", "mom", "qoq"}:
        return not (item.low in ("to", "on", "with", "by", "at", "from") and _noun_goes_on(items, j))
    return item.low in _FINITE or (
        item.low in ("in", "and", "for", "of") and j + 1 < len(items) and items[j + 1].kind in (TIME, QUANTITY)
    )


def _list_behind(items: Sequence[Item], comma: int, start: int) -> bool:
    """Whether a comma only parts the members of a list closed by `and` (`mining, gas and water`)."""
    if (
        comma + 1 < len(items)
        and items[comma + 1].low == "and"
        and not any(item.low == "," for item in items[start:comma])
    ):
        return False
    for item in items[comma + 1 : comma + 9]:
        if item.low in ("and", "&", "or"):
            return comma > start
        if (
            (item.kind == MARK and item.low != ",")
            or item.kind in (QUANTITY, TIME)
            or "auxiliary" in item.tags
            or item.low in _STOPPERS
        ):
            return False
    return False


def clause_end(items: Sequence[Item], k: int) -> int:
    """Where the clause from item `k` on ends; its verb belongs to what is counted (`people who …`, `jobs created`)."""
    j, depth = k, 0
    while j < min(len(items), k + _LONGEST):
        item = items[j]
        if item.kind == MARK and item.low in "()[]":
            if item.low in ")]" and not depth:
                break
            depth += 1 if item.low in "([" else -1
        elif depth == 0 and item.kind == MARK:
            if not (item.low == "," and _list_behind(items, j, k)) and item.low not in _QUOTES and item.low != "-":
                break
        elif (depth == 0 and (item.kind in (QUANTITY, TIME) or item.low in _BREAKERS)) or (
            depth == 0
            and item.low in ("and", "or", "in", "from", "to", "by", "at")
            and j + 1 < len(items)
            and items[j + 1].kind in (QUANTITY, TIME)
        ):
            break
        j += 1
    return trimmed(items, k, j)[1]


def trimmed(items: Sequence[Item], a: int, b: int) -> Span:
    """Without articles, openers, prepositions and times at either end."""
    while a < b and _drops(items[a], _LEADING, "("):
        a += 1
    while b > a and _drops(items[b - 1], _TRAILING, ")"):
        b -= 1
    return a, b


def _drops(item: Item, words: frozenset[str], kept: str) -> bool:
    if item.kind == TIME:
        return True
    if item.kind == MARK:
        return item.low not in kept
    if item.kind != WORDS:
        return False
    return item.low in words or bool(item.tags & {"above", "below", "about", "yoy"} and item.low not in ("under",))


def words_of(text: str, items: Sequence[Item], span: Span) -> str:
    """The words of a span without its numbers, times, auxiliaries and stray marks."""
    pieces: list[str] = []
    end = -1
    for item in items[span[0] : span[1]]:
        if item.kind == MARK:
            if item.low in "()" or (item.low in ",&/" and pieces):
                pieces.append(item.low)
        elif item.kind not in (QUANTITY, TIME) and not (item.kind == WORDS and "auxiliary" in item.tags):
            piece = " ".join(text[item.start : item.end].split())
            if pieces and end == item.start:
                pieces[-1] += piece
            elif pieces and end == item.start - 1 and text[end] in "-–":
                pieces[-1] += "-" + piece
            else:
                pieces.append(piece)
            end = item.end
    return _joined(pieces)


_TIDY = (
    (" ,", ","),
    ("( ", "("),
    (" )", ")"),
    (" ()", ""),
    ("()", ""),
    ("(,", "("),
    (" 's", "'s"),
    (" ’s", "’s"),
    (" / ", "/"),
    ("  ", " "),
    (",,", ","),
)


def _joined(pieces: Sequence[str]) -> str:
    joined = " ".join(pieces)
    for before, after in _TIDY:
        joined = joined.replace(before, after)
    if joined.count("(") != joined.count(")"):
        joined = joined.replace("(", "").replace(")", "")
    return joined.strip(" ,&/")
