"""Faults in briefings that were edited by hand: whether the gate stops them and says what is wrong; and harmless edits.

usage: python -m benchmarks.faults [--reader fast|accurate] [--most N] [--show] [--ledger FILE AREA PERIOD …]

Ledgers are made of the texts and the table in `benchmarks/briefings`, which are samples of our own; `--ledger` takes
others. From each a briefing is written in both languages, and every edit of `briefings/edits.toml` that fits is made,
one at a time, at most N of a kind in a draft. A fault is stopped where proving the draft tells a failure; it is told
rightly where one of the reasons names the field that is wrong. A harmless edit must pass.
"""

from __future__ import annotations

import argparse
import random
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from benchmarks._edits import Edit, faults, harmless
from benchmarks.table import Row
from tallystick.briefing import Draft, Drafts, draft, prove
from tallystick.briefing.outline import LANGUAGES, Item, Outline, Section, Words
from tallystick.ledger import Ledger
from tallystick.pipeline import read_text

TITLE = "Faults in briefings edited by hand"
FOLDER = Path(__file__).parent / "briefings"
MOST = 4


@dataclass(frozen=True)
class Kept:
    """A ledger to make: its files, and what its briefing tells of."""

    files: tuple[str, ...]
    area: str
    period: str
    released: date


LEDGERS = {
    "China, a year": Kept(("cn-year-before.en.txt", "cn-year.en.txt"), "CN", "2023", date(2024, 3, 1)),
    "China, a month": Kept(("cn-months.zh.txt", "cn-months-later.zh.txt"), "CN", "2024-04", date(2024, 6, 20)),
    "United Kingdom, a quarter": Kept(("gb-quarter.en.txt",), "GB", "2024-Q1", date(2024, 5, 11)),
    "India, a month": Kept(("in-month.en.txt",), "IN", "2024-05", date(2024, 6, 29)),
    "China, a table": Kept(("cn-outputs.csv",), "CN", "2022", date(2023, 3, 1)),
}


@dataclass
class Case:
    """A ledger with its drafts, and those of its figures that cannot be read back as they are written."""

    name: str
    ledger: Ledger
    drafts: Drafts
    released: date


@dataclass
class Outcome:
    """Of edits of a kind: how many, stopped, told rightly; and those that were not."""

    made: Counter[str] = field(default_factory=Counter)
    stopped: Counter[str] = field(default_factory=Counter)
    named: Counter[str] = field(default_factory=Counter)
    shown: list[str] = field(default_factory=list)


def ledger_of(kept: Kept, folder: Path, reader: str = "fast") -> Ledger:
    """A ledger that holds the files."""
    ledger = Ledger(folder / "ledger.db")
    for name in kept.files:
        path = FOLDER / name
        if path.suffix == ".csv":
            list(ledger.import_series(path, publisher="National Bureau of Statistics of China"))
        else:
            language = path.suffixes[0].removeprefix(".")
            ledger.keep(read_text(path.read_text("utf-8"), language=language, reader=reader))
    return ledger


READERS = ("fast", "accurate")


def case(name: str, ledger: Ledger, area: str, period: str, released: date, readers: Sequence[str] = READERS) -> Case:
    """Everything a ledger holds of an area and a period as a briefing; what does not read back is left out of it."""
    left = list(dict.fromkeys(one.indicator for one in ledger.observations(area=area) if one.indicator))
    while True:
        section = Section(heading=Words(en="Overview", zh="总体情况"), item=tuple(Item(indicator=one) for one in left))
        title = Words(en="The economy in figures", zh="经济运行情况")
        outline = Outline(title=title, period=period, area=area, section=(section,))
        drafts = draft(outline, ledger, sure=0)
        texts = {each: one.text for each, one in drafts.drafts.items()}
        written = {each: [told.fact for told in one.figures] for each, one in drafts.drafts.items()}
        failures = [
            failure for reader in readers for failure in prove(texts, written, ledger, released=released, reader=reader)
        ]
        bad = _unproven(failures, drafts)
        if not bad:
            return Case(name, ledger, drafts, released)
        left = [one for one in left if one not in bad]


def _unproven(failures: Sequence[object], drafts: Drafts) -> set[str]:
    """The indicators of sentences that failed as they were written; any, where none is named."""
    found: set[str] = set()
    for one in failures:
        text, figure = getattr(one, "sentence", ""), getattr(one, "figure", "")
        for each in drafts.drafts.values():
            at = each.text.find(text) if text else each.text.find(figure)
            inside = [told for told in each.figures if 0 <= at <= told.start < at + max(len(text), len(figure), 1)]
            found |= {told.fact.indicator for told in inside}
    return found


def cases(folder: Path) -> Iterator[Case]:
    """The ledgers that ship."""
    for name, kept in LEDGERS.items():
        own = folder / name.replace(" ", "-")
        own.mkdir()
        yield case(name, ledger_of(kept, own), kept.area, kept.period, kept.released)


