"""Labelled texts and their labels, mended by `labels/errata.csv`.

The texts are not ours to ship: they lie in `../shared` beside the project (or where TALLYSTICK_SHARED says).
"""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TALLYSTICK_SHARED", ROOT.parent / "shared"))
LABELLED = SHARED / "corpus" / "labelled"
ERRATA = Path(__file__).parent / "labels" / "errata.csv"
OWN = Path(__file__).parent / "labels" / "own"

Label = dict[str, Any]


@dataclass(frozen=True)
class LabelledText:
    """A text with labels: who published it when, its publishers' group (one for leaving out), and its set."""

    name: str
    language: str
    released: str
    publisher: str
    group: str
    set: str
    source: Path
    passage: tuple[int, int] | None = None

    def file_in(self, folder: Path) -> Path:
        """A file that holds the text: its own, or for a passage of a longer one a new file in `folder`."""
        if self.passage is None:
            return self.source
        path = folder / f"{self.name}.txt"
        path.write_text(self.source.read_text(encoding="utf-8")[slice(*self.passage)], encoding="utf-8")
        return path

    def labels(self) -> list[Label]:
        """Its labels, errata applied, in the order of the text."""
        if self.passage is not None:
            rows = _rows(OWN / f"{self.name}.jsonl")[1:]
        else:
            rows = _rows(LABELLED / f"{self.name}.jsonl")
        return mended(self.name, rows)


def _rows(path: Path) -> list[Label]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def available() -> bool:
    """Whether the labelled texts lie beside the project."""
    return (LABELLED / "index.csv").is_file() and (SHARED / "score.py").is_file()


def labelled_texts() -> Iterator[LabelledText]:
    """All labelled texts, in the order of the index."""
    for row in csv.DictReader((LABELLED / "index.csv").read_text(encoding="utf-8").splitlines()):
        yield LabelledText(
            row["name"], row["lang"], row["released"], row["publisher"], row["group"], row["set"],
            LABELLED / f"{row['name']}.txt",
        )  # fmt: skip


def own_texts() -> Iterator[LabelledText]:
    """The passages that we labelled ourselves; the set is `own`, the group the publisher's."""
    groups = {text.publisher: text.group for text in labelled_texts()}
    for path in sorted(OWN.glob("*.jsonl")):
        head = _rows(path)[0]
        yield LabelledText(
            path.stem, head["source"][:2], head["released"], head["publisher"],
            groups.get(head["publisher"]) or head["publisher"], "own", SHARED / "corpus" / head["source"],
            (head["start"], head["end"]),
        )  # fmt: skip


@cache
def errata() -> tuple[dict[str, str], ...]:
    """The rows of the errata: file, text, start, field, right value, reason."""
    return tuple(csv.DictReader(ERRATA.read_text(encoding="utf-8").splitlines()))


def mended(name: str, labels: list[Label]) -> list[Label]:
    """The labels of the text `name` with its errata applied.

    A `right` value is JSON, or a word as it stands; the field `*` takes a label out (`right` empty). An erratum
    whose label is not there raises LookupError: a repaired label should take its erratum with it.
    """
    for row in errata():
        if row["file"] != name:
            continue
        place = (row["text"], int(row["start"]))
        at = [k for k, label in enumerate(labels) if (label["text"], label["start"]) == place]
        if not at:
            raise LookupError(f"{ERRATA.name}: no label «{row['text']}» at {row['start']} of {name}: take the row out")
        if row["field"] == "*":
            labels = [label for k, label in enumerate(labels) if k != at[0]]
        else:
            labels[at[0]] = {**labels[at[0]], row["field"]: _value(row["right"])}
    return labels


def _value(right: str) -> object:
    try:
        value: object = json.loads(right)
    except ValueError:
        return right
    return right if isinstance(value, int) and len(right) == 4 else value  # a year is a period, not a number
