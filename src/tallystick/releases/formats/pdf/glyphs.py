"""The characters of a page: which, where, how large, how bold, on which baseline.

PDFium tells of one character a call, and a page has thousands. So each is asked for its box only, into one array, and
what holds for many characters at once is asked for the first of them.
"""

from __future__ import annotations

import ctypes
import re
from collections import deque
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tallystick.releases.formats.pdf.calls import SIZE, address, asked
from tallystick.releases.formats.pdf.view import Array, View

HYPHEN = "\u00ad"  # stands for a hyphen at a line's end, whatever PDFium made of it
MOST = 80_000  # characters of a page that is read
CROWDED = "it holds more text than a page has"
UNMAPPED = "its fonts do not tell which letters they show"
_UNTOLD = 0.3  # of the characters of a page
_LINE_END_HYPHENS = (0x2, 0xFFFE)
_INVISIBLE_MODES = (3, 7)
_STROKED_MODE = 2
_ONE_WIDTH = 1 << 12  # eighths of a point: no letter is wider
_DOUBLE_LETTERS = (ord("f"), ord("t"))  # one ligature is told as two letters in one place
_BOLD = 700  # weight
_FORCED_BOLD = 1 << 18  # a flag of fonts
_NAMELESS = re.compile(r"(?:[a-z]{6}\+)?(?:cidfont\+)?[a-z]{0,3}[_-]?\d{0,5}")  # F1, TT2, CIDFont+F3
_BOLD_NAMES = ("bold", "black", "heavy", "demi", ",bd", "-bd")
_LONGEST_NAME = 200


class UnreadError(Exception):
    """A page that has text which cannot be read; it says why."""


@dataclass(slots=True)
class Glyphs:
    """Arrays with an element for each character of `text`, in the order in which the page draws them.

    Boxes are as wide as the advance and as high as the font, in points, as seen in `view`; `baseline` is the line a
    character stands on. `breaks` tells where white space, or something that is not shown, stands before it.
    """

    view: View
    text: str
    x0: Array
    y0: Array
    x1: Array
    y1: Array
    size: Array
    baseline: Array
    bold: NDArray[np.bool_]
    breaks: NDArray[np.bool_]


@dataclass(slots=True)
class PageGlyphs:
    """Those that stand upright as most of a page does, those that are turned otherwise, and what was left out.

    `layer` says that none of the page's text shows: it lies behind an image, most likely of the same words.
    """

    upright: Glyphs
    turned: list[Glyphs]
    doubles: str = ""
    hidden: str = ""
    layer: bool = False


@dataclass(slots=True)
class _Looks:
    """What holds for all characters that are printed alike."""

    size: float
    bold: bool
    hidden: bool
    direction: int  # quarter turns, anticlockwise, in the page's own coordinates
    mapped: bool  # whether the font tells which characters its shapes are
    rise: float  # from the side of the box below the text to the baseline


def glyphs_of(page: Any) -> PageGlyphs | None:
    """The characters of a raw page; None where there are none. The caller holds the lock.

    Raises UnreadError for a page with more than `MOST` of them, and for one whose fonts do not tell what they are.
    """
    from pypdfium2 import raw

    textpage = raw.FPDFText_LoadPage(page)
    if not textpage:
        return None
    try:
        count = raw.FPDFText_CountChars(textpage)
        if count > MOST:
            raise UnreadError(CROWDED)
        if count <= 0:
            return None
        codes, boxes = _codes(raw, textpage, count), _boxes(textpage, count)
        starts = _starts(codes, boxes)
        looks, which = _looks(raw, textpage, boxes, starts)
        run = np.repeat(which, np.diff(starts, append=count))
        return _placed(box_of(page), raw.FPDFPage_GetRotation(page) % 4, codes, boxes, looks, run)
    finally:
        raw.FPDFText_ClosePage(textpage)


def box_of(page: Any) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of what is shown of a page, in its own coordinates."""
    from pypdfium2 import raw

    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return box.left, box.bottom, box.right, box.top


def _codes(raw: Any, textpage: Any, count: int) -> NDArray[np.uint32]:
    """Code points; 0 for a character that the font does not tell."""
    buffer = np.zeros(count + 1, np.uint16)
    got = raw.FPDFText_GetText(textpage, 0, count, buffer.ctypes.data_as(ctypes.POINTER(ctypes.c_ushort)))
    if got == count + 1:
        return buffer[:count].astype(np.uint32)
    codes = asked("FPDFText_GetUnicode", ctypes.c_uint, repeat(address(textpage)), range(count))
    return np.fromiter(codes, np.uint32, count)


def _boxes(textpage: Any, count: int) -> NDArray[np.float32]:
    """Left, top, right and bottom of each character, in the page's own coordinates."""
    boxes = np.zeros((count, 4), np.float32)
    places = range(boxes.ctypes.data, boxes.ctypes.data + 16 * count, 16)
    deque(asked("FPDFText_GetLooseCharBox", ctypes.c_int, repeat(address(textpage)), range(count), places), maxlen=0)
    return boxes


