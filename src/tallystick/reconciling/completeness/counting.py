"""Lists that are counted: a figure that says how many there are, beside the names of them all.

Only agreement is told: a list that is shorter than its number may go on elsewhere, one that is longer may group names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from tallystick.model import Finding, Observation, Reading
from tallystick.model.message import Message
from tallystick.reconciling.completeness.numbering import FAR, numbered
from tallystick.reconciling.linking import caution
from tallystick.reconciling.mentions import Sentence, sentences
from tallystick.reconciling.wording import said, told

IDENTITY = "count_of_names"
FEWEST, MOST = 3, 40  # two names beside a two, or a page of them, say little
LONG = 1500  # characters of a list in the next sentence
LONGEST = 60  # characters of a name; what is longer is a clause
KIND = 20  # characters of the word for what is counted, between 等 and the number

# What opens the list behind a number: the thing counted, in a few words, and a bracket, a colon or a dash.
_BEHIND = re.compile(
    r"[^()（）:：,，;；。.\d]{0,60}(?:[:：]|,? namely,?|\s[–—-]\s|——|[(（](?P<within>[^()（）]{1,1500})[)）])\s*",
    re.IGNORECASE,
)
# The next sentence names them all.
_NEXT = re.compile(
    r"[^()（）:：;；。.\d]{0,60}[.。]\s{0,3}(?:(?:they|these|those) (?:are|were)|(?:它们|其|分别)是)[:：]?\s*",
    re.IGNORECASE,
)
# The end of a list that no bracket ends.
_END = re.compile(r"[。；\n]|\.(?:\s|$)")
_CLAUSE = re.compile(r"[，,。；;：:（）()\n]")
_LAST = {"en": re.compile(r",?\s+(?:and|or|as well as)\s+"), "zh": re.compile(r"以及|[和与及或]")}


def counted_lists(reading: Reading) -> Iterator[Finding]:
    """A finding for every count whose things are all named beside it.

    >>> from tallystick import read_text
    >>> told = read_text("Exports of four goods (tea, salt, rope and coal) rose by 3% in 2021.", reader="fast")
    >>> [finding.verdict for finding in counted_lists(told)]
    ['holds']
    """
    text = reading.release.text
    for sentence in sentences(reading):
        for number, figure in enumerate(sentence.figures):
            count = _count(figure)
            if count and (
                any(len(names) == count for names in _lists(sentence, number, text))
                or numbered(text[figure.end : figure.end + FAR]) == count
            ):
                yield _as_many(figure, count)


def _count(figure: Observation) -> int:
    """How many things a figure counts; nought where it does not, or not exactly."""
    value = figure.value
    if isinstance(value, tuple) or figure.qualifier or (figure.measure, figure.unit) != ("level", "1"):
        return 0
    return int(value) if value == value.to_integral_value() and Decimal(FEWEST) <= value <= Decimal(MOST) else 0


def _lists(sentence: Sentence, number: int, text: str) -> Iterator[list[str]]:
    """The lists of names behind a figure, and in Chinese also the one before it (甲、乙、丙等三个城市)."""
    start, end = sentence.spans[number]
    behind = _BEHIND.match(sentence.text, end)
    if behind:
        words = behind["within"] or _END.split(sentence.text[behind.end() :], maxsplit=1)[0]
        yield _names(words, sentence.language)
    after = sentence.figures[number].end
    following = _NEXT.match(text, after, after + LONG)
    if following:
        yield _names(_END.split(text[following.end() : following.end() + LONG], maxsplit=1)[0], sentence.language)
    if sentence.language == "zh":
        since = sentence.spans[number - 1][1] if number else 0  # a list with a number in it lists amounts
        before = _CLAUSE.split(sentence.text[since:start])[-1]
        names, others, kind = before.rpartition("等")
        yield _names(names if others and len(kind) <= KIND else before, "zh")


def _names(words: str, language: str) -> list[str]:
    """The names of a list, apart; none where it does not say them all or its parts are no names."""
    if caution("open_list", words):
        return []
    mark = next((mark for mark in (";", "；", "、", "，", ",") if mark in words), "")
    if not mark:
        return []
    names = [name.strip() for name in words.split(mark)]
    if mark in "、,，":
        names[-1:] = _LAST[language].split(names[-1].removeprefix("and "), maxsplit=1)
    names = [name for name in names if name]
    longest = LONGEST if mark in "、,，" else 2 * LONGEST
    return names if all(len(name) <= longest for name in names) else []


def _as_many(figure: Observation, count: int) -> Finding:
    return Finding(
        verdict="holds",
        kind="check",
        identity=IDENTITY,
        figures=(figure.id,),
        quotes=(figure.text,),
        **told(Message("as many names", {"said": said(figure), "count": str(count)})),
    )
