"""Calls of PDFium for many things at once, with plain addresses and numbers."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

SIZE = ctypes.c_size_t  # of an address
_AT, _INT = ctypes.c_void_p, ctypes.c_int
_ARGUMENTS = {
    "FPDFText_GetUnicode": (_AT, _INT),
    "FPDFText_GetLooseCharBox": (_AT, _INT, _AT),
    "FPDFText_GetTextObject": (_AT, _INT),
    "FPDFText_GetMatrix": (_AT, _INT, _AT),
    "FPDFTextObj_GetFont": (_AT,),
    "FPDFTextObj_GetTextRenderMode": (_AT,),
    "FPDFPage_GetObject": (_AT, _INT),
    "FPDFFormObj_GetObject": (_AT, ctypes.c_ulong),
    "FPDFPageObj_GetType": (_AT,),
    "FPDFPageObj_GetBounds": (_AT, _AT, _AT, _AT, _AT),
    "FPDFPath_GetDrawMode": (_AT, _AT, _AT),
    "FPDFPath_CountSegments": (_AT,),
    "FPDFPath_GetPathSegment": (_AT, _INT),
    "FPDFPathSegment_GetType": (_AT,),
    "FPDFPathSegment_GetClose": (_AT,),
    "FPDFPathSegment_GetPoint": (_AT, _AT, _AT),
}


def asked(name: str, result: Any, *arguments: Any) -> Iterator[Any]:
    """What a function of PDFium answers for each of many addresses and numbers."""
    return map(_function(name, result), *arguments)


@cache
def _function(name: str, result: Any) -> Callable[..., Any]:
    """A function of PDFium that takes plain addresses and numbers, which is faster than one that checks its arguments.

    It keeps the interpreter's lock while it runs: the calls are far shorter than passing that on would be.
    """
    from pypdfium2 import raw

    return ctypes.PYFUNCTYPE(result, *_ARGUMENTS[name])(address(getattr(raw, name)))


def address(pointer: Any) -> int:
    """Where a thing of PDFium is; 0 for none."""
    return ctypes.cast(pointer, _AT).value or 0
