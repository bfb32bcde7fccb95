"""What of a text is not read: every printed number and number word that lies in no figure, with the reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from tallystick.model import Unread
from tallystick.reading.printed.en.items import DECOY, QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.times.words import time_words
from tallystick.reading.printed.en.vocabulary import vocabulary

Span = tuple[int, int, str]  # from, to, and why it is no figure; empty for a figure
_DIGITS = r"[0-9]+|[½¼¾⅓⅔⅛⅜⅝⅞]"
_OF_TIME = time_words("often_of_time")
_ORDERING = ("first", "second")  # mostly of an order of words, and no count


@cache
def _numbers() -> re.Pattern[str]:
    """A run of digits, or a number word."""
    known = vocabulary()
    words = {*known.cardinals, *known.fractions, *known.fold, *known.multiples, "dozen"}
    words |= {word for word in known.ordinals if word not in _ORDERING and not word.isdigit()}
    words |= {f"{stem}fold" for stem in known.cardinals}
    by_first: dict[str, list[str]] = {}
    for word in sorted(words, key=len, reverse=True):
        by_first.setdefault(word[0], []).append(word[1:])
    either = "|".join(f"{first}(?:{'|'.join(rest)})" for first, rest in sorted(by_first.items()))
    return re.compile(rf"{_DIGITS}|(?<![^\W_])(?=[{''.join(by_first)}])(?:{either})(?![^\W_])", re.IGNORECASE)


def spans_of(items: Iterable[Item], figures: Iterable[tuple[int, int]]) -> list[Span]:
    """What the numbers of a sentence belong to, in order: figures, dates, decoys, words refused as figures."""
    spans = [(start, end, "") for start, end in figures]
    told = set(spans)
    for item in items:
        if item.kind == TIME:
            spans.append((item.start, item.end, "date"))
        elif item.kind == DECOY or (item.kind == WORDS and item.data):
            spans.append((item.start, item.end, str(item.data)))
        elif item.kind == QUANTITY and item.quantity.doubt and (item.start, item.end, "") not in told:
            spans.append((item.start, item.end, item.quantity.doubt))
    return sorted(spans)


def unread(text: str, a: int, b: int, spans: Sequence[Span], otherwise: str) -> list[Unread]:
    """The numbers of `text[a:b]` that lie in no figure, `otherwise` the reason; those of one date or name as one."""
    found: list[Unread] = []
    n, told = 0, -1
    for number in _numbers().finditer(text, a, b):
        start, end = number.span()
        while start < end:
            while n < len(spans) and spans[n][1] <= start:
                n += 1
            if n < len(spans) and spans[n][0] <= start:
                if spans[n][2] and told != n:
                    found.append(Unread(*spans[n][:2], text[slice(*spans[n][:2])], spans[n][2]))
                told, start = n, spans[n][1]
            elif found and told == -1 and _goes_on(found[-1], text, start):
                found[-1] = Unread(found[-1].start, end, text[found[-1].start : end], found[-1].reason)
                break
            else:
                found.append(Unread(start, end, text[start:end], _reason(text[start:end], otherwise)))
                told = -1
                break
    return found


def _goes_on(number: Unread, text: str, start: int) -> bool:
    """Whether what stands at a place is more of a number before it: `3.5`, `1,200`, `twenty-five`."""
    joint, digits = text[number.end : start], not text[start].isalpha()
    if digits == number.text[-1].isalpha():
        return False
    return joint in ("", ".", ",") if digits else joint in ("-", " ")


def _reason(number: str, otherwise: str) -> str:
    """Why a number that nothing claims is no figure: a word is of a time, or points at things."""
    if otherwise != "not understood" or not number.isalpha():
        return otherwise
    return "date" if number.lower() in _OF_TIME else "text part"
