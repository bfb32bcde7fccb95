"""How well the labelled texts are read now: F1 at the four levels of the reading standard, set by set."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import tallystick
from training.labelled import SHARED, LabelledText, labelled_texts
from training.left_out import read_left_out

LEVELS = ("quantity", "meaning", "dated", "full")

Scores = dict[str, dict[str, float]]
Rows = list[dict[str, Any]]


def readings(text: LabelledText, folder: Path) -> Iterator[tuple[str, Rows]]:
    """The sets a text counts in, each with its figures as read for it.

    English texts are read with weights made without their publishers, and by rules (`… fast`); the seed counts by
    itself too, read as users read it.
    """
    own = f"{text.language} {text.set}"
    if text.language == "zh":
        yield own, _by(text, folder, "auto")
        return
    yield own, read_left_out(text)
    yield f"{own} fast", _by(text, folder, "fast")
    if text.name == "seed.en":
        yield "seed", _by(text, folder, "accurate")


def scores() -> Scores:
    """F1 at the four levels for each set of texts, as the shared score counts it."""
    with tempfile.TemporaryDirectory() as folder:
        pairs: dict[str, list[str]] = {}
        for text in labelled_texts():
            labels = _written(Path(folder) / f"{text.name}.labels.jsonl", text.labels())
            for name, rows in readings(text, Path(folder)):
                read = _written(Path(folder) / f"{text.name}.{name}.jsonl", rows)
                pairs.setdefault(name, []).extend([labels, read])
        return {name: score(files) for name, files in pairs.items()}


def _by(text: LabelledText, folder: Path, reader: str) -> Rows:
    reading = tallystick.read(text.file_in(folder), released=text.released or None, reader=reader)
    return [observation.to_dict() for observation in reading]


def _written(path: Path, rows: Rows) -> str:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(path)


def score(files: list[str]) -> dict[str, float]:
    """F1 at the four levels over files of labels and readings, in turn."""
    command = [sys.executable, str(SHARED / "score.py"), "--json", *files]
    told = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return {level: told[level]["f1"] for level in LEVELS}
