"""The shared score's own ways of matching figures and subjects, loaded from where it lies when first asked."""

from __future__ import annotations

import importlib.util
from functools import cache
from types import ModuleType
from typing import Any

from training.labelled import SHARED

Row = dict[str, Any]


@cache
def _score() -> ModuleType:
    spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def match(labels: list[Row], read: list[Row]) -> list[tuple[int, int]]:
    """Which of the labels is which of the figures read: pairs of their places."""
    found: list[tuple[int, int]] = _score().match(labels, read)
    return found


def same_subject(label: Row, read: Row) -> bool:
    """Whether both name the same thing."""
    return bool(_score().same_subject(label, read))


def close(label: Any, read: Any) -> bool:
    """Whether two numbers, or ranges, are the same but for what a float loses."""
    return bool(_score().close(label, read))


def reached(label: Row, read: Row) -> int:
    """The number of levels of the score at which a figure agrees with its label."""
    return int(_score().reached(label, read))
