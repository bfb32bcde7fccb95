"""What one part of a path, a caption or a line of units tells: unit, kind of number, times, status, and the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

import msgspec

from tallystick.reading.printed.en.conventions import Conventions
from tallystick.reading.tables.kinds import BY_UNIT, kind_in, settled, share_in
from tallystick.reading.tables.times import Clock, times_in
from tallystick.reading.tables.units import Claim, units_in
from tallystick.reading.tables.vocabulary import (
    Kind,
    against,
    always_against,
    listed,
    plain,
    relative,
    statuses,
)
from tallystick.reading.tables.whens import RELATIVE, WHOLE, YEAR, When

_NUMBERED = re.compile(
    r"^(?:(?:text |annex |appendix |summary )?(?:table|exhibit|statement|schedule|chart|figure)(?![a-z])"
    r"\s?(?:no\.?\s?)?"
    r"(?:(?:[A-Z]{1,3}[.-]?)?\d+(?:[.–-]\d+)*[A-Za-z]?|[A-Z](?=[\s.:–-]))\s?[.:–)-]*\s+"
    r"|(?:附|续)?表\s?[\d一二三四五六七八九十]+(?:[.–-]\d+)*\s?[.:、–-]?\s*)",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"^(?:\(?(?:[ivx]{1,4}|[a-z]|\d{1,2})[.)]\s+|\d+(?:\.\d+)+\.?\s+|\d{1,2}\)\s?"
    r"|\([a-z\d]{1,2}\)\s?|[IVX]{1,4}\.\s?|\(?[一二三四五六七八九十]{1,3}[、)]\s?|\d{1,2}、\s?|[#•·–-]\s+)"
)
_PART = re.compile(r"^[–-]?\s?(?:of which|o/w|thereof|including|incl\.|其中|#)\s?[:,]?\s*", re.IGNORECASE)
_CONTINUED = re.compile(r"\s?[(\[]?\b(?:continued|contd?\.?|cont'd|concluded)\b\.?[)\]]?|\(续\)|续完", re.IGNORECASE)
_REFERENCE = re.compile(
    r"[(\[]?\s?(?:base(?: (?:year|period))?\s?[:=]?\s?|以)?([^()\[\],;:=]{1,40}?)\s?(?:价格)?"
    r"\s?(?:=|为)\s?100(?:\.0+)?(?!\d)\s?[)\]]?",
    re.IGNORECASE,
)
_BASE_YEAR = re.compile(
    r"[(\[]?\bbase(?: (?:year|period))?\s?[:=]?\s?((?:19|20)\d\d(?:-\d\d)?)\s?[)\]]?", re.IGNORECASE
)
_YEAR_BEFORE = re.compile(
    r"上年|去年|last year|previous year|year (?:before|earlier)|preceding year|same (?:month|period)", re.IGNORECASE
)
_PERIOD_BEFORE = re.compile(r"上月|上季|previous (?:month|quarter)|preceding (?:month|quarter)", re.IGNORECASE)
_STATUS = re.compile(
    r"\(\s?([a-z.]{1,12}(?:\s[a-z]{1,10})?|[\u4e00-\u9fff]{2,5})\s?\)|(?<=\d)\s?([a-z])\b(?!-)", re.IGNORECASE
)
_MARKED_YEAR = re.compile(r"((?:[^()]*\W)?(?:19|20)\d\d)\s?[(\[]?\s?([a-z])\s?[)\]]?", re.IGNORECASE)
_EDGES = re.compile(
    r"^(?:[\s,;:|/–-]|(?:in|of|at|on|for|from|to|over|vs|and|the|as|with|per|比|较|与|的|和)(?=[\s,;:]|$)\s?)+"
    r"|(?:[\s,;:|/–-]|(?<=\s)(?:in|of|by|at|on|for|from|to|(?<!and )over|vs\.?|the|as|with|during|as of|ended)(?=\s*$)"
    r"|(?<=[\u4e00-\u9fff])(?:比|较|与|的|和)$)+$",
    re.IGNORECASE,
)
_EMPTY = re.compile(r"[(\[]\s*[,;:]*\s*[)\]]")
_LONGEST = 400  # characters of a label that are looked at


_SINCE = re.compile(r"(?:19|20)\d\d年以来(?:各[月季年])?")
_ENDS = re.compile(
    r"[,;]?\s?\b(?:end[ -]of[ -]period|period[ -]end|end[ -]period|outstanding at end of period)\b|[(]期末[)]",
    re.IGNORECASE,
)


_STATUS_FIRST = re.compile(r"\s*([A-Za-z]{4,12}|预算|计划|目标|预计)(?=\W*(?:FY\s?)?(?:19|20)\d\d)")
_ENDS_OPEN = re.compile(r"\b(?:ended|ending|as of|as at|vs\.?|versus|compared (?:to|with)|over|to)\s*$", re.IGNORECASE)
_GOES_ON = re.compile(r"(?:vs\.?|versus|over|compared|on|from|to|and)\s", re.IGNORECASE)
_TIME_ALONE = re.compile(r"(?:[A-Z][a-z]{2,8}\.?|Q[1-4]|H[12]|(?:19|20)\d\d|\d{1,2})(?:[ -](?:19|20)?\d\d)?")


_TENOR = re.compile(  # `1-year deposit rate`: how long money is lent, and no time between two rates
    r"(?:\d+|one|two|three|six|twelve)[ -](?:year|month|week)s?\s"
    r"(?!rates?\b|change|growth|percent|per cent|%|inflation|average)[a-z]",
    re.IGNORECASE,
)
_SAMPLE = re.compile(r"\s?[(\[]\s?n\s?=\s?[\d,. ]+[)\]]", re.IGNORECASE)
_PEOPLE_WITH = re.compile(
    r"(?:(?:percent|per cent|percentage|proportion|share)\s|%\s?)"
    r"(?=(?:with|without|having|who|that|not|owning|reporting|using|receiving)\s)",
    re.IGNORECASE,
)
_PERCENT_FIRST = re.compile(r"(?:percent|per cent|percentage|%)\s+(?:who\s|that\s)?(?=[a-z])", re.IGNORECASE)


class Label(msgspec.Struct, frozen=True):
    """What a label tells; `words` are what is left: the thing that is measured, or a part of it.

    `whole` is what a share is of, `reference` what an index is 100 in (a period, `year before`, `before`), `first`
    tells that its kind stands first in it.
    """

    words: str = ""
    claims: tuple[Claim, ...] = ()
    kind: Kind | None = None
    against: str = ""
    whole: str = ""
    reference: str = ""
    whens: tuple[When, ...] = ()
    status: str = ""
    first: bool = False


EMPTY = Label()
_PERCENT = Claim("%", Decimal(1), "%")


def label_of(words: str, clock: Clock, money: Conventions) -> Label:
    """Read a label.

    >>> found = label_of("Tourism receipts, 2019 (% of GDP)", Clock(), Conventions())
    >>> found.words, found.kind.measure, found.whole, [str(when.period) for when in found.whens]
    ('Tourism receipts', 'share', 'GDP', ['2019'])
    """
    words = _named(plain(words[:_LONGEST]))
    if not words:
        return EMPTY
    if words.strip(" :.()").casefold() in relative():
        whens, _ = times_in(words, clock)
        return Label(whens=whens)
    words, ends = _at_the_end_of(_SAMPLE.sub("", words))
    status, words = _marked_year(words)
    reference, words = _reference(words, clock)
    kind, other = kind_in(words)
    first = kind is not None and not kind.is_name and words.endswith(other)
    share, words = share_in(words)
    _, words = kind_in(words)
    claims, words = units_in(words, money)
    kind = settled(words, kind, share, reference, claims)
    if (kind is None or kind.is_name) and _PEOPLE_WITH.match(words):
        kind = Kind("share", "%", is_name=False)
    percent = _PERCENT_FIRST.match(words) if not claims else None
    words = words[percent.end() :] if percent else words
    claims = (_PERCENT, *claims) if percent or (share and share[0]) else claims
    told, words = _against(words, kind)
    told = told or next((BY_UNIT[claim.measure] for claim in claims if claim.measure in BY_UNIT), "")
    if not status:
        status, words = _status(words)
    if not status and (found := _STATUS_FIRST.match(words)) and found[1].casefold() in statuses():
        status, words = statuses()[found[1].casefold()], words[found.end(1) :]
    whens, words = times_in(_SINCE.sub("", words), clock)
    if not status:
        status, words = _status_word(words)
    whole = share[1] if share else ""
    return Label(_tidy(words), claims, kind, told, whole, reference, (*whens, *ends), status, first)


def joined(path: Sequence[str]) -> list[str]:
    """A path whose parts that go on with the one before are one with it.

    >>> joined(["% change", "May", "2023", "vs. Apr", "2023"])
    ['% change', 'May 2023 vs. Apr 2023']
    """
    if not any(_GOES_ON.match(part) or _ENDS_OPEN.search(part) for part in path):
        return list(path)
    parts: list[str] = []
    open_time = False
    for part in path:
        is_time = _TIME_ALONE.fullmatch(part.strip()) is not None
        if parts and (_GOES_ON.match(part) or _ENDS_OPEN.search(parts[-1]) or (is_time and open_time)):
            parts[-1] = f"{parts[-1]} {part}"
            is_time = True
        else:
            parts.append(part)
        open_time = is_time
    return parts


def _named(words: str) -> str:
    """The words without numbering, marks of a part, and `continued`."""
    words = _CONTINUED.sub("", _NUMBERED.sub("", words, count=1))
    words = _PART.sub("", _LISTED.sub("", words, count=1), count=1)
    return words.strip()


def _at_the_end_of(words: str) -> tuple[str, tuple[When, ...]]:
    """`(end of period)`: the last day of what another label names."""
    found = _ENDS.search(words)
    if not found:
        return words, ()
    return f"{words[: found.start()]} {words[found.end() :]}".strip(), (When(RELATIVE, name="end"),)


def _reference(words: str, clock: Clock) -> tuple[str, str]:
    """`Index (2015=100)`: what it is 100 in, and the words without it."""
    found = _REFERENCE.search(words) or _BASE_YEAR.search(words)
    if not found:
        return "", words
    told = found[1].strip(" :")
    left = f"{words[: found.start()]} {words[found.end() :]}".strip()
    if _YEAR_BEFORE.search(told):
        return "year before", left
    if _PERIOD_BEFORE.search(told):
        return "before", left
    whens, rest = times_in(told, clock)
    periods = [when.period for when in whens if when.kind in (WHOLE, YEAR) and when.period]
    if not periods:
        return ("100", left) if "100" in found[0] else ("", words)
    return str(periods[-1]), f"{rest.strip()} {left}".strip() if len(rest.split()) < len(left.split()) else left


def _against(words: str, kind: Kind | None) -> tuple[str, str]:
    """What a change is counted from. The words go where something tells that they are of a change."""
    for form, name in against():
        found = form.search(words)
        if found is None:
            continue
        left = f"{words[: found.start()].rstrip()} {words[found.end() :].lstrip()}".strip()
        moves = kind is not None and kind.measure in ("growth", "change", "annualised_growth", "contribution")
        is_rate = kind is not None and kind.is_name and kind.unit == "%"
        sure = found[0].casefold() in always_against()
        if is_rate and not moves and _TENOR.match(words, found.start()):
            return "", words
        return (name, left) if moves or is_rate or sure or not _tidy(left) else ("", words)
    return "", words


def _status(words: str) -> tuple[str, str]:
    """`2024f`, `2016 (est.)`, `2022-23 (BE)`: the status that a mark tells."""
    for found in _STATUS.finditer(words):
        mark = (found[1] or found[2]).casefold()
        if mark in statuses():
            return statuses()[mark], f"{words[: found.start()]}{words[found.end() :]}"
    return "", words


def _marked_year(words: str) -> tuple[str, str]:
    """`2021 (p)`, `May 2021 r`: the status that the letter behind a year tells, which is no unit.

    >>> _marked_year("2021 (p)"), _marked_year("2021 t")
    (('actual', '2021'), ('', '2021 t'))
    """
    found = _MARKED_YEAR.fullmatch(words)
    mark = found[2].casefold() if found else ""
    return (statuses()[mark], found[1]) if found and mark in statuses() else ("", words)


def _status_word(words: str) -> tuple[str, str]:
    """A status that is all of the words, or the first or last of them."""
    low = _tidy(words).casefold()
    if low in statuses():
        return statuses()[low], ""
    first, _, rest = low.partition(" ")
    if len(first) > 3 and first in statuses() and rest:
        return statuses()[first], words
    return "", words


def _tidy(words: str) -> str:
    """What names something: no edges of little words, nothing where only plain words are left."""
    words = _EMPTY.sub("", words).replace(" ,", ",").replace(" ;", ";")
    before = None
    while before != words:
        before, words = words, _EDGES.sub("", words).strip()
    if words.casefold().strip(" .:") in listed("measures", "plain"):
        return ""
    return " ".join(words.split())
