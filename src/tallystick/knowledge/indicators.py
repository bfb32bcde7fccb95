"""The catalogue of indicators and how a subject in words finds its entry."""

from __future__ import annotations

import msgspec


class Indicator(msgspec.Struct, frozen=True, kw_only=True):
    """One indicator of the catalogue."""

    id: str
    name_en: str
    name_zh: str

    def name(self, language: str) -> str:
        """The name in English (`en`) or Chinese (`zh`)."""
        return self.name_zh if language == "zh" else self.name_en


def find_indicator(subject: str, language: str) -> Indicator | None:
    """The indicator a subject names, or None where it is not surely in the catalogue."""
    return None
