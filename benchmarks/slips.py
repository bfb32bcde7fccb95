"""Seeded slips: pairs of releases with one slip put in at a time, and whether comparing finds and names it.

usage: python benchmarks/slips.py ORIGINAL TRANSLATION [ORIGINAL TRANSLATION …] [--most N] [--released DATE]

For every kind of slip the figures that agree in the clean pair are edited one by one in the translation, both
texts are compared anew, and the link at that place must differ under the right name; a figure whose clause is
left out must be told as missing. What else is told, beyond what the clean pair shows, counts as a false report.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

from tallystick.aligning import compare
from tallystick.model import Comparison, Link, Reading, Release
from tallystick.reading import read
from tallystick.releases import from_text


@dataclass(frozen=True)
class Edit:
    """One slip: `text[start:end]` of the translation becomes `words`; `names` are the right names for it."""

    kind: str
    start: int
    end: int
    words: str
    names: tuple[str, ...]


Seeder = Callable[[str, Link], Edit | None]


def scale(_text: str, link: Link) -> Edit | None:
    """million for billion, billion for trillion, and back."""
    figure = link.translation
    found = re.search(r"million|billion|trillion", figure.text)
    if not found:
        return None
    other = {"million": "billion", "billion": "million", "trillion": "billion"}[found.group()]
    return Edit("scale", figure.start + found.start(), figure.start + found.end(), other, ("scale",))


def lost_point(_text: str, link: Link) -> Edit | None:
    """The decimal point dropped."""
    figure = link.translation
    found = re.search(r"\d\.\d", figure.text)
    if not found or figure.text.count(".") != 1:
        return None
    at = figure.start + found.start() + 1
    # 1206万 for “1206 million” has its digits right: what is wrong is then the scale word.
    kept = link.original.digits.strip("万亿") == figure.text.split()[0].replace(".", "")
    names = ("lost decimal point", "scale") if kept else ("lost decimal point",)
    return Edit("lost decimal point", at, at + 1, "", names)


def kept_digits(_text: str, link: Link) -> Edit | None:
    """The original's digits kept with the translation's scale word: 90亿 as 90 billion."""
    figure, printed = link.translation, re.match(r"\d+(?:\.\d+)?", link.original.text)
    found = re.match(r"[\d.,]+(?=\s+(?:million|billion|trillion))", figure.text)
    if not found or not printed or Decimal(printed.group()) == Decimal(found.group().replace(",", "")):
        return None
    return Edit("digits kept", figure.start, figure.start + found.end(), printed.group(), ("scale",))


def points(_text: str, link: Link) -> Edit | None:
    """Percentage points told as per cent."""
    figure = link.translation
    found = re.search(r"percentage points?", figure.text)
    if not found:
        return None
    start = figure.start + found.start()
    return Edit("percent for points", start, figure.start + found.end(), "percent", ("percent for points",))


def to_by(text: str, link: Link) -> Edit | None:
    """`by` told as `to`."""
    figure = link.translation
    before = re.search(r"\bby( (?:over|more than|nearly|about) | )$", text[max(0, figure.start - 16) : figure.start])
    if not before or figure.measure not in ("growth", "change"):
        return None
    start = max(0, figure.start - 16) + before.start()
    return Edit("level for change", start, start + 2, "to", ("level for change",))


def by_to(text: str, link: Link) -> Edit | None:
    """`to` told as `by`."""
    figure = link.translation
    around = text[max(0, figure.start - 40) : figure.start]
    verb = r"\b(?:increased|rose|risen|grew|raised|fell|cut|reduced|lowered|up|down)\b"
    found = re.search(rf"{verb}[a-z \n]{{0,12}}\bto( (?:over|about|more than))? $", around)
    if not found or figure.measure not in ("level", "share") or figure.unit != "%":
        return None
    start = max(0, figure.start - 40) + around.rindex("to")
    return Edit("change for level", start, start + 2, "by", ("level for change",))


def sign(text: str, link: Link) -> Edit | None:
    """Up told as down."""
    figure = link.translation
    turned = {"increased": "decreased", "grew": "fell", "rose": "fell", "increase of": "decrease of", "up": "down"}
    around = text[max(0, figure.start - 40) : figure.start]
    found = re.search(r"\b(increased|grew|rose|up|increase of)\b[a-z ]{0,16}$", around)
    if not found or figure.measure != "growth" or figure.qualifier:
        return None
    start = max(0, figure.start - 40) + found.start(1)
    return Edit("sign", start, start + len(found.group(1)), turned[found.group(1)], ("sign",))


def bound(_text: str, link: Link) -> Edit | None:
    """An exact amount rounded up and called more than that."""
    figure = link.translation
    found = re.match(r"(\d+)\.(\d)(\d*)", figure.text)
    if not found or figure.qualifier or link.original.qualifier or isinstance(figure.value, tuple):
        return None
    rounded = int(Decimal(found.group()).quantize(Decimal(1), "ROUND_UP"))
    if Decimal(rounded) / Decimal(found.group()) > Decimal("1.09"):
        return None
    return Edit("bound", figure.start, figure.start + found.end(), f"more than {rounded}", ("bound",))


def digit(_text: str, link: Link) -> Edit | None:
    """Two neighbouring digits swapped."""
    figure = link.translation
    found = re.search(r"([1-9])([1-9])", figure.text)
    if not found or found.group(1) == found.group(2):
        return None
    start = figure.start + found.start()
    return Edit("digits", start, start + 2, found.group(2) + found.group(1), ("digits",))


def times(text: str, link: Link) -> Edit | None:
    """Growth by N times told as N times as much, in texts that both say N times."""
    figure = link.translation
    around = text[max(0, figure.start - 30) : figure.start]
    found = re.search(r"\b(increased|grew|rose) by $", around)
    if not found or not figure.text.endswith("times"):
        return None
    start = max(0, figure.start - 30) + found.start()
    return Edit("times", start, figure.start, "was ", ("times",))


def multiple(_text: str, link: Link) -> Edit | None:
    """One base too few or too many: doubled for tripled, and 增长一倍 told as tripled."""
    figure = link.translation
    turned = {"doubled": "tripled", "tripled": "quadrupled", "quadrupled": "tripled", "doubling": "tripling"}
    found = re.search("|".join(turned), figure.text)
    if not found:
        return None
    start = figure.start + found.start()
    return Edit("multiples", start, figure.start + found.end(), turned[found.group()], ("times",))


SEEDERS: tuple[Seeder, ...] = (
    scale, lost_point, kept_digits, points, to_by, by_to, sign, bound, digit, times, multiple,
)  # fmt: skip
DROPPED = "dropped"


def drops(text: str, links: list[Link]) -> Iterator[tuple[Edit, Link]]:
    """A clause with one figure left out: `, up 5.2 percent`."""
    starts = sorted(link.translation.start for link in links)
    for link in links:
        figure = link.translation
        begin = max(text.rfind(sign, 0, figure.start) for sign in (", ", ",\n", ". ", ".\n", "; "))
        behind = re.search(r"[,;]\s|\.\s", text[figure.end : figure.end + 200])
        if begin < 0 or not behind or text[begin] == "." or figure.start - begin > 120:
            continue
        end = figure.end + behind.start()
        if sum(begin < start < end for start in starts) == 1:
            yield Edit(DROPPED, begin, end, "", (DROPPED,)), link


def swaps(text: str, links: list[Link]) -> Iterator[tuple[Edit, Link]]:
    """Two neighbours of one sentence changed places."""
    for one, other in pairwise(links):
        a, b = one.translation, other.translation
        alike = a.unit == b.unit and a.measure == b.measure and a.subject != b.subject and a.value != b.value
        if alike and a.sentence == b.sentence and a.end < b.start and not (a.qualifier or b.qualifier):
            words = b.text + text[a.end : b.start] + a.text
            yield Edit("swapped neighbours", a.start, b.end, words, ("swapped neighbours",)), one


def seeds(text: str, comparison: Comparison, most: int) -> Iterator[tuple[Edit, Link]]:
    """Up to `most` edits of each kind, spread over the text."""
    links = sorted((link for link in comparison.aligned if link.verdict == "agrees"), key=lambda k: k.translation.start)
    made = [[(edit, link) for link in links if (edit := seeder(text, link))] for seeder in SEEDERS]
    made += [list(swaps(text, links)), list(drops(text, links))]
    for edits in made:
        step = max(1, len(edits) // most)
        yield from edits[::step][:most]


def reading_of(release: Release, text: str) -> Reading:
    """The reading of a text under the name and date of a release."""
    return read(from_text(text, release.name, released=release.released, language=release.language))


def judged(result: Comparison, clean: Comparison, edit: Edit, link: Link) -> tuple[int, bool]:
    """How much is told beyond the clean pair and the edit, and whether the edit is found under its name."""
    usual = {k.original.start for k in clean.differing}
    new = [k for k in result.differing if k.original.start not in usual]
    here = [k for k in new if abs(k.translation.start - edit.start) <= 60 or k.original.id == link.original.id]
    known = {o.id for o in clean.missing}
    missing = [o.id for o in result.missing if o.id not in known]
    named = link.original.id in missing if edit.kind == DROPPED else any(k.slip in edit.names for k in here)
    return len(new) - len(here) + len([o for o in missing if o != link.original.id]), named


def run(original: Path, translation: Path, released: date | None, most: int) -> tuple[Counter[str], Counter[str], int]:
    """Found and seeded by kind, and the false reports, for one pair; prints every seed that was not found."""
    first = read(from_text(original.read_text("utf-8"), original.stem, released=released))
    text = translation.read_text("utf-8")
    second = read(from_text(text, translation.stem, released=released))
    clean = compare(first, second)
    print(f"{original.name}: {len(clean.aligned)} linked, {len(clean.differing)} differ in the clean pair")
    found, seeded, false = Counter[str](), Counter[str](), 0
    for edit, link in seeds(text, clean, most):
        edited = text[: edit.start] + edit.words + text[edit.end :]
        told, named = judged(compare(first, reading_of(second.release, edited)), clean, edit, link)
        seeded[edit.kind] += 1
        found[edit.kind] += named
        false += told
        if not named:
            print(f"  not named: {edit.kind}: {text[edit.start - 40 : edit.end + 30]!r} -> {edit.words!r}")
    return found, seeded, false


def main() -> None:
    """Run all pairs and print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--most", type=int, default=12, help="edits of each kind a pair")
    parser.add_argument("--released", type=date.fromisoformat)
    args = parser.parse_args()
    found, seeded, false = Counter[str](), Counter[str](), 0
    for original, translation in zip(args.files[::2], args.files[1::2], strict=True):
        a, b, c = run(original, translation, args.released, args.most)
        found, seeded, false = found + a, seeded + b, false + c
    for kind, count in seeded.items():
        print(f"{kind:20} {found[kind]:4} of {count:4}")
    part = found.total() / max(1, seeded.total())
    print(f"{'all':20} {found.total():4} of {seeded.total():4}  {part:.1%}, false reports {false}")


if __name__ == "__main__":
    main()
