"""What the unit column of a table means: `MIO_EUR`, `USD mn`, `亿千瓦时`, `10 000 t`, `I15`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, NamedTuple

from tallystick.knowledge.loader import load_topics
from tallystick.model import SeriesError

ADVICE = "write it like '100 million yuan', '10 000 t', 'EUR mn', '%' or 'pp'"
_NUMBER = re.compile(r"(?:10\^(?P<power>\d{1,2})|1(?P<noughts>(?:[ ,]?0){0,12})|'?(?P<thousands>000)s?)(?=\D|$) ?")
_NUMBER_BEHIND = re.compile(r" (?:10\^(?P<power>\d{1,2})|1(?P<noughts>(?:[ ,]?0){1,12})|'?(?P<thousands>000)s?)$")
_OF_A_WHOLE = re.compile(r"(?:%|percent|per cent|percentage|pct|pc) of (?:the )?(.+)")
_REFERENCE = re.compile(r"(\d{4}(?:-\d{2})?) ?= ?100")
_SHORT_INDEX = re.compile(r"(?:I|IX|INX|INDEX_?)(\d{2}|\d{4})(?:_.*)?")
_YEAR_BEFORE = re.compile(r"(?:上年|(?:last|previous|preceding) year|year (?:before|earlier))[^=]*= ?100")
_SEPARATORS = " ,;:()-/_"


class Unit(NamedTuple):
    """The code, the power of ten of the numbers, what an index is 100 in, and the measure if the unit tells it."""

    code: str
    power: int = 0
    base: str = ""
    measure: str = ""


@lru_cache(maxsize=4096)
def read_unit(text: str) -> Unit:
    """The meaning of a unit as a table writes it; SeriesError for one that is not known.

    >>> read_unit("MIO_EUR")
    Unit(code='EUR', power=6, base='', measure='')
    >>> read_unit("Index, 2015 = 100").base
    '2015'
    """
    plain = " ".join(unicodedata.normalize("NFKC", text).split())
    if of := _OF_A_WHOLE.fullmatch(plain.lower()):
        return Unit("%", measure=f"share of {of[1]}")
    found = _index(plain) or _scaled(plain, depth=4) or _ratio(plain)
    if found is None:
        raise SeriesError(f"unknown unit {text!r}", ADVICE)
    measure = _words()["measures"].get(plain.lower().replace("_", " "), "")
    return found._replace(measure=measure)


def _ratio(text: str) -> Unit | None:
    """A unit for each of another: `USD/bbl`, `元/吨`, `euros per tonne`."""
    above, mark, below = re.sub(r"\s*(?:/|\bper\b)\s*", "\0", text, count=1).partition("\0")
    over, under = (_scaled(above, depth=4), _scaled(below, depth=1)) if mark and above and below else (None, None)
    if over is None or under is None or "1" in (over.code, under.code):
        return None
    return Unit(f"{over.code}/{under.code}", over.power - under.power)


def _index(text: str) -> Unit | None:
    low = text.lower().replace("_", " ")
    if _YEAR_BEFORE.search(low):
        return Unit("point", 0, "year before")
    if reference := _REFERENCE.search(low):
        return Unit("point", 0, reference[1])
    if short := _SHORT_INDEX.fullmatch(text):
        year = short[1] if len(short[1]) == 4 else f"{'19' if short[1] >= '50' else '20'}{short[1]}"
        return Unit("point", 0, year)
    return Unit("point") if low.startswith("index") else None


def _scaled(text: str, depth: int) -> Unit | None:
    """A unit word with the scale words and round numbers that stand around it."""
    if exact := _words()["exact"].get(text):
        return Unit(exact[0], exact[1])
    low = text.lower().replace("_", " ").strip(_SEPARATORS)
    if low in _codes():
        return Unit(_codes()[low])
    if low in _scaled_words():
        return Unit(*_scaled_words()[low])
    for power, rest in _peeled(text.replace("_", " ")) if depth else ():
        found = _scaled(rest, depth - 1)
        if found is not None:
            return Unit(found.code, found.power + power)
    return None


def _peeled(text: str) -> Iterator[tuple[int, str]]:
    """What is left when one scale is taken off either end, with its power of ten; the longest scales first."""
    yield from _without_number(text)
    low, closed = text.lower(), text.rstrip(") ")
    for word in _scales():
        power = _words()["scales"][word]
        if low.startswith(word) and _parted(word, low[len(word) :]):
            yield power, text[len(word) :].lstrip(_SEPARATORS)
        if closed.lower().endswith(word) and _parted(word, closed[: -len(word)].lower()[::-1]):
            yield power, closed[: -len(word)].rstrip(_SEPARATORS)
    for letter, power in _words()["scales_of_money"].items():
        if low.endswith(letter) and _is_money(text[:-1]):
            yield power, text[:-1].rstrip()
    for words in _words()["around"]["words"]:
        space = " " if words.isascii() else ""
        if low.startswith(words + space):
            yield 0, text[len(words) :].lstrip(_SEPARATORS)
        if low.endswith(space + words):
            yield 0, text[: -len(words)].rstrip(_SEPARATORS)


def _without_number(text: str) -> Iterator[tuple[int, str]]:
    """`10 000 t`, `10^8 yuan`, `'000 tonnes`; behind the unit, `JPY 100 million` without its million."""
    for number, rest in ((_NUMBER.match(text), text), (_NUMBER_BEHIND.search(text), "")):
        if number:
            noughts = (number["noughts"] or "").replace(" ", "").replace(",", "")
            power = int(number["power"] or 0) + len(noughts) + (3 if number["thousands"] else 0)
            yield power, rest[number.end() :] or text[: number.start()]


def _is_money(text: str) -> bool:
    code = _codes().get(text.strip().lower(), "")
    return len(code) == 3 and code.isalpha() and code.isupper()


def _parted(word: str, neighbours: str) -> bool:
    """Whether a scale word ends where it seems to: Latin letters must not run on (a currency's sign may)."""
    if not word.isascii() or not neighbours:
        return True
    return not (neighbours[0].isascii() and neighbours[0].isalnum()) or neighbours[:3].upper() in _reversed_currencies()


@cache
def _words() -> dict[str, Any]:
    return load_topics("importing")["units"]


@cache
def _scales() -> tuple[str, ...]:
    return tuple(sorted(_words()["scales"], key=len, reverse=True))


@cache
def _codes() -> dict[str, str]:
    """Word → code, lower case: this table's own, and those by which texts in both languages name units."""
    own = {form: code for code, forms in _words()["codes"].items() for form in forms}
    read: dict[str, str] = {}
    for language in ("en", "zh"):
        for topic, content in load_topics(f"units/{language}").items():
            for code, forms in content.get("units", {}).items() if topic != "durations" else ():
                read |= {form.lower(): code for form in forms if code != "$"}
            read |= dict.fromkeys(content.get("counters", ()), "1")
    iso = {code.lower(): code for code in load_topics("units/en")["currencies"]["codes"]}
    return iso | read | own


@cache
def _scaled_words() -> dict[str, tuple[str, int]]:
    """Word → code and power of ten, lower case, for those by which texts name so many of a unit (`gwh`, `美分`)."""
    return {
        word.lower(): (code, Decimal(str(worth)).adjusted())
        for language in ("en", "zh")
        for content in load_topics(f"units/{language}").values()
        for word, (code, worth) in content.get("scaled", {}).items()
        if Decimal(str(worth)).normalize().as_tuple().digits == (1,) and not (code.islower() and len(code) > 3)
    }


@cache
def _reversed_currencies() -> frozenset[str]:
    """Three letters of currencies, read backwards and forwards, as `USDmn` and `mnUSD` have them."""
    codes = [code for code in _words()["codes"] if len(code) == 3 and code.isupper()]
    return frozenset([*codes, *(code[::-1] for code in codes)])
