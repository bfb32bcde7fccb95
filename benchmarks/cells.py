"""How well the cells of documents are read: labelled cells held against those read, field by field.

usage: python -m benchmarks.cells [--misses N] LABELS.jsonl DOCUMENT [LABELS DOCUMENT …]

Labels have the fields of the reading standard, and `text`, `row` and `column` of a cell. A label is matched with the
read cell of the same printed text whose paths share most words with its own; each cell answers for one label.
A cell is right when value, unit, measure, period (where the label has one) and subject are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import tallystick
from tallystick.model import Observation

FIELDS = ("value", "unit", "measure", "period", "subject")
_LITTLE = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "in",
        "for",
        "and",
        "or",
        "to",
        "by",
        "with",
        "on",
        "at",
        "from",
        "as",
        "its",
        "their",
        "that",
        "which",
        "is",
        "are",
        "was",
        "were",
        "total",
        "national",
        "overall",
        "s",
    ]
)
_SIGNS = str.maketrans({"−": "-", "–": "-", "—": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


def words(text: str) -> set[str]:
    """Content words of a name: lower case, without plural s; Chinese by characters."""
    low = re.sub(r"[\u2010-\u2015]", "-", text.lower().replace("\u2019", "'"))
    latin = {word.removesuffix("'s").rstrip("s") for word in re.findall(r"[a-z][a-z0-9&'-]*", low)}
    return {word for word in latin if word and word not in _LITTLE} | set(re.findall(r"[\u4e00-\u9fff]", low))


def same_subject(label: str, read: Sequence[str]) -> bool:
    """Half of the labelled words are read, and two fifths of those read are labelled; brackets stand or fall."""

    def forms(name: str) -> list[set[str]]:
        return [found for form in (name, re.sub(r"[(（][^)）]*[)）]?", " ", name)) if (found := words(form))]

    wanted = forms(label)
    had = [form for name in read for form in forms(name)]
    return not wanted or any(2 * len(w & h) >= len(w) and 5 * len(w & h) >= 2 * len(h) for w in wanted for h in had)


def close(a: Any, b: Any) -> bool:
    """Whether two values are equal, ranges end by end."""
    ends = [one if isinstance(one, list) else [one, one] for one in (a, b)]
    return all(abs(x - y) <= 1e-6 * max(abs(x), abs(y), 1e-12) for x, y in zip(*ends, strict=True))


def right(label: dict[str, Any], read: Observation) -> dict[str, bool]:
    """Which fields are right."""
    row = read.to_dict()
    return {
        "value": close(label["value"], row["value"]),
        "unit": label["unit"] == row["unit"],
        "measure": label["measure"] == row["measure"],
        "period": not label.get("period") or label["period"] == row["period"],
        "subject": same_subject(label["subject"], [read.subject, read.indicator_name or ""]),
    }


def printed(text: str) -> str:
    """Printed words in one form of signs and blanks."""
    return " ".join(text.translate(_SIGNS).split()).strip("()")


def matched(labels: Sequence[dict[str, Any]], read: Sequence[Observation]) -> list[Observation | None]:
    """The read cell of each label, by printed text and the words of the paths."""
    by_text: dict[str, list[Observation]] = defaultdict(list)
    for one in read:
        by_text[printed(one.text)].append(one)
    found: list[Observation | None] = []
    for label in labels:
        path = words(" ".join([*label["row"], *label["column"], label.get("table", "")])) | set(
            re.findall(r"\d+", " ".join([*label["row"], *label["column"]]))
        )
        candidates = by_text.get(printed(label["text"]), [])
        if not candidates:
            found.append(None)
            continue

        def shared(one: Observation, path: set[str] = path) -> float:
            told = " ".join([*one.row, *one.column, one.table])
            had = words(told) | set(re.findall(r"\d+", told))
            return len(path & had) - 0.01 * len(had - path)

        best = max(candidates, key=shared)
        candidates.remove(best)
        found.append(best)
    return found


def main() -> None:
    """Score pairs of labels and documents."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--misses", type=int, default=0)
    args = parser.parse_args()
    if len(args.files) % 2:
        sys.exit("files come in pairs: LABELS DOCUMENT")
    print(f"{'document':44} {'labels':>6} {'found':>6} " + " ".join(f"{name:>8}" for name in (*FIELDS, "all")))
    for labels_at, document in zip(args.files[::2], args.files[1::2], strict=True):
        labels = [json.loads(line) for line in labels_at.read_text(encoding="utf-8").splitlines() if line.strip()]
        reading = tallystick.read(document, reader="fast")
        score(document.name, labels, [one for one in reading.observations if one.table], args.misses)


def score(name: str, labels: Sequence[dict[str, Any]], read: Sequence[Observation], misses: int) -> None:
    """Print one document's line, and what was missed."""
    counts: Counter[str] = Counter()
    missed = []
    sure = []
    for label, one in zip(labels, matched(labels, read), strict=True):
        fields = right(label, one) if one is not None else {}
        counts.update(field for field, is_right in fields.items() if is_right)
        counts["found"] += one is not None
        whole = bool(fields) and all(fields.values())
        counts["all"] += whole
        if one is not None and one.confidence is not None:
            sure.append((one.confidence, whole))
        if not whole:
            missed.append((label, one, [field for field, is_right in fields.items() if not is_right]))
    shares = " ".join(f"{counts[field] / len(labels):8.3f}" for field in (*FIELDS, "all"))
    odds = sum(odd for odd, _ in sure) / len(sure) if sure else 0.0
    print(f"{name[:44]:44} {len(labels):6} {counts['found']:6} {shares}  of {len(read)} cells; told odds {odds:.2f}")
    for label, one, wrong in missed[:misses]:
        print("  ", wrong or "not found", label["row"], label["column"])
        print("      label", {field: label[field] for field in ("text", *FIELDS)})
        if one is not None:
            told = {
                "text": one.text,
                **{field: str(getattr(one, field)) for field in FIELDS},
                "row": one.row,
                "column": one.column,
            }
            print("      read ", told)


if __name__ == "__main__":
    main()