def _starts(codes: NDArray[np.uint32], boxes: NDArray[np.float32]) -> NDArray[np.intp]:
    """Where looks may change: after a space, on another line, in another size."""
    space = codes <= 32
    new = np.ones(len(codes), np.bool_)
    same = np.abs(np.diff(boxes, axis=0)) < 0.01
    level, upright = same[:, 1] & same[:, 3], same[:, 0] & same[:, 2]
    new[1:] = ~(level | upright) | (space[:-1] & ~space[1:])
    new[0] = True
    return np.flatnonzero(new)


def _looks(
    raw: Any, textpage: Any, boxes: NDArray[np.float32], starts: NDArray[np.intp]
) -> tuple[list[_Looks], NDArray[np.intp]]:
    """The looks there are, and for each start which of them it has."""
    objects = np.fromiter(asked("FPDFText_GetTextObject", SIZE, repeat(address(textpage)), starts.tolist()), np.int64)
    told = np.flatnonzero(np.diff(objects, prepend=0) * (objects > 0))  # the first of each text object
    if not len(told):
        return [_Looks(1.0, False, False, 0, True, 0.0)], np.zeros(len(starts), np.intp)
    handles, firsts = objects[told].tolist(), starts[told]
    matrices = np.zeros((len(told), 6), np.float32)
    places = range(matrices.ctypes.data, matrices.ctypes.data + 24 * len(told), 24)
    deque(asked("FPDFText_GetMatrix", ctypes.c_int, repeat(address(textpage)), firsts.tolist(), places), maxlen=0)
    fonts = list(asked("FPDFTextObj_GetFont", SIZE, handles))
    modes = list(asked("FPDFTextObj_GetTextRenderMode", ctypes.c_int, handles))
    box = boxes[firsts]
    shapes = np.column_stack((matrices[:, :4], box[:, 2] - box[:, 0], box[:, 1] - box[:, 3])).round(2)
    upright = np.abs(matrices[:, 0]) >= np.abs(matrices[:, 1])
    shapes[np.arange(len(told)), np.where(upright, 4, 5)] = 0  # its advance tells nothing of a character's looks
    known: dict[tuple[int, int, tuple[float, ...]], int] = {}
    looks: list[_Looks] = []
    bold: dict[int, bool] = {}
    found = np.zeros(len(told), np.intp)
    for i, key in enumerate(zip(fonts, modes, map(tuple, shapes.tolist()), strict=True)):
        if key not in known:
            known[key] = len(looks)
            looks.append(_looks_at(raw, textpage, int(firsts[i]), boxes[firsts[i]], matrices[i], key[:2], bold))
        found[i] = known[key]
    # What PDFium put in itself looks as what stands before it.
    return looks, found[np.maximum(np.searchsorted(told, np.arange(len(starts)), side="right") - 1, 0)]


def _looks_at(
    raw: Any, textpage: Any, at: int, box: NDArray[np.float32], matrix: NDArray[np.float32], drawn: tuple[int, int],
    known: dict[int, bool],
) -> _Looks:  # fmt: skip
    font, mode = drawn
    a, b, c, d, *_ = matrix.tolist()
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage, at, x, y)
    direction = _direction(a, b)
    size = abs(raw.FPDFText_GetFontSize(textpage, at)) * float((c * c + d * d) ** 0.5)
    left, top, right, bottom = box.tolist()
    rise = (y.value - bottom, right - x.value, top - y.value, x.value - left)[direction]
    if font not in known:
        known[font] = _is_bold(raw, ctypes.cast(font, raw.FPDF_FONT)) if font else False
    bold = mode == _STROKED_MODE or known[font]
    mapped = raw.FPDFText_HasUnicodeMapError(textpage, at) != 1
    return _Looks(size or abs(top - bottom), bold, mode in _INVISIBLE_MODES, direction, mapped, rise)


def _direction(a: float, b: float) -> int:
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3


