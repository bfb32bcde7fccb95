"""Subjects that are part of an indicator's name where the text prints all of it."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.knowledge.known_names import names_in
from tallystick.reading.en.rules.subjects.content_words import Span, words_of
from tallystick.reading.printed.en.items import Item


def whole_name(text: str, items: Sequence[Item], span: Span) -> str:
    """The words of a span, or the name of an indicator around them: `of buildings` completed, `aggregate` financing.

    Names hold words that elsewhere are verbs and numbers, at which a phrase ends.
    """
    if span[0] >= span[1]:
        return words_of(text, items, span)
    start, end = items[span[0]].start, items[span[1] - 1].end
    for known in names_in(text):
        if known.start <= start and end <= known.end and known.end - known.start > end - start:
            return text[known.start : known.end]
    return words_of(text, items, span)
