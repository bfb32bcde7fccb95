"""Headings and what they are called: marked, numbered, or short lines without an end."""

from __future__ import annotations

import re

from tallystick.releases.sentences import sentences

LONGEST_LABEL = 160
_LONGEST = {"en": 110, "zh": 40}
_ENDS = frozenset(".!;,:。！；，：、…—-")
_SMALL_WORDS_LISTED = (
    "a an and as at but by for from in into nor of on or over per the to under up via vs with its their our between"
)
_SMALL_WORDS = frozenset(_SMALL_WORDS_LISTED.split())
_HAN_INLINE = re.compile(r"[一二三四五六七八九十]{1,3}[是要]|第[一二三四五六七八九十]{1,3}[，,]")
_ATTRIBUTION = re.compile(r"[\d.()\s*]{0,6}(?:\w{1,12}\s)?(?:sources?|notes?)\s?:\s?\S", re.IGNORECASE)
_STRIPPED = "*_#： :　\t "
NUMBERED = frozenset({"roman", "han", "han_item", "part", "arabic"})


def label(text: str, start: int, end: int, language: str) -> str:
    """What a section is called after its heading or, in a numbered paragraph, after its first sentence.

    >>> label("II. Prices rose. They rose fast.", 0, 32, "en")
    'II. Prices rose.'
    """
    skip = start
    numbered = re.match(r"\S{1,6}[.、)）]\s*", text[start : start + 12])
    if numbered:
        skip += numbered.end()
    spans = sentences(text, skip, min(end, skip + 400), language)
    stop = spans[0][1] if spans else end
    words = " ".join(text[start:stop].split())
    return words.strip(_STRIPPED)[:LONGEST_LABEL]


def is_single_sentence(text: str, start: int, end: int, language: str) -> bool:
    """Whether a part holds no more than one sentence, its numbering aside."""
    if end - start > 2 * LONGEST_LABEL:
        return False
    numbered = re.match(r"\S{1,6}[.、)）]\s*", text[start : start + 12])
    return len(sentences(text, start + (numbered.end() if numbered else 0), end, language)) <= 1


def looks_like_heading(line: str, language: str) -> bool:
    """Whether a line without a mark reads as a heading: short, without an end mark, mostly capitals in English.

    >>> looks_like_heading("Retail Trade in June", "en"), looks_like_heading("Output rose by a third", "en")
    (True, False)
    """
    if _ATTRIBUTION.match(line):
        return False
    if len(line) > _LONGEST[language] or line[-1] in _ENDS:
        return line[-1] in ":：" and _is_short_label(line[:-1], language)
    if language == "zh":
        return not _HAN_INLINE.match(line) and line[0].isalnum() and any(c > "\u2e7f" for c in line)
    words = line.split()
    if len(words) > 14 or not (line[0].isupper() or line[0].isdigit()):
        return False
    if line[-1] == "?":
        return len(words) <= 10
    telling = [word for word in words if word.lower() not in _SMALL_WORDS and word[0].isalpha()]
    capitals = sum(word[0].isupper() for word in telling)
    return bool(telling) and (capitals * 2 > len(telling) if len(words) > 2 else capitals > 0)


def looks_like_label(line: str, language: str) -> bool:
    """Whether a short line that stands between blank lines reads as a heading in sentence case."""
    if language != "en" or len(line) > 90 or line[-1] in _ENDS or not line[0].isupper():
        return False
    return not _ATTRIBUTION.match(line) and len(line.split()) <= 11


def _is_short_label(words: str, language: str) -> bool:
    """`Receipts:`, `Main measures:`: a label that heads what follows."""
    if language == "zh":
        return False
    return len(words.split()) <= 4 and words[:1].isupper() and words[-1:].isalnum() and "," not in words
