"""A release: one plain text with its date, its people and its parts, all by character offsets."""

from __future__ import annotations

from datetime import date

import msgspec
from msgspec.structs import replace

from tallystick.model.place import Dropped, PageSize, Place, Recognized, Run, place_of
from tallystick.model.table import Table


class Speaker(msgspec.Struct, frozen=True):
    """Someone who speaks in a release, with the role the release gives."""

    name: str
    role: str = ""


class Block(msgspec.Struct, frozen=True):
    """A part of the text that stands on its own: `text[start:end]`, without its line ends.

    `kind` is title, dateline, heading, paragraph, item (of a list), row (of what looks like a table), table (a row of
    one of the release's tables), note (at the foot or the end, read like a paragraph), turn (a line that only names
    who speaks next) or furniture (navigation, page numbers: kept, never read).
    `section` is the nearest heading above, `speaker` the name of who speaks, `language` en or zh.
    """

    kind: str
    start: int
    end: int
    language: str = "en"
    section: str = ""
    speaker: str = ""


class Part(msgspec.Struct, frozen=True):
    """A file of a release that is made of several: `text[start:end]`; `before` are the pages of the files before it."""

    name: str
    start: int
    end: int
    before: int = 0


class Release(msgspec.Struct, frozen=True):
    """What was published: the plain text and everything known of it before reading a figure.

    Offsets anywhere in Tallystick count characters of `text`. `released` is the day of publication,
    `event` the day of what it reports (a press conference). `id` is `name-` and eight digits of the hash.
    `runs` tell where words stand on `pages`, sorted by where they start; both are empty for what has no pages.
    `dropped` is what the document prints and `text` leaves out. `parts` are the files of a release made of several,
    whose `pages` are counted through. `remarks` are what a user should know of how it was
    opened (tracked changes, formulas without values), each half a sentence behind the source's name.
    `recognized` are the words that were read from images, in order.
    """

    id: str
    name: str
    source: str
    content_hash: str
    text: str
    language: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    released: date | None = None
    event: date | None = None
    place: str = ""
    publisher: str = ""
    speakers: tuple[Speaker, ...] = ()
    tables: tuple[Table, ...] = ()
    pages: tuple[PageSize, ...] = ()
    runs: tuple[Run, ...] = ()
    dropped: tuple[Dropped, ...] = ()
    parts: tuple[Part, ...] = ()
    remarks: tuple[str, ...] = ()
    recognized: tuple[Recognized, ...] = ()

    @property
    def is_dated(self) -> bool:
        """Whether a day is known that `last month` and the like can be counted from."""
        return bool(self.released or self.event)

    def place_of(self, start: int, end: int) -> Place | None:
        """The page and rectangles of `text[start:end]`; None where the document has no pages."""
        return self.in_file(place_of(self.runs, start, end) if self.runs else None, start)

    def page_number(self, place: Place) -> int:
        """The number of a place's page among all pages of the release."""
        return place.page + next((part.before for part in self.parts if part.name == place.file), 0)

    def in_file(self, place: Place | None, start: int) -> Place | None:
        """A place of words from `start` on, with the file they stand in and its own page, where there are several."""
        part = next((part for part in self.parts if part.start <= start < part.end), None)
        if part is None or (place and place.file):
            return place
        place = place or Place()
        return replace(place, file=part.name, page=place.page - part.before if place.page else 0)
