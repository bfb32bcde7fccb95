"""Signs of the Symbol and Wingdings fonts, which stand in the text as private characters, as Unicode has them."""

from __future__ import annotations

import re

_SYMBOL = {
    0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x2D: "−", 0x40: "≅", 0x5E: "⊥", 0x7E: "∼", 0xA0: "€", 0xA2: "′",
    0xA3: "≤", 0xA4: "⁄", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB5: "∝", 0xB6: "∂", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBA: "≡", 0xBB: "≈",
    0xBC: "…", 0xD0: "∠", 0xD1: "∇", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xD5: "∏", 0xD6: "√", 0xD7: "⋅", 0xE2: "®",
    0xE3: "©", 0xE4: "™", 0xE5: "∑", 0xF2: "∫",
}  # fmt: skip
_GREEK = dict(
    zip(
        b"ABGDEZHQIKLMNXOPRSTUFCYWabgdezhqiklmnxoprstufcyw",
        "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩαβγδεζηθικλμνξοπρστυφχψω",
        strict=True,
    )
)
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x77: "◆", 0x9F: "•", 0xA7: "▪", 0xA8: "◻", 0xD8: "➢",
    0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓", 0xE7: "←", 0xE8: "→", 0xE9: "↑", 0xEA: "↓", 0xEF: "⇦", 0xF0: "⇨",
    0xF1: "⇧", 0xF2: "⇩", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_3 = {0x66: "←", 0x67: "→", 0x68: "↑", 0x69: "↓", 0x70: "▲", 0x71: "▼", 0x74: "◀", 0x75: "▶"}
_ANY_PRIVATE = re.compile("[\uf020-\uf0ff]")
_PRIVATE = range(0xF020, 0xF100)


def sign(font: str, code: int) -> str:
    """The sign at a place of a font of signs; empty where it is not known.

    >>> sign("Symbol", 0xF0B1), sign("Symbol", 0x61), sign("Wingdings", 0xF0E0), sign("Wingdings 2", 0xF0FF)
    ('±', 'α', '→', '')
    """
    place = code - 0xF000 if code in _PRIVATE else code
    if font.startswith("Symbol"):
        return _SYMBOL.get(place) or _GREEK.get(place) or (chr(place) if 0x20 <= place < 0x7F else "")
    if font == "Wingdings 3":
        return _WINGDINGS_3.get(place, "")
    if font == "Wingdings":
        return _WINGDINGS.get(place, "")
    return "" if code in _PRIVATE or font.startswith(("Wingdings", "Webdings")) else chr(code)


def without_private(words: str, font: str) -> str:
    """`words` with the private characters in them as the signs they show."""
    if not font and not _ANY_PRIVATE.search(words):
        return words
    shown = (sign(font or "Symbol", ord(char)) if _is_of(font, char) else char for char in words)
    return "".join(shown)


def _is_of(font: str, char: str) -> bool:
    return "\uf020" <= char <= "\uf0ff" or (bool(font) and "\x21" <= char <= "\x7e")
