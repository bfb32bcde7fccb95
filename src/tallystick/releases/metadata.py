"""What a release says of itself: title, day of publication, day of the event, place, publisher."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from tallystick.knowledge.loader import load_topics
from tallystick.model import Block
from tallystick.releases.dates import PrintedDate, date_in_address, find_dates, iso_date

_HEAD = 4000  # characters of a text in which it says when and where it was published
_HEAD_BLOCKS = 40
_TAIL = 1500
_ADDRESS = re.compile(r"https?://[^\s)\]>\"']{4,400}")
_EVENT = re.compile(
    r"""
      \b(?:held|hold|holds|holding|convened|hosted|gave|delivered|Delivered|opened)\b[^.]{0,160}?\b(?:press|news|briefing|conference|session|meeting|congress)\b[^.]{0,200}?\s(?:on)\s
    | \b(?:minutes|record|account|summary|highlights)\b[^.]{0,100}?\bmeetings?\b[^.]{0,160}\son\s\Z
    | (?:今天|今日|昨天|昨日|日前)[（(]
    | 发布会|记者会|吹风会
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PLACE = re.compile(
    r"\b(?:conference|briefing|meeting|session|congress)\s(?:was\s)?(?:held\s)?in\s((?:[A-Z][a-z]+(?:,\s|\s)?){1,3})"
)
_DATELINE_PLACE = re.compile(
    r"^([A-Z][A-Za-z]+(?:,?\s[A-Z][A-Za-z.]+){0,2})(?:,|\s[–—-])\s"
    r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s\d{1,2}\b",
    re.MULTILINE,
)
_HAN_PLACE = re.compile(
    r"(?:在|于)([\u4e00-\u9fff]{2,4}?)(?:举行|召开|举办)[\u4e00-\u9fff]{0,6}(?:发布会|记者会|吹风会)|(?:新华社|中新社|本报)([\u4e00-\u9fff]{2,4})\d{1,2}月"
)
_DATED_KINDS = ("dateline", "paragraph", "title", "heading", "item")
# Words before a day that say it is that of publication, and words before these that say it is not this one's.
_CUED = re.compile(
    r"\b(?:embargo(?:ed)?|(?:for|date\sof|press|immediate)\srelease|(?:release|publish|publication|issue)\sdate|released|published|issued)\b"
    r"[^.;\n]{0,60}\Z|(?:发布时间|发布日期|成文日期|发布于)[^。；\n]{0,20}\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(r"[A-Za-z ]+date\s?:\s{0,3}", re.IGNORECASE)
_OF_ANOTHER = re.compile(
    r"\b(?:next|forthcoming|expected|scheduled|previous|earlier|last|following|future|will\sbe|be|was|were|been|data|figures?|estimates?|report)\W"
    r"|下次|下一|上次",
    re.IGNORECASE,
)
_CUE_START = 40  # characters behind the beginning of a line where the cue begins at the latest
_CUE_SPAN = 120  # characters from the beginning of a line within which the day of publication is told
_HAN_EVENTS = ("发布会", "记者会", "吹风会")
_META_DATES = (
    "released",
    "date",
    "published",
    "publishdate",
    "pubdate",
    "article:published_time",
    "dc.date",
    "dcterms.issued",
    "datepublished",
    "article.published",
)
_META_TITLES = (
    *("title", "articletitle", "og:title", "dc.title", "headline"),
    *("statistical bulletin", "statistical release", "press release", "news release"),  # heads of a list in print
)
_META_PUBLISHERS = ("publisher", "contentsource", "og:site_name", "dc.publisher", "sitename", "author")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What was found; empty or None where the release does not tell."""

    title: str = ""
    released: date | None = None
    event: date | None = None
    place: str = ""
    publisher: str = ""


def metadata(text: str, body: int, blocks: Sequence[Block], given: Mapping[str, str], source: str) -> Metadata:
    """Metadata from the header (`given`, lower-case keys), the source's address and the text from `body` on."""
    title = _first(given, _META_TITLES) or _printed_title(text, blocks)
    stated = _stated_date(given)
    printed = list(_head_dates(text, body))
    linked = stated or date_in_address(source) or _linked_date(text, given)
    event = _event(text, printed)
    released = linked or _released(text, blocks, event) or _speech_date(text, body, printed)
    if event and released and event.on(released.year):
        happened = event.on(_year_of(event, released))
    else:
        happened = event.on() if event and event.year else None
    return Metadata(title, released, happened, _place(text, body), _publisher(text, body, given, source))


def _first(given: Mapping[str, str], keys: Sequence[str]) -> str:
    return next((given[key] for key in keys if given.get(key)), "")


def _printed_title(text: str, blocks: Sequence[Block]) -> str:
    block = next((block for block in blocks if block.kind == "title"), None)
    return " ".join(text[block.start : block.end].split()) if block else ""


def _stated_date(given: Mapping[str, str]) -> date | None:
    """The day the header states; a month stands for its last day, a year alone tells no day."""
    for key in _META_DATES:
        stated = given.get(key, "")
        day = iso_date(stated) or next((d.on() for d in find_dates(stated, 0, 60) if d.year and d.start < 2), None)
        if day:
            return day
    return None


def _linked_date(text: str, given: Mapping[str, str]) -> date | None:
    """The day in the path of the address the text gives for itself, above or below it."""
    for address in (given.get("source_url", ""), given.get("url", ""), given.get("og:url", "")):
        day = date_in_address(address)
        if day:
            return day
    found = _ADDRESS.findall(text, max(len(text) - _TAIL, 0))
    days = {date_in_address(address) for address in found} - {None}
    return days.pop() if len(days) == 1 else None


def _head_dates(text: str, body: int) -> Iterator[PrintedDate]:
    return find_dates(text, body, min(len(text), body + _HEAD))


def _event(text: str, printed: Sequence[PrintedDate]) -> PrintedDate | None:
    """The day on which what is reported took place: `held a press conference on Feb. 28`, `今天（2月28日）`."""
    for day in printed:
        before = text[max(day.start - 260, 0) : day.start]
        cues = list(_EVENT.finditer(before))
        if not cues:
            continue
        gap = len(before) - cues[-1].end()
        if gap == 0 or (gap < 12 and cues[-1][0] in _HAN_EVENTS):
            return day
    return None


def _year_of(event: PrintedDate, released: date) -> int:
    """The year of an event printed without one: the latest that does not lie after the publication."""
    day = event.on(released.year)
    return released.year - 1 if day and day > released and not event.year else released.year


def _released(text: str, blocks: Sequence[Block], event: PrintedDate | None) -> date | None:
    """The day that stands alone on a line, or at the end of one set off by spaces; not that of the event."""
    alone: list[date] = []
    for block in [block for block in blocks if block.kind in _DATED_KINDS][:_HEAD_BLOCKS]:
        if block.end - block.start > _HEAD:
            continue
        for day in find_dates(text, block.start, block.end):
            on = day.on() if day.year else None
            if on and (_is_set_off(text, block, day) or _is_cued(text[block.start : day.start])):
                alone.append(on)
    later = [day for day in alone if event is None or (day.month, day.day) != (event.month, event.day)]
    return next(iter(later or alone), None)


def _is_set_off(text: str, block: Block, day: PrintedDate) -> bool:
    if block.kind in ("heading", "item"):
        return False
    return block.kind == "dateline" or (day.end == block.end and text[day.start - 2 : day.start].isspace())


def _is_cued(before: str) -> bool:
    """Whether the words before a day say that it is the one of publication.

    >>> _is_cued("Embargoed until 9:30, Wednesday "), _is_cued("Expected release date: ")
    (True, False)
    >>> _is_cued("Kind: index of production  By: Department of Statistics  Publish Date: ")
    True
    """
    if len(before) > _CUE_SPAN:
        return False
    found = _CUED.search(before)
    if found and _LABEL.fullmatch(found[0]):  # `Kind: …  Publish Date: `, wherever in its line
        return not _OF_ANOTHER.search(before, max(0, found.start() - _CUE_START), found.end())
    return found is not None and found.start() < _CUE_START and not _OF_ANOTHER.search(before, 0, found.end())


def _speech_date(text: str, body: int, printed: Sequence[PrintedDate]) -> date | None:
    """The day of a report delivered: `Delivered at … on March 5, 2021`, `——2025年1月15日在…会议上`."""
    for day in printed:
        if not day.year or day.start - body > 1200:
            continue
        line = text.rfind("\n", body, day.start) + 1 or body
        before, after = text[max(line, day.start - 200) : day.start], text[day.end : day.end + 80]
        before = text[max(body, day.start - 200) : day.start] if not re.match(r"[—\-\s]*\Z", before) else before
        spoken = re.search(r"\b(?:[Dd]elivered|[Pp]resented)\b[^.]{0,160}\bon\s+\Z", before)
        if spoken or (
            re.match(r"[—\-\s]*\Z", before) and re.match(r"[^。\n]{0,20}在[^。\n]{2,60}(?:会议|大会)", after)
        ):
            return day.on()
    return None


def _place(text: str, body: int) -> str:
    head = text[body : body + _HEAD // 3]
    found = _PLACE.search(head) or _DATELINE_PLACE.search(head)
    if found:
        return found[1].strip(" ,")
    han = _HAN_PLACE.search(head)
    return (han[1] or han[2]) if han else ""


@cache
def _publishers() -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
    rows = [row for topic in load_topics("sources/publishers").values() for row in topic["publisher"]]
    return tuple((row["name"], tuple(row.get("aliases", ())), tuple(row.get("hosts", ()))) for row in rows)


def _publisher(text: str, body: int, given: Mapping[str, str], source: str) -> str:
    """The publisher the header states, else the one of the source's host, else the first one the head names."""
    stated = _first(given, _META_PUBLISHERS)
    if stated:
        return stated
    host = (urlsplit(source).hostname or "") if "://" in source else ""
    for name, _, hosts in _publishers():
        if host and any(host == known or host.endswith("." + known) for known in hosts):
            return name
    head = text[body : body + 1500]
    places = [
        (place, name)
        for name, aliases, _ in _publishers()
        for word in (name, *aliases)
        if (place := _word_place(head, word)) >= 0
    ]
    return min(places)[1] if places else ""


def _word_place(text: str, word: str) -> int:
    if not word.isascii():
        return text.find(word)
    found = re.search(rf"\b{re.escape(word)}\b", text)
    return found.start() if found else -1
