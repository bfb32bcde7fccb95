"""Train the confidence of Chinese figures, which rules read: `python -m training.sureness [--ship]`.

Prints, with each publisher's figures judged by a curve made without them, how often the surest are right and how far
the odds told are from what holds; `--ship` writes the curve of all figures into the package.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

import tallystick
from tallystick.reading import zh
from tallystick.reading.area import area_of_release
from tallystick.reading.assemble import to_observation
from tallystick.reading.choosing import sureness as shipped
from tallystick.reading.choosing.sureness import Sureness, save
from training.calibrating import Floats, Outcome, calibrate, outcomes
from training.labelled import LabelledText, labelled_texts, own_texts

LANGUAGE = "zh"
_FOLDS = 8
_SAME = {"中央广播电视总台": "CCTV", "State Council": "China government"}  # publishers' groups under two names


def read(text: LabelledText) -> list[dict[str, Any]]:
    """The figures that the rules read in a text, with what their confidence is told from."""
    with tempfile.TemporaryDirectory() as folder:
        release = tallystick.open(text.file_in(Path(folder)), released=text.released or None, language=LANGUAGE)
    found, _ = zh.read_blocks(release, [block for block in release.blocks if block.language == LANGUAGE])
    area = area_of_release(release)
    return [
        {**to_observation(release, *placed, area).to_dict(), "odds": (), "grounds": placed[-1].grounds}
        for placed in found
    ]


def left_out(told: Sequence[Outcome]) -> Floats:
    """The confidence of each figure by a curve made without its publisher's group."""
    groups = [group for group, _ in Counter(_SAME.get(one.group, one.group) for one in told).most_common()]
    fold = [groups.index(_SAME.get(one.group, one.group)) % _FOLDS for one in told]
    curves = [calibrate([one for one, k in zip(told, fold, strict=True) if k != n]) for n in range(_FOLDS)]
    return np.array([curves[k].confidence((), one.grounds) for one, k in zip(told, fold, strict=True)])


def report(name: str, sure: Floats, right: Floats) -> str:
    """How many are right, how many of the surest, and the calibration error over tenths of the figures."""
    order = np.argsort(-sure, kind="stable")
    surest = "  ".join(f"surest {part:.0%} {right[order[: int(len(order) * part)]].mean():.3f}" for part in (0.5, 0.8))
    tenths = np.array_split(order, 10)
    error = np.mean([abs(sure[part].mean() - right[part].mean()) for part in tenths])
    last = f"least sure tenth {right[tenths[-1]].mean():.3f}"
    return f"{name:6} {len(order):5} figures  right {right.mean():.3f}  {surest}  {last}  error {error:.3f}"


def fingerprint(told: Sequence[Outcome]) -> str:
    """Of the figures that a curve was fitted on."""
    raw = json.dumps([(one.group, one.grounds, one.right) for one in told], ensure_ascii=False)
    return hashlib.sha256(raw.encode()).hexdigest()[:16]


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--ship", action="store_true")
    args = parser.parse_args()
    texts = [text for text in (*labelled_texts(), *own_texts()) if text.language == LANGUAGE]
    told = [(text.set, one) for text in texts for one in outcomes([text], {text.name: read(text)})]
    sets, figures = np.array([name for name, _ in told]), [one for _, one in told]
    sure, right = left_out(figures), np.array([one.right for one in figures], dtype=float)
    for name in ("first", "third", "own", "all"):
        chosen = (sets == name) | (name == "all")
        sys.stdout.write(report(name, sure[chosen], right[chosen]) + "\n")
    if args.ship:
        path = Path(shipped.__file__).with_name(f"sureness.{LANGUAGE}.json")
        save(Sureness(fingerprint(figures), calibrate(figures)), path)


if __name__ == "__main__":
    main()
