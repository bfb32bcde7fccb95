"""Citations of what a desk shows: as people write them, as BibTeX and as CSL-JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from types import MappingProxyType

import msgspec

from tallystick.reporting.cleaning import one_line
from tallystick.reporting.words import word
from tallystick.web.cards import Card

_NO_KEY = re.compile(r"[^A-Za-z0-9]+")
_TEX: Mapping[str, str] = MappingProxyType(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "#": r"\#",
        "%": r"\%",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
_CSL = {"release": "report", "series": "dataset", "finding": "webpage", "figure": "webpage", "sentence": "webpage"}


class Citation(msgspec.Struct, frozen=True, kw_only=True):
    """A work to cite; `issued` and `accessed` are ISO days, `address` leads to this desk, `origin` to the original.

    `made` says how a figure that was computed here was made.
    """

    kind: str
    key: str
    title: str
    publisher: str
    issued: str
    within: str
    address: str
    origin: str
    accessed: str
    language: str = "en"
    made: str = ""


def citation_of(card: Card, base: str, accessed: str, language: str = "en") -> Citation:
    """How a card's subject is cited; `base` is the address of the desk, `accessed` today, `language` its reader's."""
    about = word("in brackets", language, what=card.about)
    named = f"{card.name}{about}" if card.name and card.about else card.name or card.title
    return Citation(
        kind=card.kind,
        key=_key(card),
        title=named,
        publisher=card.publisher,
        issued=card.day,
        within=card.work,
        address=f"{base}{card.path}",
        origin=card.origin,
        accessed=accessed,
        language=language,
        made=card.made,
    )


def _key(card: Card) -> str:
    """A key that BibTeX takes; a long name is cut and told apart by a few letters of its hash."""
    key = f"tallystick-{card.kind}-{_NO_KEY.sub('-', card.key).strip('-').lower()}"
    if len(key) <= 60 and card.key.isascii():
        return key
    return f"{key[:50].rstrip('-')}-{hashlib.blake2b(card.key.encode(), digest_size=4).hexdigest()}"


def plain(work: Citation) -> str:
    """The citation as one line of text.

    >>> plain(Citation(kind="release", key="k", title="Looms in 2021", publisher="Loom Office", issued="2022-02-28",
    ...                within="", address="https://d/releases/a", origin="", accessed="2024-05-01"))
    'Loom Office (2022-02-28). Looms in 2021. https://d/releases/a (read by tallystick, accessed 2024-05-01).'
    """
    if work.language == "zh":
        return one_line(_plain_in_chinese(work))
    who = f"{work.publisher} ({work.issued})." if work.publisher else f"({work.issued})." if work.issued else ""
    within = f"In: {work.within}." if work.within else ""
    parts = (
        who,
        _ended(work.title),
        within,
        _ended(work.made) if work.made else "",
        work.origin,
        f"{work.address} (read by tallystick, accessed {work.accessed}).",
    )
    return one_line(" ".join(part for part in parts if part))


def _plain_in_chinese(work: Citation) -> str:
    """As GB/T 7714 has it for electronic sources: who, what, (day published)[day read], where."""
    days = f"({work.issued})[{work.accessed}]" if work.issued else f"[{work.accessed}]"
    within = f"//{work.within}" if work.within else ""
    parts = (work.publisher, f"{work.title}[EB/OL]{within}", days, work.made, work.origin, work.address)
    return ". ".join(part for part in parts if part) + "."


def bibtex(work: Citation) -> str:
    """The citation as an entry of BibTeX; every character that TeX or BibTeX would take for its own is escaped."""
    year, _, rest = work.issued.partition("-")
    fields = {
        "author": f"{{{tex(work.publisher)}}}" if work.publisher else "",
        "title": f"{{{tex(work.title)}}}",
        "year": year,
        "month": rest[:2],
        "howpublished": f"In: {tex(work.within)}" if work.within else "",
        "url": _url(work.origin or work.address),
        "urldate": work.accessed,
        "note": "; ".join([*([tex(work.made)] if work.made else []), f"Read by tallystick: {tex(work.address)}"]),
    }
    lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
    return f"@misc{{{work.key},\n" + ",\n".join(lines) + "\n}\n"


def csl(work: Citation) -> str:
    """The citation as CSL-JSON: a list of one item, as reference managers take it."""
    item = {
        "id": work.key,
        "type": _CSL[work.kind],
        "title": one_line(work.title),
        "author": [{"literal": one_line(work.publisher)}] if work.publisher else [],
        "publisher": one_line(work.publisher),
        "container-title": one_line(work.within),
        "issued": _parts(work.issued),
        "accessed": _parts(work.accessed),
        "URL": work.origin or work.address,
        "note": one_line(work.made),
        "archive": "tallystick",
        "archive_location": work.address,
    }
    return json.dumps([{name: value for name, value in item.items() if value}], ensure_ascii=False, indent=1) + "\n"


def tex(text: str) -> str:
    """A text in which nothing means anything to TeX, its braces balanced.

    >>> print(tex("50% of {R&D}"))
    50\\% of \\{R\\&D\\}
    """
    return "".join(_TEX.get(letter, letter) for letter in _unbraced(one_line(text)))


def _unbraced(text: str) -> str:
    """BibTeX counts braces even where they are escaped: a text with one too many loses all of them."""
    depth = 0
    for letter in text:
        depth += (letter == "{") - (letter == "}")
        if depth < 0:
            break
    return text if depth == 0 else text.replace("{", "(").replace("}", ")")


def _url(address: str) -> str:
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace(" ", "%20")


def _ended(title: str) -> str:
    return title if title.endswith((".", "。", "?", "!", "？", "！")) else f"{title}."


def _parts(day: str) -> dict[str, list[list[int]]]:
    told = [int(part) for part in day.split("-") if part.isdigit()]
    return {"date-parts": [told]} if told else {}


FORMS = MappingProxyType(
    {
        "plain": (plain, "text/plain", "txt"),
        "bibtex": (bibtex, "application/x-bibtex", "bib"),
        "csl": (csl, "application/vnd.citationstyles.csl+json", "json"),
    }
)
"""The forms of a citation: how it is made, its media type, how its file ends."""
