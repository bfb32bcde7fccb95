"""How well the labelled texts are read now: F1 at the four levels of the reading standard, set by set."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import tallystick
from training.labelled import SHARED, LabelledText, labelled_texts

LEVELS = ("quantity", "meaning", "dated", "full")

Scores = dict[str, dict[str, float]]


def sets_of(text: LabelledText) -> tuple[str, ...]:
    """The sets a text counts in: its language's own set, and the seed by itself."""
    own = f"{text.language} {text.set}"
    return ("seed", own) if text.name == "seed.en" else (own,)


def scores() -> Scores:
    """F1 at the four levels for each set of texts, as the shared score counts it."""
    with tempfile.TemporaryDirectory() as folder:
        pairs: dict[str, list[str]] = {}
        for text in labelled_texts():
            pair = _pair(text, Path(folder))
            for name in sets_of(text):
                pairs.setdefault(name, []).extend(pair)
        return {name: score(files) for name, files in pairs.items()}


def _pair(text: LabelledText, folder: Path) -> list[str]:
    labels, read = folder / f"{text.name}.labels.jsonl", folder / f"{text.name}.read.jsonl"
    labels.write_text("".join(json.dumps(label) + "\n" for label in text.labels()), encoding="utf-8")
    reading = tallystick.read(text.file_in(folder), released=text.released or None)
    read.write_text("".join(json.dumps(o.to_dict()) + "\n" for o in reading), encoding="utf-8")
    return [str(labels), str(read)]


def score(files: list[str]) -> dict[str, float]:
    """F1 at the four levels over files of labels and readings, in turn."""
    command = [sys.executable, str(SHARED / "score.py"), "--json", *files]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return {level: told[level]["f1"] for level in LEVELS}
