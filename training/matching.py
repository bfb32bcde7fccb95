"""The shared score's own ways of matching figures and subjects, loaded from where it lies."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from typing import Any

from training.labelled import SHARED

_spec = importlib.util.spec_from_file_location("shared_score", SHARED / "score.py")
assert _spec is not None
assert _spec.loader is not None
_score = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(_score)

match: Callable[[list[dict[str, Any]], list[dict[str, Any]]], list[tuple[int, int]]] = _score.match
same_subject: Callable[[dict[str, Any], dict[str, Any]], bool] = _score.same_subject
close: Callable[[Any, Any], bool] = _score.close
reached: Callable[[dict[str, Any], dict[str, Any]], int] = _score.reached
