"""Weights made without one part of the publishers each: labelled texts are judged by those that never saw their own."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from tallystick.reading.area import area_of_release
from tallystick.reading.assemble import to_observation
from tallystick.reading.choosing.weights import Weights, load, save
from tallystick.reading.document import Document
from tallystick.reading.en.accurate import read_prepared
from training.examples import Prepared
from training.labelled import LabelledText

FOLDER = Path(__file__).parent / "left_out"
_PARTS = FOLDER / "parts.json"  # group of publishers → the part that is made without it


def keep(parts: Mapping[str, int], weights: Sequence[Weights]) -> None:
    """Write the weights of all parts, and which part is made without which publishers."""
    FOLDER.mkdir(exist_ok=True)
    for n, made in enumerate(weights):
        save(made, FOLDER / f"{n}.json.gz")
    _PARTS.write_text(json.dumps(dict(sorted(parts.items())), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def read_left_out(text: LabelledText) -> list[dict[str, Any]]:
    """The figures of an English text as read with weights that were made without its publishers."""
    return read(Prepared.of(text), _weights(_parts()[text.group]))


def read(prepared: Prepared, weights: Weights) -> list[dict[str, Any]]:
    """A text's figures as read with these weights, with the odds of their parts."""
    release, sentences = prepared.release, prepared.sentences
    area = area_of_release(release)
    document = Document.of(release, sentences, weights.document)
    rows = []
    for block, span, figure in read_prepared(release, sentences, weights, document):
        row = to_observation(release, block, span, figure, area).to_dict()
        rows.append({**row, "odds": figure.odds, "grounds": figure.grounds})
    return rows


def kept() -> tuple[dict[str, int], dict[int, Weights]]:
    """Which part is made without each group of publishers, and the weights of the parts."""
    return _parts(), {n: _weights(n) for n in sorted(set(_parts().values()))}


@cache
def _parts() -> dict[str, int]:
    parts: dict[str, int] = json.loads(_PARTS.read_text(encoding="utf-8"))
    return parts


@cache
def _weights(part: int) -> Weights:
    return load(FOLDER / f"{part}.json.gz")