def _is_bold(raw: Any, font: Any) -> bool:
    """Whether a font is bold, by its name: the weight that PDFium guesses from its stems misleads."""
    name = ctypes.create_string_buffer(_LONGEST_NAME)
    raw.FPDFFont_GetBaseFontName(font, name, _LONGEST_NAME)
    said = name.value.decode("latin-1").lower()
    if any(mark in said for mark in _BOLD_NAMES) or raw.FPDFFont_GetFlags(font) & _FORCED_BOLD > 0:
        return True
    return _NAMELESS.fullmatch(said) is not None and raw.FPDFFont_GetWeight(font) >= _BOLD


def _placed(
    box: tuple[float, float, float, float], shown: int, codes: NDArray[np.uint32], boxes: NDArray[np.float32],
    looks: list[_Looks], run: NDArray[np.intp],
) -> PageGlyphs | None:  # fmt: skip
    """Characters sorted out: upright and turned, without those that show nothing."""
    hidden = np.array([one.hidden for one in looks])[run]
    direction = np.array([one.direction for one in looks])[run]
    left, top, right, bottom = boxes.T
    on_page = np.isfinite(boxes).all(axis=1) & (right > box[0]) & (left < box[2]) & (top > box[1]) & (bottom < box[3])
    untold = on_page & ((codes == 0) | (codes == 0xFFFD) | ~np.array([one.mapped for one in looks])[run])
    ink = on_page & ((codes > 32) | (codes == 2)) & (codes != 0xA0)
    if untold.sum() > _UNTOLD * (ink | untold).sum():
        raise UnreadError(UNMAPPED)
    if not ink.any():
        return None
    layer = bool(hidden[ink].all())
    if layer:
        hidden = np.zeros_like(hidden)
    seen = ink & ~hidden
    doubles = _doubles(codes, boxes, seen)
    kept = seen & ~doubles
    counts = np.bincount(direction[kept], minlength=4)
    views = [View(*box, shown, int(turns)) for turns in np.argsort(-counts, kind="stable") if counts[turns]]
    found = [_in_view(view, codes, boxes, looks, run, kept & (direction == view.turns)) for view in views]
    return PageGlyphs(found[0], found[1:], _text(codes[doubles]), _text(codes[ink & hidden]), layer)


def _doubles(codes: NDArray[np.uint32], boxes: NDArray[np.float32], seen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Characters printed again upon, or a hair beside, themselves."""
    doubles = np.zeros(len(codes), np.bool_)
    at = np.flatnonzero(seen)
    left, _, right, bottom = boxes[at].T
    which = (codes[at].astype(np.int64) << 20) + (bottom / 3 + 0.5).astype(np.int64)
    key = (which << 20) + (left * 8).astype(np.int64)
    order = np.argsort(key)
    near = np.flatnonzero((np.diff(key[order]) < _ONE_WIDTH) & (np.diff(which[order]) == 0))
    if not len(near):
        return doubles
    a, b = order[near], order[near + 1]
    top, first = boxes[at, 1], codes[at[a]]
    same = np.abs(left[b] - left[a]) < 0.3 * np.maximum(right - left, 0.1)[b]
    same &= np.abs(top[b] - top[a]) < 0.15 * (top - bottom)[a]
    same &= ~((np.abs(at[b] - at[a]) == 1) & (left[a] == left[b]) & np.isin(first, _DOUBLE_LETTERS))
    doubles[at[np.maximum(a, b)[same]]] = True
    return doubles


def _in_view(
    view: View, codes: NDArray[np.uint32], boxes: NDArray[np.float32], looks: list[_Looks], run: NDArray[np.intp],
    kept: NDArray[np.bool_],
) -> Glyphs:  # fmt: skip
    at = np.flatnonzero(kept)
    left, top, right, bottom = boxes[at].astype(np.float64).T
    x0, y0, x1, y1 = view.boxes(left, bottom, right, top)
    run = run[at]
    size, rise = np.array([one.size for one in looks])[run], np.array([one.rise for one in looks])[run]
    bold = np.array([one.bold for one in looks])[run]
    breaks = np.diff(at, prepend=-1) > 1
    return Glyphs(view, _text(codes[at]), x0, y0, x1, y1, size, y1 - rise, bold, breaks)


def _text(codes: NDArray[np.uint32]) -> str:
    """Characters of code points, one each; what is none becomes U+FFFD."""
    codes = codes.copy()
    codes[np.isin(codes, _LINE_END_HYPHENS)] = ord(HYPHEN)
    codes[((codes >= 0xD800) & (codes < 0xE000)) | (codes > 0x10FFFF)] = 0xFFFD
    return codes.astype("<u4").tobytes().decode("utf-32-le")
