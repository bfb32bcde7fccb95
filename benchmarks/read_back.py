"""Whether what a briefing can tell comes back: every indicator of the catalogue in every form of sentence, read again.

What `knowledge/printing/unwritable.toml` lists is counted apart: a draft does not tell it, and says so.

usage: python -m benchmarks.read_back [--reader fast|accurate] [--language en|zh] [--forms growth level …] [--each N]
                                      [--show N]

Prints by form and language how many sentences come back with every field, and of each form those that do not, with
what is read otherwise. `--each 20` tries one sentence in twenty, from indicators and forms all over.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import islice

from msgspec.structs import replace

import tallystick
from benchmarks.table import Row
from tallystick.briefing import Fact, sentence
from tallystick.briefing.differing import differing
from tallystick.briefing.named import as_told, unwritable
from tallystick.briefing.outline import LANGUAGES
from tallystick.knowledge import catalogue
from tallystick.knowledge.indicators import Indicator

TITLE = "Read back: the catalogue's indicators in each form of sentence"
LEAST, MOST_LISTED = 0.99, 0.03
RELEASED = "2022-02-28"
_AMOUNTS = {
    "%": ("77.5", "0.1"),
    "1": ("1430000", "10000"),
    "CNY": ("31400000000000", "100000000000"),
    "USD": ("3250000000000", "10000000000"),
    "year": ("78.2", "0.1"),
    "hour": ("1976", "1"),
    "point": ("102.3", "0.1"),
    "B": ("221600000000000000000", "100000000000000000"),
    "FLOPS": ("140000000000000000000", "1000000000000000000"),
}
"""How much there may be of something by its unit, and the worth of its last digit; a rate is of each of something."""
_OWN = {"income.urban_rural_ratio": ("2.5", "0.01"), "telecom.data_per_user": ("13360000000", "10000000")}
_AMOUNT, _EACH = ("31400000", "100000"), ("314", "1")


@dataclass(frozen=True, slots=True)
class Case:
    """Figures of one indicator that a form tells in one sentence."""

    form: str
    language: str
    figures: tuple[Fact, ...]


def cases(languages: Sequence[str] = LANGUAGES, forms: Sequence[str] = (), each: int = 1) -> Iterator[Case]:
    """Everything that may be told of every indicator, in the order of the catalogue; one case in `each`."""
    all_of_them = (
        Case(form, language, figures)
        for language in languages
        for indicator in catalogue().values()
        if not indicator.area
        for form, figures in told_of(indicator)
        if not forms or form in forms
    )
    return islice(all_of_them, 0, None, each)


def told_of(indicator: Indicator) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    """What may be told of an indicator, by the name of its form, each figure as it is told."""
    for form, figures in _forms_of(indicator):
        yield form, tuple(map(as_told, figures))


def _forms_of(indicator: Indicator) -> Iterator[tuple[str, tuple[Fact, ...]]]:
    grown = _fact(indicator, "growth", "%", "9.6", "0.1", base="2020")
    first = _fact(indicator, "rank", "rank", "1", "1", base="world")
    yield "growth", (grown,)
    yield "growth, a fall", (_fact(indicator, "growth", "%", "-3.4", "0.1", period="2021-07", base="2020-07"),)
    yield (
        "growth, year to date",
        (_fact(indicator, "growth", "%", "5.2", "0.1", period="2021-01/2021-07", base="2020-01/2020-07"),),
    )
    yield "growth, a quarter", (_fact(indicator, "growth", "%", "7.0", "0.1", period="2021-Q3", base="2020-Q3"),)
    yield "growth, in times", (_fact(indicator, "growth", "%", "160", "10", base="2020"),)
    yield "change", (grown, _fact(indicator, "change", "pp", "-6.8", "0.1", base="2020"))
    yield "average growth", (grown, _fact(indicator, "average_growth", "%", "6.1", "0.1", period="2020/2021"))
    if indicator.unit != "%" and not indicator.named_rate:
        yield "share", (grown, _fact(indicator, "share", "%", "27.4", "0.1", base="GDP"))
    part = _fact(indicator, "contribution", "%", "28.6", "0.1", base="growth of GDP")
    if as_told(part) == part:
        yield "contribution", (grown, part)
    yield "rank", (first,)
    yield "streak", (first, _fact(indicator, "streak", "year", "12", "1", period="2010/2021"))
    amount = _OWN.get(indicator.id) or _AMOUNTS.get(indicator.unit, _EACH if indicator.kind == "rate" else _AMOUNT)
    if indicator.kind != "growth_rate" and not indicator.inflation_like:
        yield "level", (_fact(indicator, "level", indicator.unit, *amount),)
    level = _fact(indicator, "level", indicator.unit, *amount)
    if indicator.kind != "growth_rate" and not indicator.inflation_like and as_told(level).form == "level":
        yield "since", (level, replace(level, kind="since", base="2013", qualifier="highest"))
        yield "record", (level, replace(level, kind="record", qualifier="highest"))
        yield "record, held", (level, replace(level, kind="record", base="2010", qualifier="highest"))
    yield "since, of growth", (grown, replace(grown, kind="since", base="2013", qualifier="highest"))
    month = _fact(indicator, "growth", "%", "5.2", "0.1", period="2021-07", base="2020-07")
    streak = _fact(indicator, "streak", "month", "5", "1", period="2021-03/2021-07")
    yield "streak of growth", (month, replace(streak, kind="growth_streak"))
    yield "streak of growth, at least", (month, replace(streak, kind="growth_streak", qualifier=">"))
    if indicator.kind in ("flow", "stock"):
        yield "level, a bound", (_fact(indicator, "level", indicator.unit, *amount, qualifier=">"),)


def _fact(indicator: Indicator, measure: str, unit: str, value: str, quantum: str, **more: str) -> Fact:
    told = {"period": "2021", "base": "", "qualifier": "", **more}
    return Fact(
        indicator=indicator.id, measure=measure, unit=unit, area=indicator.area or "CN", value=Decimal(value),
        quantum=Decimal(quantum), sure=True, observation=measure, release="", publisher="", published="", quote="",
        sentence="", period=told["period"], base=told["base"], qualifier=told["qualifier"],
    )  # fmt: skip


def lost(case: Case, reader: str = "fast") -> str:
    """The sentence and what is read otherwise than it was written; empty when nothing is."""
    made = sentence(case.figures, case.figures[0].period, case.language)
    read = tallystick.read_text(made.text, language=case.language, reader=reader, released=RELEASED).observations
    unlike: list[str] = []
    for told in made.figures:
        one = next((one for one in read if one.start < told.end and told.start < one.end), None)
        unlike += (
            [why.en for why in differing(told.fact, one, case.language)]
            if one
            else [f"nothing read of {made.text[told.start : told.end]}"]
        )
    if len(read) > len(made.figures):
        unlike.append("figures that are not written")
    return f"{made.text} | {'; '.join(unlike)}" if unlike else ""


@dataclass(slots=True)
class Tally:
    """Of the sentences of a form how many were tried, those that do not come back, and those listed as not writable."""

    tried: int = 0
    lost: list[str] = field(default_factory=list)
    listed: list[Case] = field(default_factory=list)

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.tried + other.tried, self.lost + other.lost, self.listed + other.listed)

    @property
    def back(self) -> float:
        """What part of those that are not listed comes back."""
        written = self.tried - len(self.listed)
        return 1 - len(self.lost) / written if written else 1.0


def measured(tried: Iterable[Case], reader: str = "fast") -> dict[tuple[str, str], Tally]:
    """How the sentences come back, by form and language."""
    found: dict[tuple[str, str], Tally] = {}
    for case in tried:
        tally = found.setdefault((case.form, case.language), Tally())
        tally.tried += 1
        if is_listed(case):
            tally.listed.append(case)
        elif why := lost(case, reader):
            tally.lost.append(why)
    return found


def is_listed(case: Case) -> bool:
    """Whether one of its figures is listed as not writable in its language."""
    return any(case.language in unwritable(figure) for figure in case.figures)


def whole(found: dict[tuple[str, str], Tally], language: str) -> Tally:
    """All forms of a language."""
    return sum((tally for (_, spoken), tally in found.items() if spoken == language), Tally())


def rows(reader: str = "fast") -> Iterator[Row]:
    """A row for each form and language, and for each language as a whole also what is listed as not writable."""
    found = measured(cases(), reader)
    for (form, language), tally in found.items():
        yield _row(f"{form}, {language}", tally)
    for language in LANGUAGES:
        tally = whole(found, language)
        yield _row(f"all forms, {language}", tally)
        part = len(tally.listed) / tally.tried
        yield Row(f"not writable, {language}", f"{part:.2%}", f"≤ {MOST_LISTED:.0%}", part <= MOST_LISTED)


def _row(what: str, tally: Tally) -> Row:
    return Row(what, f"{tally.back:.2%} of {tally.tried}", f"≥ {LEAST:.0%}", tally.back >= LEAST)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", default="fast", choices=["fast", "accurate", "auto"])
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--forms", nargs="*", default=())
    parser.add_argument("--each", type=int, default=1)
    parser.add_argument("--show", type=int, default=3, help="of each form so many sentences that do not come back")
    told = parser.parse_args()
    languages = (told.language,) if told.language else LANGUAGES
    found = measured(cases(languages, told.forms, told.each), told.reader)
    if not found:
        sys.exit(f"no such form: {', '.join(told.forms)}; there are {', '.join(_forms())}")
    print(f"{'':28}{'tried':>6}{'back':>9}{'not writable':>14}")
    for (form, language), tally in found.items():
        _print(language, form, tally)
    for language in languages:
        _print(language, "all", whole(found, language))
    for (form, language), tally in found.items():
        for why in tally.lost[: told.show]:
            print(f"\n{language}, {form}: {why}", end="")
    print()


def _print(language: str, form: str, tally: Tally) -> None:
    print(f"{language}  {form:24}{tally.tried:6}{tally.back:9.2%}{len(tally.listed):14}")


def _forms() -> list[str]:
    return list(dict.fromkeys(form for one in catalogue().values() for form, _ in told_of(one)))


if __name__ == "__main__":
    main()
