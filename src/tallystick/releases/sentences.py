"""Sentence spans: one pass of one pattern over a block, then a look at what stands around each full stop."""

from __future__ import annotations

import re
from functools import cache

from tallystick.knowledge.loader import load_topics

_CLOSING = "\"'”’)\\]）】」』》*"
# A candidate is a run of end marks with what closes behind it. A Latin full stop needs white space or the end
# behind it; Chinese marks need none. The repeats are bounded: text is a stranger's.
_CANDIDATE = {
    "en": re.compile(rf"[.!?]{{1,8}}[{_CLOSING}]{{0,4}}(?=\s|$)|[。！？]{{1,8}}[{_CLOSING}]{{0,4}}"),
    "zh": re.compile(
        rf"[。！？]{{1,8}}[{_CLOSING}]{{0,4}}[。！？]{{0,2}}|…{{2,8}}[{_CLOSING}]{{1,4}}|[.!?]{{1,8}}[{_CLOSING}]{{0,4}}(?=\s|$)"
    ),
}
# What follows decides too: white space, then whatever opens the next sentence.
_NEXT = re.compile(r"\s*[\"'“‘(\[（「『*]{0,3}(\S?)([A-Za-z']{0,14})")
_WORD_BEFORE = re.compile(r"[^\W\d_]+(?:\.[^\W\d_]+)*$")
_DIGIT_BEFORE = re.compile(r"\d$")
_REACH = 24  # characters looked at before a full stop; longer than any abbreviation


@cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    words = load_topics("sources/writing")["abbreviations"]
    return (
        frozenset(words["never_final"]),
        frozenset(words["before_number"]),
        frozenset(words["sometimes_final"]),
        frozenset(words["openers"]),
    )


def sentences(text: str, start: int, end: int, language: str = "en") -> list[tuple[int, int]]:
    """Spans of the sentences in `text[start:end]`, in order, together covering all that is not white space.

    A semicolon or colon ends no sentence; nor does the point of an abbreviation, an initial or a decimal.

    >>> text = "Output rose 3.5% in Feb. 2022. It fell later."
    >>> [text[a:b] for a, b in sentences(text, 0, len(text))]
    ['Output rose 3.5% in Feb. 2022.', 'It fell later.']
    >>> sentences("产量增长3%；销量增长2%。价格持平。", 0, 19, "zh")
    [(0, 14), (14, 19)]
    """
    spans: list[tuple[int, int]] = []
    first = start
    for found in _CANDIDATE.get(language, _CANDIDATE["en"]).finditer(text, start, end):
        stop = found.end()
        if text[found.start()] in ".!?" and not _ends_here(text, found.start(), stop, end):
            continue
        _append(spans, text, first, stop)
        first = stop
    _append(spans, text, first, end)
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    """Add a span without the white space around it, unless nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _ends_here(text: str, mark: int, stop: int, end: int) -> bool:
    """Whether the Latin mark at `mark` ends a sentence."""
    following = _NEXT.match(text, stop, end)
    opener = following[1] if following else ""
    if not opener:
        return True
    if opener.islower():
        return False
    if text[mark] != "." or stop - mark > 1:
        return True
    before = _WORD_BEFORE.search(text, max(mark - _REACH, 0), mark)
    if before is None:
        return True
    word = before[0]
    never, before_number, sometimes, openers = _abbreviations()
    lowered = word.lower()
    if lowered in never or (lowered in before_number and opener.isdigit()):
        return False
    if lowered in sometimes or "." in word or (len(word) == 1 and word.isupper()):
        return following is not None and (opener + following[2]).lower() in openers
    return True
