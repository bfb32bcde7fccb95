"""Briefings of the desk as they are kept: their versions, what came of their proof, and who signed them."""

from __future__ import annotations

import msgspec

from tallystick.model import TallystickError


class BriefingError(TallystickError):
    """A briefing cannot be made, saved, signed or sent as asked."""


class SavedMeanwhileError(BriefingError):
    """Somebody else saved a version since the one that was edited."""


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of a draft: its words, where they stand in the text of its language (-1: nowhere), and what is wrong.

    `key` tells what it is in either language; empty for one that was not written from the ledger. `name` is in English
    and Chinese, as `why` is; `why` is empty where it proves.
    """

    language: str
    words: str
    start: int = -1
    end: int = -1
    key: str = ""
    name: tuple[str, str] = ("", "")
    sentence: str = ""
    observation: str = ""
    release: str = ""
    why: tuple[str, str] = ("", "")

    @property
    def holds(self) -> bool:
        """Whether it proves."""
        return not self.why[0]

    @property
    def is_gone(self) -> bool:
        """Whether it was written but does not come back from the text."""
        return bool(self.key) and self.start < 0

    def called(self, language: str) -> str:
        """What it is, in `en` or `zh`."""
        return self.name[language == "zh"]

    def told(self, language: str) -> str:
        """What is wrong with it, in `en` or `zh`."""
        return self.why[language == "zh"] or self.why[0]


class Proof(msgspec.Struct, frozen=True, kw_only=True):
    """What came of proving both texts for one state of the ledger; `lacks` are figures that it does not hold."""

    stamp: str
    at: str
    figures: tuple[Figure, ...]
    lacks: tuple[str, ...] = ()

    @property
    def failing(self) -> tuple[Figure, ...]:
        """What holds the briefing back."""
        return tuple(one for one in self.figures if not one.holds)

    @property
    def count(self) -> int:
        """Figures of the English text that were written from the ledger."""
        return sum(1 for one in self.figures if one.key and one.language == "en")

    def of(self, language: str) -> tuple[Figure, ...]:
        """Those of a text, in its order."""
        return tuple(one for one in self.figures if one.language == language and one.start >= 0)


class Words(msgspec.Struct, frozen=True, kw_only=True):
    """What a version says: both texts, the outline (TOML) they are proven against, and what of it was left out."""

    en: str
    zh: str
    outline: str
    left_out: tuple[str, ...] = ()

    def told(self, language: str) -> str:
        """The text in `en` or `zh`."""
        return self.zh if language == "zh" else self.en


class Version(msgspec.Struct, frozen=True, kw_only=True):
    """A saved edit: who made it, when, with which note; its proof if one was made."""

    number: int
    person: int | None
    who: str
    saved_at: str
    note: str
    words: Words
    proof: Proof | None


class Signature(msgspec.Struct, frozen=True, kw_only=True):
    """A name under a version."""

    version: int
    person: int | None
    name: str
    signed_at: str


class Briefing(msgspec.Struct, frozen=True, kw_only=True):
    """A briefing in a list; `embargo` and `sent_at` are moments (UTC), empty where there is none."""

    number: int
    person: int | None
    owner: str
    title: str
    period: str
    area: str
    given: str
    unsure: bool
    versions: int
    embargo: str
    sent_at: str
    sent_by: str
    signed_by: tuple[str, ...]
    rests_on: tuple[str, ...]
    changed_at: str


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be proven: words, the day on which they are given, and whether unsure figures count."""

    words: Words
    given: str
    unsure: bool
