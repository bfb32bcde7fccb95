"""What is measured, from the words of a row, a column and a caption: a part keeps its whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from tallystick.knowledge import find_area, find_indicator, load_topics
from tallystick.reading.tables.vocabulary import listed, named, topic

_MOST_OF_A_CAPTION = 7  # words, beyond which a caption is a sentence and no name
_MOST_ZH = 16  # characters, likewise
_LISTING = re.compile(r",|;|、|\s(?:and|&)\s|和|及|与", re.IGNORECASE)
_NO_HEAD = re.compile(r"\s?[(].*|余额|情况|表$|(?<=存量|规模)余额")
_WORD = re.compile(r"[a-z]{3,}|[\u4e00-\u9fff]{2}")
_GOING_ON = ("by ", "and ", "of ", "in ", "for ", "through ", "from ", "to ")
_LONGEST_CORE = 48  # characters of a caption that can stand for a name
_LONGEST = 240  # characters of a subject
_TOTALS = frozenset({"total", "all", "合计", "总计", "totals", "grand total"})
_A_MARK = re.compile(r"[A-Za-z]\.?|\([a-z]\)")  # the letter or number of a row before its name
_DASH = re.compile(r"\s[–-]\s")
_FOR = re.compile(r"^\s*for\s(?:the\s)?", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-Z][\w'.-]*|and|of|the)(?:\s(?:[A-Z][\w'.-]*|and|of|the)){0,4}")
_SEVERAL_PARTS = 3
_ZH = re.compile(r"[\u4e00-\u9fff]")


@lru_cache(maxsize=65536)
def subject_of(
    row: tuple[str, ...], column: tuple[str, ...], caption: str, language: str, whole: str = ""
) -> tuple[str, str]:
    """What is measured, and what told it: `row`, `column`, `both`, `caption` or `none`.

    The caption is called in where neither row nor column names an indicator; `whole`, which the rows part, before it.

    >>> subject_of(("Herring",), ("Norway",), "Landings by species and country", "en")
    ('Landings, Herring, Norway', 'caption')
    """
    rows, columns = _rows(row, _noun_at_end(whole)), _columns(column)
    parts = list(dict.fromkeys([*rows, *columns]))
    by = "both" if rows and columns else "row" if rows else "column" if columns else "none"
    core = whole or caption_core(caption)
    if core and not whole and _LISTING.search(core) and _shares_words(core, parts):
        core = ""  # a list of indicators, of which the parts name one
    if core and any(_is_in(part, core) for part in parts):  # a row that only says `stock` of what the caption names
        parts = list(dict.fromkeys(core if _is_in(part, core) else part for part in parts))
    elif (
        core
        and not any(core.casefold() in part.casefold() for part in parts)
        and (not parts or (_is_short(core) and _wants_caption(rows, parts, core, language)))
    ):
        parts, by = [core, *parts], "caption"
    joint = "，" if language == "zh" else ", "
    return joint.join(parts)[:_LONGEST], by if parts else "none"


def _is_short(core: str) -> bool:
    return len(core) <= _MOST_ZH if _ZH.search(core) else len(core.split()) <= _MOST_OF_A_CAPTION


def _wants_caption(rows: Sequence[str], parts: Sequence[str], core: str, language: str) -> bool:
    """Whether parts name no indicator, or the rows are times and the caption names what the heads part."""
    if not names_indicator(tuple(parts), language):
        return True
    if rows or _ZH.search(core):
        return False
    return _shares_words(core, parts) or 2 * len(core.split()) <= 3 * len(" ".join(parts).split())


def _shares_words(core: str, parts: Sequence[str]) -> bool:
    """Whether a part has a word of a caption."""
    had = {word.rstrip("s") for word in _WORD.findall(core.casefold())}
    return any(word.rstrip("s") in had for part in parts for word in _WORD.findall(part.casefold()))


def _is_in(part: str, core: str) -> bool:
    """Whether a caption names all that a part does, and more."""
    if len(part) >= len(core) or len(core) > _LONGEST_CORE:
        return False
    if _ZH.match(part):
        return _NO_HEAD.sub("", core).endswith(part)
    return core.casefold().endswith(f" {part.casefold()}")


@lru_cache(maxsize=65536)
def _rows(row: tuple[str, ...], indicator: str = "") -> tuple[str, ...]:
    """The words of a row's path: without heads that only part it; the indicator of a group goes to its rows."""
    row = tuple(words for words in row if not _A_MARK.fullmatch(words)) or row
    kept: list[str] = []
    for depth, words in enumerate(row):
        last = depth == len(row) - 1
        noun = _noun_at_end(words) if _ZH.search(words) else ""
        if not last and noun and words.startswith(_starts()) and words != noun:
            indicator = noun
            continue
        if not last and is_partition(words):
            continue
        kept.append(words)
    if indicator and kept and indicator not in kept[-1] and not _noun_at_end(kept[-1]):
        kept[-1] = kept[-1] + indicator
    return tuple(kept) if len(kept) < 2 else tuple(words for words in kept if words.casefold() not in _TOTALS)


