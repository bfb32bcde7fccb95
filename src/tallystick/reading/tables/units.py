"""The units that a label prints: in brackets, behind a comma or a dash, as all of its words, or at its end."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

import msgspec

from tallystick.knowledge import load_topics
from tallystick.knowledge.table_units import Unit, read_unit
from tallystick.model import SeriesError
from tallystick.reading.printed.en.conventions import Conventions

RATES = frozenset({"%", "pp", "bp", "‰", "times", "rank", "point"})
_BRACKET = re.compile(r"[(\[]([^()\[\]]{1,100})[)\]]")
_PIECE = re.compile(r"\s*(?:,(?!\d{3})|[;:|、])\s*|\s[-–]\s|^[-–]\s?")
_IN_BRACKET = re.compile(r"\s*[,;、|]\s*|\s(?:and|&)\s|和|及")
_AND = re.compile(r"\s(?:and|&)\s|和|及")
_LAST_WORDS = re.compile(r"(?<=\s)\S+(?:\s\S+){0,2}$")
_YEAR_AND_RATE = re.compile(r"(?:in\s)?(?:19|20)\d\d\b[\s,;:(]*(?:%|per ?cent)[\s)]*", re.IGNORECASE)
_HEAD = re.compile(
    r"^(?:(?:all )?(?:figures|numbers|amounts|values|data|prices)(?: are)?|expressed|units?"
    r"|unit of measure|单位|计量单位|金额单位|币种)\s*(?:in\b|[::]|of\b)?\s*",
    re.IGNORECASE,
)
_OF = re.compile(r"^(?P<unit>[\w$€£¥₹' ,.]{3,40}?)\sof\s(?=[a-z])", re.IGNORECASE)
_PER_ONE = re.compile(
    r"\s?(?:/|\bper\b|\ba\b|\beach\b)\s?(?:capita|head|person|share|inhabitant|employee|household|unit|year|annum|month|day|week"
    r"|quarter|hour worked|hour|worker"
    r"|股|人|户|年|月|日|天|周|季|套|台|辆|件|次|头|只|人次|每股|处|座|个|家|所)$",
    re.IGNORECASE,
)
_PER_THOUSAND = re.compile(
    r"^(?:per|rates? per|每)\s?1?[\d ,.万千百]*(?:\s?(?:population|persons|people|inhabitants|live births|births"
    r"|of population|women|人|名).*)?$",
    re.IGNORECASE,
)
_PRICES = re.compile(
    r"\b(?:chained|constant|current|nominal|real|at|prices|(?:19|20)\d\d(?:-\d\d)?)\b|[()]", re.IGNORECASE
)
_CENTS = re.compile(r"(?<![a-z] )\bcents?\b|¢", re.IGNORECASE)
_NOTHING = re.compile(r"^[\W\d_]*$")
_SCALED = 100


class Claim(msgspec.Struct, frozen=True):
    """A unit that a label prints: its code, what one printed unit is worth in it, and the words that print it.

    `bare` tells a name of things or money that is all there is (`Persons`, `Euro`): it may name what is counted. A
    `scale` alone (`thousands`) has no unit of its own.
    """

    code: str
    worth: Decimal
    words: str
    bare: bool = False
    scale: bool = False
    base: str = ""
    measure: str = ""


def units_in(words: str, money: Conventions) -> tuple[tuple[Claim, ...], str]:
    """The units of a label, the nearest first, and the words that are left of it.

    >>> found, rest = units_in("Barley stocks (million tonnes)", Conventions())
    >>> [(claim.code, str(claim.worth)) for claim in found], rest
    ([('t', '1000000')], 'Barley stocks')
    """
    whole = unit_of(words, money) if words.find("(") <= 0 else None
    if whole is not None:
        return (whole,), words if whole.bare else ""
    claims: list[Claim] = []
    for found in list(_BRACKET.finditer(words))[::-1]:
        told = _bracket(found[1], money)
        if told:
            claims += told
            words = f"{words[: found.start()].rstrip()} {words[found.end() :].lstrip()}".strip()
    if claims and (more := unit_of(words, money)) is not None and not more.bare:
        return (*claims, more), ""
    outside, words = _rates_joined(words, money) or _outside(words, money)
    return (*claims, *outside), words


def _bracket(inner: str, money: Conventions) -> list[Claim]:
    """The units in a bracket; none where it says anything else first."""
    whole = unit_of(inner, money) or _duration(inner)
    if whole is not None:
        return [whole]
    claims = [claim for part in _IN_BRACKET.split(inner) if (claim := unit_of(part, money)) is not None]
    return [claim for claim in claims if not claim.bare] or claims[:0]


def _duration(words: str) -> Claim | None:
    """`(years)`, `(小时)`: a length of time, which without brackets would head the times of a table."""
    code = _durations().get(words.strip().casefold(), "")
    return Claim(code, Decimal(1), words) if code else None


@cache
def _durations() -> dict[str, str]:
    return {
        word.casefold(): code
        for language in ("en", "zh")
        for code, forms in load_topics(f"units/{language}")["durations"]["units"].items()
        for word in forms
    }


def _rates_joined(words: str, money: Conventions) -> tuple[list[Claim], str] | None:
    """`Yields, percent and basis points`: the units of several rates at the end of a label, or as all of it."""
    head, _, last = words.rpartition(", ")
    claims = [unit_of(part, money) for part in _AND.split(last)]
    told = [claim for claim in claims if claim is not None and claim.code in RATES and not claim.bare]
    return (told, head) if len(claims) > 1 and len(told) == len(claims) else None


def _outside(words: str, money: Conventions) -> tuple[list[Claim], str]:
    """Units that are pieces of the label, else one that stands before `of` or is its last words."""
    pieces = _PIECE.split(words)
    if len(pieces) > 1 and all(piece.count("(") == piece.count(")") for piece in pieces):
        told = [(piece, unit_of(piece, money)) for piece in pieces]
        claims = [claim for _, claim in told if claim is not None and not claim.bare]
        if claims:
            left = [piece for piece, claim in told if (claim is None or claim.bare) and not _HEAD.fullmatch(piece)]
            return claims, ", ".join(piece for piece in left if piece)
    before = _OF.match(words)
    if before and (claim := unit_of(before["unit"], money)) is not None and not claim.bare:
        return [claim], words[before.end() :]
    return _at_the_end(words, money)


def _at_the_end(words: str, money: Conventions) -> tuple[list[Claim], str]:
    """`Exports US$m`, `Growth %`: the last words, where they print a sign or a scale."""
    last = _LAST_WORDS.search(words)
    start = last.start() if last else -1
    while start > 0:
        claim = unit_of(words[start:], money) if words.count("(", start) == words.count(")", start) else None
        if claim is not None and not claim.bare and not (claim.worth == 1 and claim.code == "1") and _is_printed(claim):
            return [claim], words[:start].rstrip(" ,;:-–")
        start = words.find(" ", start) + 1
    return [], words


def _is_printed(claim: Claim) -> bool:
    """Whether words at the end of a label can only be a unit: a scale or a sign is among them."""
    return claim.worth != 1 or not claim.words.isalpha() or claim.words.casefold() in ("percent", "gwh", "mwh", "kwh")


def unit_of(words: str, money: Conventions) -> Claim | None:
    """The unit that all of these words print; None where they say anything else.

    >>> unit_of("cents/lb", Conventions()).code, unit_of("₹ crore", Conventions()).worth
    ('USD/lb', Decimal('10000000'))
    """
    words = _HEAD.sub("", words.strip(" .:;,")).strip(" .:;,")
    if not words or len(words) > _SCALED or (_NOTHING.match(words) and not set(words) & set("%‰$€£¥₹0'")):
        return None
    if words.strip("()") in _AGGREGATES:
        return None
    if len(words) == 1 and words.isalpha() and words.isascii() and words not in _LETTERS:
        return None  # (a), (b): a letter that other labels point to
    if _YEAR_AND_RATE.fullmatch(words):
        return None  # the year is none of the unit's words
    shared = tuple(sorted(money.money.items()))
    return _unit_of(words, shared)


@lru_cache(maxsize=8192)
def _unit_of(words: str, shared: tuple[tuple[str, str], ...]) -> Claim | None:
    if _PER_THOUSAND.match(words) and any(char.isdigit() or char in "万千百" for char in words):
        return Claim("1", Decimal(1), words, bare=words[:1] in "rR")
    money = Conventions(dict(shared))
    own = _PER_ONE.sub("", words)
    if not re.search(r"[^\W\d_]|[%‰$€£¥₹`']|0{2}", own):
        return None
    unit = _read(own, money)
    if unit is None and _PRICES.search(own) and (bare := _PRICES.sub(" ", own).strip(" -/")):
        unit = _read(" ".join(bare.split()), money)
    if unit is None:
        return None
    alone = unit.code == "1" or (
        unit.power == 0 and len(unit.code) == 3 and unit.code.isalpha() and unit.code.isupper()
    )
    scale = unit.code == "1" and unit.power > 0 and _is_scale(own)
    is_bare = (
        alone
        and unit.power == 0
        and own == words
        and own.casefold() not in _COUNTS
        and any(c.isalpha() for c in own)
        and own.upper() != own
    )
    return Claim(unit.code, Decimal(10) ** unit.power, words, is_bare, scale, unit.base, unit.measure)


_POINTS = re.compile(r"(?:index|indices|points?|index points?|idx|ix|点|指数|.*=\s?100.*)", re.IGNORECASE)
_AGGREGATES = frozenset({"M0", "M1", "M2", "M3", "M4"})  # of money, and no areas or volumes
_LETTERS = frozenset("tgLVWJm")  # units of one letter
_COUNTS = frozenset(
    {
        "number",
        "no.",
        "no",
        "nr",
        "count",
        "个",
        "人",
        "户",
        "家",
        "台",
        "辆",
        "套",
        "件",
        "次",
        "只",
        "头",
        "股",
        "人次",
    }
)


def _is_scale(words: str) -> bool:
    """Whether the words are a scale alone, without what is counted."""
    low = words.casefold().removeprefix("in ").strip("'’ ().")
    return not low.strip("0123456789 ,") or low.rstrip("s") in {scale.rstrip("s") for scale in _scales()}


@cache
def _scales() -> frozenset[str]:
    return frozenset(load_topics("importing")["units"]["scales"])


def _read(words: str, money: Conventions) -> Unit | None:
    power = 0
    if _CENTS.search(words):
        words, power = _CENTS.sub(f" {money.code('cent')} ", words), -2
    try:
        unit = read_unit(_with_codes(words.replace(". ", " "), money))
    except SeriesError:
        return None
    if unit.code == "point" and not _POINTS.fullmatch(words.strip()):
        return None  # a name that begins with `index`
    code = "/".join(money.code(part) if part.islower() and len(part) > 3 else part for part in unit.code.split("/"))
    return unit._replace(code=code, power=unit.power + power)


def _with_codes(words: str, money: Conventions) -> str:
    """The words with names and signs of money that several countries share as codes: `$ million` → `AUD million`."""
    words = words.replace("$US", "US$")
    for found, name in _shared():
        words = found.sub(lambda _, name=name: f" {money.code(name)} ", words)  # type: ignore[misc]  # bound at once
    return " ".join(words.split()).replace(" /", "/").replace("/ ", "/")


@cache
def _shared() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Words and signs of shared money, where no word or letter before them tells whose it is."""
    known = load_topics("units/en")["money"]
    scale = r"\s?(?:million|billion|trillion|thousand|bn|mn|m|'?000s?)"
    amounts = [
        (re.compile(rf"(?<![A-Za-z]){sign}(?={scale}\b|\s?/)"), code) for sign, code in known["before_amounts"].items()
    ]
    rows: dict[str, list[str]] = {name: list(words) for name, words in known["units"].items()}
    for code, signs in known["before"].items():
        rows.setdefault(code, []).extend(signs)
    patterns = []
    for name, forms in sorted(rows.items(), key=lambda row: -max(len(form) for form in row[1])):
        either = "|".join(re.escape(form).replace(r"\ ", r"\s?") for form in sorted(forms, key=len, reverse=True))
        flags = re.IGNORECASE if name.islower() and not any(form[-1] in "$€£" for form in forms) else 0
        before = r"(?<![A-Za-z$.])(?<!US )(?<!U\.S\. )(?<![a-z] )" if name.islower() else r"(?<![A-Za-z$])"
        patterns.append((re.compile(rf"{before}(?:{either})(?![A-Za-z])", flags), name))
    return (*patterns, *amounts)