def chosen(edits: Iterator[Edit], most: int) -> list[Edit]:
    """At most so many of each kind, from all over; the same each time."""
    kinds: dict[str, list[Edit]] = {}
    for edit in edits:
        kinds.setdefault(edit.kind, []).append(edit)
    dice = random.Random(14)
    return [edit for of_kind in kinds.values() for edit in (dice.sample(of_kind, min(most, len(of_kind))))]


def tried(one: Case, each: Draft, edit: Edit, reader: str) -> list[tuple[str, tuple[str, ...]]]:
    """Why an edited draft is stopped: the reasons in words with their fields; none where it passes."""
    written = {each.language: [told.fact for told in each.figures]}
    texts = {each.language: edit.of(each.text)}
    drafted = {each.language: each.text}
    found = prove(texts, written, one.ledger, released=one.released, reader=reader, drafted=drafted)
    return [(f"{failure.figure}: {failure.why}", failure.fields) for failure in found]


def measure(every: Sequence[Case], reader: str, most: int) -> tuple[Outcome, Outcome]:
    """All faults and all harmless edits of all drafts."""
    bad, good = Outcome(), Outcome()
    for one in every:
        for language in LANGUAGES:
            each = one.drafts.drafts[language]
            for edit in chosen(faults(each, one.ledger), most):
                reasons = tried(one, each, edit, reader)
                _count(bad, edit, reasons, f"{one.name}, {language}", each)
            for edit in chosen(harmless(each), most):
                _count(good, edit, tried(one, each, edit, reader), f"{one.name}, {language}", each)
    return bad, good


def _count(
    outcome: Outcome, edit: Edit, reasons: Sequence[tuple[str, tuple[str, ...]]], where: str, each: Draft
) -> None:
    outcome.made[edit.kind] += 1
    outcome.stopped[edit.kind] += bool(reasons)
    named = any(field in edit.fields for _, fields in reasons for field in fields)
    outcome.named[edit.kind] += named
    if (edit.fields and not named) or (reasons and not edit.fields):
        text = edit.of(each.text)
        around = text[max(0, edit.start - 60) : edit.start + len(edit.words) + 50].replace("\n", " ")
        told = " | ".join(reason for reason, _ in reasons[:3]) or "PASSES"
        outcome.shown.append(f"{where}: {edit.kind}: …{around}…\n      {told}")


def rows() -> list[Row]:
    """The rows of the table, with either reader."""
    made: list[Row] = []
    for reader in READERS:
        with tempfile.TemporaryDirectory() as folder:
            every = list(cases(Path(folder)))
            bad, good = measure(every, reader, MOST)
            for one in every:
                one.ledger.close()
        count, stopped, named = bad.made.total(), bad.stopped.total(), bad.named.total()
        made += [
            Row(f"{reader}: faults stopped", f"{stopped} of {count}", "≥ 99%", stopped >= 0.99 * count),
            Row(f"{reader}: told what is wrong", f"{named} of {count}", "≥ 99%", named >= 0.99 * count),
            Row(f"{reader}: harmless edits held back", f"{good.stopped.total()} of {good.made.total()}"),
        ]
        if reader == "accurate":
            made += [
                Row(f"… {kind}", f"{bad.stopped[kind]} of {n}, told {bad.named[kind]}") for kind, n in bad.made.items()
            ]
            made += [Row(f"… held back: {kind}", f"{good.stopped[kind]} of {n}") for kind, n in good.made.items()]
    return made


def main() -> None:
    """Measure, and print by kind."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reader", default="fast", choices=("fast", "accurate", "auto"))
    parser.add_argument("--most", type=int, default=MOST, help="edits of a kind in a draft")
    parser.add_argument("--show", action="store_true", help="edits not stopped, not told, or held back")
    parser.add_argument("--ledger", nargs=3, action="append", metavar=("FILE", "AREA", "PERIOD"), default=[])
    parser.add_argument("--released", type=date.fromisoformat, default=date(2024, 6, 20), help="for --ledger")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        every = [case(name, Ledger(name), area, period, asked.released) for name, area, period in asked.ledger]
        every = every or list(cases(Path(folder)))
        for one in every:
            print(f"{one.name}: {[len(each.figures) for each in one.drafts.drafts.values()]} figures")
        for name, outcome in zip(("faults", "harmless"), measure(every, asked.reader, asked.most), strict=True):
            stopped, named = outcome.stopped.total(), outcome.named.total()
            print(f"\n{name}: {stopped} of {outcome.made.total()} stopped, {named} told rightly")
            for kind, n in outcome.made.items():
                print(f"  {kind:36} {outcome.stopped[kind]:4} of {n:4}, told {outcome.named[kind]:4}")
            print("\n".join(outcome.shown) if asked.show else "")


if __name__ == "__main__":
    main()