@lru_cache(maxsize=65536)
def _columns(column: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(words for words in column if words.casefold() not in _TOTALS)


@lru_cache(maxsize=65536)
def names_indicator(parts: tuple[str, ...], language: str) -> bool:
    """Whether the words name what is measured themselves, and not only a part, a place or a group of it."""
    if any(named("subjects", "nouns").search(part) for part in parts):
        return True
    words = "".join(parts) if language == "zh" else " ".join(parts)
    return find_indicator(words, language, find_area(words, language)) is not None


@lru_cache(maxsize=65536)
def _noun_at_end(words: str) -> str:
    return next((noun for noun in _nouns_zh() if words.endswith(noun)), "")


@cache
def _nouns_zh() -> tuple[str, ...]:
    nouns = (noun for noun in listed("subjects", "nouns") if _ZH.match(noun))
    return tuple(sorted(nouns, key=lambda noun: (-len(noun), noun)))


@cache
def _starts() -> tuple[str, ...]:
    return tuple(topic("subjects")["groups"]["starts"])


def is_partition(words: str) -> bool:
    """Whether a group only says how the rows below part the whole.

    >>> is_partition("By sector"), is_partition("分三大门类"), is_partition("Byproducts")
    (True, True, False)
    """
    return _partition().match(words) is not None


def is_stub_head(words: str) -> bool:
    """Whether words only say what the stubs of a table are.

    >>> is_stub_head("Country"), is_stub_head("Cider ($/gal)")
    (True, False)
    """
    return words.strip(" :：").casefold() in _stub_heads()


@cache
def _stub_heads() -> frozenset[str]:
    heads = load_topics("tables")["heads"]["stub_heads"]
    return frozenset([*heads["en"], *heads["zh"]])


@cache
def _partition() -> re.Pattern[str]:
    return re.compile("|".join(topic("subjects")["partitions"]["patterns"]), re.IGNORECASE)


@lru_cache(maxsize=4096)
def caption_core(caption: str) -> str:
    """What a caption names, without how it is broken down.

    >>> caption_core("Landings by species"), caption_core("主要数据"), caption_core("Trade: main indicators")
    ('Landings', '', 'Trade')
    """
    caption = _before().sub("", _before().sub("", caption))
    found = _caption_end().search(caption)
    core = _dashed((caption[: found.start()] if found and found.start() else caption).strip(" ,;:–-"))
    if core.casefold().startswith(_GOING_ON):  # the last line of a caption: what it goes on with is not known
        return ""
    if core.casefold() in _empty() or core.casefold().rpartition(" ")[2] in topic("subjects")["empty"]["collections"]:
        return ""
    for words in sorted(_empty(), key=len, reverse=True):
        if _ZH.match(words) and core.endswith(words):
            return core[: -len(words)].rstrip("的")
    return core


def _dashed(core: str) -> str:
    """`Paid hours - Total - For male crews: Norway` → `Paid hours, male crews`: a series tells its parts by dashes.

    A total says nothing, and an area behind a colon is where all of it is.
    """
    parts = _DASH.split(core)
    if len(parts) < _SEVERAL_PARTS or _ZH.search(core):
        return core
    before, colon, area = parts[-1].rpartition(":")
    if colon and before and _NAME.fullmatch(area.strip()) and find_area(area.strip(), "en"):
        parts[-1] = before
    return ", ".join(_FOR.sub("", part).strip() for part in parts if part.strip().casefold() not in _TOTALS)


@cache
def _empty() -> frozenset[str]:
    return frozenset(topic("subjects")["empty"]["words"])


@cache
def _before() -> re.Pattern[str]:
    return re.compile("|".join(topic("subjects")["before"]["patterns"]), re.IGNORECASE)


@cache
def _caption_end() -> re.Pattern[str]:
    return re.compile("|".join(topic("subjects")["ends"]["patterns"]), re.IGNORECASE)


def is_stock(words: str) -> bool:
    """Whether what is measured is counted at a moment: its months, quarters and years mean their last day.

    >>> is_stock("Government debt"), is_stock("Interest on government debt"), is_stock("贷款余额")
    (True, False, True)
    """
    return _is_stock(words)


@lru_cache(maxsize=65536)
def _is_stock(words: str) -> bool:
    return bool(named("times", "stocks").search(words)) and not named("times", "flows").search(words)
