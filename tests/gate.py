"""How well the labelled texts are read, and the floors below which that may not fall.

The texts are not ours to ship: they lie in `../shared` beside the project (or where TALLYSTICK_SHARED says).
`make ratchet` raises the floors in gate_baseline.json to what is reached now; nothing here lowers one.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import tallystick

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("TALLYSTICK_SHARED", ROOT.parent / "shared"))
LABELLED = SHARED / "corpus" / "labelled"
BASELINE = Path(__file__).with_name("gate_baseline.json")
LEVELS = ("quantity", "meaning", "dated", "full")
SETS = {"seed": "the seed", "en": "all labelled English", "zh": "all labelled Chinese"}

Scores = dict[str, dict[str, float]]


def available() -> bool:
    """Whether the labelled texts lie beside the project."""
    return (LABELLED / "index.csv").is_file() and (SHARED / "score.py").is_file()


def fingerprint() -> str:
    """The hash of all labels and texts: floors hold for these alone."""
    digest = hashlib.sha256()
    for path in sorted(LABELLED.glob("*")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def scores() -> Scores:
    """F1 at the four levels for each set of texts, as the shared score counts it."""
    with tempfile.TemporaryDirectory() as folder:
        pairs: dict[str, list[str]] = {name: [] for name in SETS}
        for row in csv.DictReader((LABELLED / "index.csv").read_text(encoding="utf-8").splitlines()):
            read = Path(folder) / f"{row['name']}.jsonl"
            reading = tallystick.read(LABELLED / f"{row['name']}.txt", released=row["released"] or None)
            read.write_text("".join(json.dumps(o.to_dict()) + "\n" for o in reading), encoding="utf-8")
            pair = [str(LABELLED / f"{row['name']}.jsonl"), str(read)]
            pairs[row["lang"]] += pair
            pairs["seed"] += pair if row["name"] == "seed.en" else []
        return {name: _score(files) for name, files in pairs.items()}


def _score(files: list[str]) -> dict[str, float]:
    command = [sys.executable, str(SHARED / "score.py"), "--json", *files]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return {level: told[level]["f1"] for level in LEVELS}


def baseline() -> dict[str, object]:
    """The floors and the fingerprint of the texts that they hold for."""
    kept: dict[str, object] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return kept


def floors() -> Scores:
    """The floor of each set and level."""
    kept = baseline()["floors"]
    assert isinstance(kept, dict)
    return kept


def ratchet() -> Scores:
    """Raise each floor to what is reached now and write them; a fall leaves its floor where it was."""
    now, before = scores(), floors()
    raised = {
        name: {level: max(reached, before.get(name, {}).get(level, 0.0)) for level, reached in levels.items()}
        for name, levels in now.items()
    }
    kept = {"texts": fingerprint(), "floors": raised}
    BASELINE.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return raised


if __name__ == "__main__":
    if not available():
        sys.exit(f"no labelled texts at {LABELLED}: nothing to ratchet")
    for name, levels in ratchet().items():
        sys.stdout.write(f"{SETS[name]:24} " + "  ".join(f"{level} {f1:.4f}" for level, f1 in levels.items()) + "\n")
