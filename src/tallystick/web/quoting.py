"""Sentences cut at the words of their figures: at those very words, not at the first that read like them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import msgspec
from sqlalchemy import Connection, func, select

from tallystick.ledger.schema import release as kept
from tallystick.model.excerpting import shortened
from tallystick.reporting.cleaning import one_line

LONGEST = 400
"""Characters of a sentence on a card; of a longer one the part around its figure."""
_LONGEST_WORDS = 200


class Said(msgspec.Struct, frozen=True):
    """A sentence cut at the words of figures: `parts` are texts, each told whether it is a figure's own."""

    parts: tuple[tuple[str, bool], ...]

    @property
    def text(self) -> str:
        """The sentence as it was said."""
        return "".join(text for text, _ in self.parts)


def said_of(sentence: str, figures: Iterable[tuple[int, str]], begins: int | None = None) -> Said:
    """A sentence cut at the words of its figures, as `cut` does; of a long one what stands around them.

    >>> said_of("Sales rose by 9% to 12 billion.", [(0, "9%")]).parts
    (('Sales rose by ', False), ('9%', True), (' to 12 billion.', False))
    """
    parts = [(_inner(words), at is not None) for words, at in cut(sentence, figures, begins)]
    long = sum(len(words) for words, _ in parts) > LONGEST
    room = LONGEST // (2 * len(parts))
    last = len(parts) - 1
    kept_parts = [
        (shortened(words, _LONGEST_WORDS), True)
        if own
        else (_around(words, room, first=n == 0, last=n == last) if long else words, False)
        for n, (words, own) in enumerate(parts)
    ]
    return Said(tuple(part for part in kept_parts if part[0]))


def _inner(text: str) -> str:
    """A piece of a sentence on one line, with a blank at its ends where it has one."""
    return one_line(f"|{text}|")[1:-1]


def _around(text: str, room: int, *, first: bool, last: bool) -> str:
    """What of a long piece stands next to figures."""
    if len(text) <= 2 * room:
        return text
    before, after = "" if first else text[:room], "" if last else text[-room:]
    return f"{before}…{after}"


def cut(sentence: str, figures: Iterable[tuple[int, str]], begins: int | None = None) -> list[tuple[str, int | None]]:
    """The pieces of a sentence, each with the place of the figure whose words it is, or None between figures.

    `figures` are places in the release's text with their words, `begins` is the place of the sentence there. Where that
    is not known, the first words that read so and are no part of a longer number stand for a figure.

    >>> cut("The rate rose to 5%, the deposit rate to 5%.", [(141, "5%")], begins=100)
    [('The rate rose to 5%, the deposit rate to ', None), ('5%', 141), ('.', None)]
    >>> cut("A rise of 1.5% to 5%.", [(18, "5%")])
    [('A rise of 1.5% to ', None), ('5%', 18), ('.', None)]
    """
    parts: list[tuple[str, int | None]] = []
    done = 0
    for start, words in sorted(figures):
        at = _place(sentence, words, start, begins, done)
        if at is not None and words:
            parts += [(sentence[done:at], None), (words, start)]
            done = at + len(words)
    return [*parts, (sentence[done:], None)]


def begins_at(text: str, sentence: str, start: int, offset: int = 0) -> int | None:
    """Where in its release the sentence with the figure at `start` begins; `text` is the release from `offset` on."""
    at = text.find(sentence) if sentence else -1
    while at >= 0 and offset + at + len(sentence) <= start:
        at = text.find(sentence, at + 1)
    return offset + at if at >= 0 and offset + at <= start else None


def kept_begins_at(connection: Connection, release: str, sentence: str, start: int) -> int | None:
    """The same of a kept release, of whose text only what stands around the figure is asked for."""
    offset = max(0, start - len(sentence))
    asked = select(func.substr(kept.c.text, offset + 1, 2 * len(sentence))).where(kept.c.release_id == release)
    return begins_at(connection.execute(asked).scalar() or "", sentence, start, offset)


def _place(sentence: str, words: str, start: int, begins: int | None, done: int) -> int | None:
    """Where the words of a figure stand in its sentence, at or after `done`."""
    at = start - begins if begins is not None else -1
    if at >= done and sentence.startswith(words, at):
        return at
    alone = re.search(rf"(?<![\d.,]){re.escape(words)}(?!\d)", sentence[done:])
    at = done + alone.start() if alone else sentence.find(words, done)
    return at if at >= 0 else None
