"""The recognizer: loaded once, from the models in its own package, never from the network."""

from __future__ import annotations

import hashlib
import threading
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from tallystick.model import SourceError

LONGEST_SIDE = 2000  # pixels; the recognizer makes larger images smaller
_LEAST_SCORE = 0.3  # of a line, below which it is no text at all
_MODELS = {"Det": "_det_", "Rec": "_rec_"}  # lines are not turned one by one: that garbles some
_LOCK = threading.Lock()  # one image at a time: each takes hundreds of megabytes
_KEPT = 64  # images of which the lines are kept: a source is often opened twice
_READ: dict[bytes, list[ImageLine]] = {}


class Char(NamedTuple):
    """A character in an image: where it begins and ends along its line, in pixels, and the recognizer's score."""

    text: str
    x0: float
    x1: float
    score: float


class ImageLine(NamedTuple):
    """A line of an image: its words with spaces, its four corners from the upper left clockwise, its characters."""

    text: str
    corners: NDArray[np.float64]
    score: float
    chars: tuple[Char, ...]


def lines_of_image(image: NDArray[np.uint8]) -> list[ImageLine]:
    """The lines in an image (height by width by 3), in the order the recognizer finds them."""
    key = hashlib.blake2b(image.tobytes(), digest_size=16).digest() + bytes(str(image.shape), "ascii")
    with _LOCK:
        known = _READ.get(key)
        if known is None:
            _READ[key] = known = _lines(image)
            if len(_READ) > _KEPT:
                _READ.pop(next(iter(_READ)))
        return known


def _lines(image: NDArray[np.uint8]) -> list[ImageLine]:
    found = _recognizer()(image, return_word_box=True, return_single_char_box=True, text_score=_LEAST_SCORE)
    if getattr(found, "boxes", None) is None or not found.txts:
        return []
    chars = found.word_results if len(found.word_results or ()) == len(found.txts) else [()] * len(found.txts)
    lines = zip(found.txts, found.boxes, found.scores, chars, strict=True)
    return [
        ImageLine(text, np.asarray(corners, np.float64), float(score), tuple(_char(*one) for one in held))
        for text, corners, score, held in lines
    ]


def _char(text: str, score: float, corners: Any) -> Char:
    along = np.asarray(corners, np.float64)[:, 0]
    return Char(text, float(along.min()), float(along.max()), float(score))


@cache
def _recognizer() -> Any:
    from rapidocr import RapidOCR

    parameters: dict[str, Any] = {"Global.log_level": "critical", "Global.use_cls": False}
    inside = [path for path in (resources.files("rapidocr") / "models").iterdir() if path.name.endswith(".onnx")]
    for stage, mark in _MODELS.items():
        path = next((str(path) for path in inside if mark in path.name), None)
        if path is None:
            raise SourceError("the installed rapidocr brings no models", 'pip install --upgrade "tallystick[ocr]"')
        # A path that is given is taken as it is; without one the library would look on the network.
        parameters[f"{stage}.model_path"] = path
    return RapidOCR(params=parameters)
