"""Mutated texts: real-looking releases cut, doubled, stirred and misspelt, through reading, checking, pages, comparing.

usage: python -m benchmarks.mutations [--texts N] [--seed N] [--from FOLDER] [--keep FOLDER]

Nothing may break, and every printed digit must be in a figure or listed as unread. Texts are made from the project's
own samples and examples (and the text files of a folder); the same seed makes the same texts. Each kind of fault is
told once, with the text that shows it; exit code 1 when there is any.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import tallystick
from tallystick import samples
from tallystick.knowledge.loader import load_topics
from tallystick.model import Reading, TallystickError
from tallystick.releases import from_text
from tallystick.reporting.page import render
from tallystick.reporting.pair_page import render_pair

_FOLDERS = ("phrases/en", "units/en", "phrases/zh", "units/zh")
_LONGEST = 800  # characters of a text to start from
_DAYS = (None, date(2023, 7, 20), date(2024, 2, 29), date(1, 1, 1), date(9999, 12, 31))
_SIGNS = [
    "-",
    "−",
    "–",
    "+",
    "±",
    "(",
    ")",
    "%",
    "％",
    "$",
    "￥",
    "/",
    ".",
    ",",
    "，",
    "。",
    "、",
    "“",
    "[",
    "]",
    "~",
    "‰",
]
_ODD = [
    "\u00a0",
    "\u202e",
    "\u200b",
    "\ufeff",
    "\x00",
    "０",
    "①",
    "½",
    "²",
    "\n\n",
    "\t",
    "🙂",
    "é",
    "亿",
    "万",
    "百分之",
    "%%",
]
_DATES = [
    "0年",
    "2024-12-31",
    "31 February 2021",
    "FY99",
    "13/13/2021",
    "9999年",
    "1 January 0001",
    "去年",
    "last year",
    "Q9 2021",
]
_NUMBER = re.compile(r"\d+")
Mutation = Callable[[random.Random, str], str]


@dataclass
class Outcome:
    """What came of a run: texts tried, and each kind of fault with how often and one text that shows it."""

    texts: int = 0
    faults: Counter[str] = field(default_factory=Counter)
    shown: dict[str, str] = field(default_factory=dict)

    def note(self, fault: str, text: str) -> None:
        """Count a fault; the shortest text that shows it is kept."""
        self.faults[fault] += 1
        if len(text) < len(self.shown.get(fault, text + " ")):
            self.shown[fault] = text


def seeds(folder: Path | None = None) -> list[str]:
    """The texts to start from: samples, the examples of the knowledge, and the text files of a folder."""
    texts = [samples.sample(name).read_text(encoding="utf-8")[:_LONGEST] for name in samples.names()]
    for place in _FOLDERS:
        for topic in load_topics(place).values():
            texts += [case["text"] for kind in ("examples", "counterexamples") for case in topic.get(kind, ())]
    for path in sorted(folder.glob("*.txt")) if folder else ():
        whole = path.read_text(encoding="utf-8", errors="replace")
        texts += [whole[at : at + _LONGEST] for at in range(0, min(len(whole), 20 * _LONGEST), _LONGEST)]
    return texts


def mutated(rng: random.Random, text: str) -> str:
    """The text after one to eight mutations."""
    for _ in range(rng.randint(1, 8)):
        text = rng.choice(_MUTATIONS)(rng, text)
    return text


def _piece(rng: random.Random, text: str) -> tuple[int, int]:
    a = rng.randint(0, len(text))
    return a, min(a + rng.randint(0, 20), len(text))


def _cut(rng: random.Random, text: str) -> str:
    a, b = _piece(rng, text)
    return text[:a] + text[b:]


def _double(rng: random.Random, text: str) -> str:
    a, b = _piece(rng, text)
    return text[:b] + text[a:b] * rng.choice((1, 1, 3, 12)) + text[b:]


def _swap_digits(rng: random.Random, text: str) -> str:
    numbers = list(_NUMBER.finditer(text))
    if not numbers:
        return text
    found = rng.choice(numbers)
    other = rng.choice((found.group()[::-1], rng.choice(numbers).group(), "0", str(rng.randint(0, 10**9)), "9" * 40))
    return text[: found.start()] + other + text[found.end() :]


def _insert(choices: Sequence[str]) -> Mutation:
    def insert(rng: random.Random, text: str) -> str:
        at = rng.randint(0, len(text))
        return text[:at] + rng.choice(choices) + text[at:]

    return insert


def _truncate(rng: random.Random, text: str) -> str:
    return text[: rng.randint(0, len(text))]


def _stir(rng: random.Random, text: str) -> str:
    words = text.split(" ")
    a = rng.randint(0, len(words))
    part = words[a : a + rng.randint(2, 12)]
    rng.shuffle(part)
    return " ".join([*words[:a], *part, *words[a + len(part) :]])


def _other_case(rng: random.Random, text: str) -> str:
    a, b = _piece(rng, text)
    return text[:a] + text[a:b].swapcase() + text[b:]


_MUTATIONS: tuple[Mutation, ...] = (
    _cut,
    _double,
    _swap_digits,
    _insert(_SIGNS),
    _insert(_ODD),
    _insert(_DATES),
    _truncate,
    _stir,
    _other_case,
)


def run(texts: int, seed: int = 1, folder: Path | None = None) -> Outcome:
    """Try so many mutated texts; the same seed makes the same ones."""
    rng, start, outcome = random.Random(seed), seeds(folder), Outcome()
    before: Reading | None = None
    for _ in range(texts):
        text = mutated(rng, rng.choice(start))
        if rng.random() < 0.1:  # two languages in one text
            text = f"{text}\n\n{mutated(rng, rng.choice(start))}"
        before = _try(outcome, text, rng.choice(_DAYS), rng.choice((None, "en", "zh")), before) or before
        outcome.texts += 1
    return outcome


def _try(
    outcome: Outcome, text: str, released: date | None, language: str | None, before: Reading | None
) -> Reading | None:
    """The whole way of one text; its reading where that did not break."""
    try:
        reading = tallystick.read(from_text(text, name="x", released=released, language=language))
        if lost := _lost(reading):
            outcome.note(f"digits neither read nor listed ({language or 'own language'})", f"{lost!r} in {text!r}")
        findings = tallystick.check(reading).findings
        render(reading, findings, "en")
        if before is not None:
            render_pair(reading, before, tallystick.compare(reading, before), "zh")
    except TallystickError:  # refused, with what to do next
        return None
    except Exception as error:  # whatever breaks is what is looked for
        places = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
        outcome.note(
            f"{type(error).__name__}: {str(error)[:80]} at {' < '.join(places[:-4:-1])}", f"{released} {text!r}"
        )
        return None
    return reading


def _lost(reading: Reading) -> str:
    """The first run of digits that is in no figure and not listed; empty where there is none."""
    text = reading.release.text
    covered = bytearray(len(text))
    spans = [(o.start, o.end) for o in reading.observations] + [(u.start, u.end) for u in reading.unread]
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    for found in re.finditer("[0-9]+", text):
        if 0 in covered[found.start() : found.end()]:
            return found.group()
    return ""


def main() -> None:
    """Try the texts and tell what broke."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="folder", type=Path, help="also start from the text files of this folder")
    parser.add_argument("--keep", type=Path, help="write the text that shows each fault into this folder")
    arguments = parser.parse_args()
    outcome = run(arguments.texts, arguments.seed, arguments.folder)
    for n, (fault, times) in enumerate(outcome.faults.most_common(), 1):
        print(f"{times} × {fault}\n    {outcome.shown[fault][:300]}", flush=True)
        if arguments.keep:
            arguments.keep.mkdir(parents=True, exist_ok=True)
            (arguments.keep / f"{n}.txt").write_text(f"{fault}\n{outcome.shown[fault]}\n", encoding="utf-8")
    print(f"{outcome.texts} texts, {sum(outcome.faults.values())} faults of {len(outcome.faults)} kinds")
    sys.exit(1 if outcome.faults else 0)


if __name__ == "__main__":
    main()
