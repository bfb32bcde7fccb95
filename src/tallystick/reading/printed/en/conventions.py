"""How a text prints: which country's money a shared name means, and whether a comma or a point cuts the decimals."""

from __future__ import annotations

import re

import msgspec

from tallystick.model import Release
from tallystick.reading.printed.en.quantities.unit_words import unit_words

_HEAD = 300  # characters in which a release's place is looked for; words of its institutions count anywhere
_NO_WORD = re.compile(r"[^\w']+")

_BEHIND = (
    r"(?=\s?(?:%|percent\b|per\scent\b|million\b|billion\b|trillion\b|thousand\b|bn\b|mn\b|m\b|euros?\b|EUR\b"
    r"|tonnes?\b|tons?\b|kWh|MWh|GWh|TWh|GW|MW|km\b|ha\b|hectares\b|percentage\b|points?\b))"
)
_START, _STOP = r"(?<![\d.,])", r"(?![.,]?\d)"
_COMMA = re.compile(
    rf"{_START}(?:\d{{1,3}}(?:\.\d{{3}}){{1,4}},\d{{1,6}}{_STOP}|\d{{1,9}},(?:\d{{1,2}}|\d{{4,6}}){_STOP}{_BEHIND}"
    rf"|(?<=[€£$])\d{{1,9}},\d{{1,2}}{_STOP})"
)
_POINT = re.compile(
    rf"{_START}(?:\d{{1,3}}(?:,\d{{3}}){{1,4}}\.\d{{1,6}}{_STOP}|\d{{1,9}}\.(?:\d{{1,2}}|\d{{4,6}}){_STOP}{_BEHIND}"
    rf"|(?<=[€£$])\d{{1,9}}\.\d{{1,2}}{_STOP})"
)


class Conventions(msgspec.Struct, frozen=True):
    """What one text means by a shared name of money (`dollar` → `AUD`), and how it cuts decimals."""

    money: dict[str, str] = {}
    decimal_comma: bool = False

    def code(self, name: str) -> str:
        """The ISO 4217 code of a currency, given by code or by shared name.

        >>> Conventions({"dollar": "SGD"}).code("dollar"), Conventions().code("dollar"), Conventions().code("EUR")
        ('SGD', 'USD', 'EUR')
        """
        found = self.money.get(name)
        if found is not None:
            return found
        if name == "cent":
            return self.code("dollar")
        home = unit_words().home.get(name)
        return home["default"] if home is not None else name


USUAL = Conventions()


def conventions_of(release: Release) -> Conventions:
    """The conventions of a release, told by where it comes from and by the numbers of its whole text."""
    money = {name: code for name in unit_words().home if (code := _home(release, name))}
    cent = _cent(release.text)
    if "pound" not in money and _weighs_pounds(release.text):
        money["pound"] = "lb"
    return Conventions(money | ({"cent": cent} if cent else {}), has_decimal_comma(release.text))


def has_decimal_comma(text: str) -> bool:
    """Whether more numbers of a text can only be read with a decimal comma than only with a decimal point.

    >>> has_decimal_comma("Sales rose 3,5% to 1.250,40 million."), has_decimal_comma("Sales rose 3.5%, by 1,250.")
    (True, False)
    """
    commas = sum(1 for _ in _COMMA.finditer(text))
    return commas > 0 and commas > sum(1 for _ in _POINT.finditer(text))


def _home(release: Release, name: str) -> str:
    """The code that a shared name has where the release comes from; empty where nothing tells."""
    head = " ".join((release.publisher, release.place, release.title, release.name, release.text[:_HEAD])).lower()
    words = f" {_NO_WORD.sub(' ', head)} "
    for code, places in unit_words().home[name].items():
        if code != "default" and any(f" {place} " in words for place in places):
            return code
    if name != "dollar":
        return ""
    told = unit_words().institutions.items()
    return next((code for code, names in told if any(word in release.text for word in names)), "")


_STERLING = ("£", "GBP", "sterling", "British", "United Kingdom", " UK", "England", "Scotland", "Egypt", "Lebanon")


def _weighs_pounds(text: str) -> bool:
    """Whether the pounds of a text can only be weights: it counts in American measures and never in sterling.

    >>> _weighs_pounds("Corn: 7.9 billion bushels; pork: 150 million pounds."), _weighs_pounds("Rents: 640 pounds.")
    (True, False)
    """
    measures = ("bushel", "gallon", "barrel", "acres", "U.S.", "cwt", "short ton")
    return any(word in text for word in measures) and not any(word in text for word in _STERLING)


def _cent(text: str) -> str:
    """EUR where a text speaks of euros and never of dollars: its cents are theirs."""
    return "EUR" if ("€" in text or " euro" in text) and "$" not in text and "dollar" not in text else ""
