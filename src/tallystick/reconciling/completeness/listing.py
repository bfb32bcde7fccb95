"""Links of a whole with what a text lists of it: `A, of which B`, `A, comprising B and C`, `B and the remaining C`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import lru_cache

from tallystick.model import Observation
from tallystick.reconciling.completeness.labelling import Kind, kind_of, words
from tallystick.reconciling.links import NEAR, PHRASE, Link
from tallystick.reconciling.mentions import Sentence
from tallystick.reconciling.phrases.meaning import size

SHARES = (("share", "%"), ("level", "%"))  # beside `the remaining` a level in per cent is a share as well
MOST_PARTS = 12
ALL, FAR_FROM_ALL = 100, 20  # shares that miss 100 by more are of several wholes
_CLOSE, _FAR = 60, 60  # how far the words that open a list may stand behind the whole, and before its first part
_FEW_TIMES = 3  # a count so many times its whole counts something else
_ENDS = re.compile(r"[;；。]|\.\s|\b(?:compared|against|versus|than|from|whereas|while)\b|相比")
_CLAUSE = re.compile(r"[,，;；。]")
_LINKS = re.compile(r"\b(?:was|were|is|are|went|and)\b|[;；。]")
_SCOPE = re.compile(r"\s*(?:of|among)\s+(?:the|these|those)\s+(?:about\s+|some\s+)?|在?这?")
_NUMBER = re.compile(r"[\d.,\s一二三四五六七八九十百千万亿多余两约]+")


def listed_links(told: Sequence[Sentence]) -> Iterator[Link]:
    """The links of lists, with or without a division that is known."""
    for number, sentence in enumerate(told):
        yield from _parts_of(sentence)
        yield from _rest(sentence, told[number - 1] if number else None)


def _parts_of(sentence: Sentence) -> Iterator[Link]:
    """`A, of which B`: no part is larger than A; `A, comprising B and C`: together they are A."""
    for at, whole in enumerate(sentence.figures[:-1]):
        kind = kind_of(whole)
        if kind is None or kind[0] != "level" or kind[1] == "%" or _is_compared(sentence, at):
            continue
        opener = _opener(sentence, at)
        parts = _parts(sentence, at, kind) if opener else []
        if not parts or not _counts_alike(sentence, at, parts):
            continue
        if len(parts) > 1:
            yield Link("partition", {"whole": (whole,), "part": tuple(parts)}, PHRASE if opener == "closed" else NEAR)
        direct = parts[0] is sentence.figures[at + 1]
        if direct and opener == "open" and not _is_net(sentence, whole, parts[0]):
            yield Link("part_within_whole", {"share": (parts[0],), "whole": (whole,)}, PHRASE)


def _opener(sentence: Sentence, at: int) -> str:
    """Which words stand right behind a figure and the noun it counts: `closed`, `open` or nothing."""
    end, start = sentence.spans[at][1], sentence.spans[at + 1][0]
    head = sentence.text[end : min(start, end + _CLOSE)].lower()
    found = _openers().search(head)
    if found is None:
        return ""
    into = sentence.text[end + found.end() : start]
    if _LINKS.search(head[: found.start()]) or len(into) > _FAR or any(sign in into for sign in ")）"):
        return ""
    return "closed" if found["closed"] else "open"


@lru_cache(maxsize=1)
def _openers() -> re.Pattern[str]:
    """A list of all parts may open without a comma, one of some may not (`14 out of these 304`)."""
    closed, some = ("|".join(re.escape(word) for word in words()[name]) for name in ("closed", "open"))
    return re.compile(rf"(?P<closed>\b(?:{closed})\b)|[,;(，；（—–]\s*(?P<open>{some})")


def _is_compared(sentence: Sentence, at: int) -> bool:
    """Whether a figure is only what another is held against, or stands in brackets beside it."""
    clause = _CLAUSE.split(sentence.before(at).lower())[-1]
    return bool(_ENDS.search(clause)) or "(" in clause or "（" in clause


def _parts(sentence: Sentence, at: int, kind: Kind) -> list[Observation]:
    """The figures of a kind that follow, up to the end of the clause, if nothing of another time stands among them."""
    whole = sentence.figures[at]
    parts: list[Observation] = []
    for number in range(at + 1, len(sentence.figures)):
        figure = sentence.figures[number]
        if _ENDS.search(sentence.before(number).lower()) or len(parts) == MOST_PARTS:
            break
        if kind_of(figure) != kind:
            continue
        if figure.status != whole.status or figure.period != whole.period or figure.qualifier == ">":
            break
        parts.append(figure)
    return parts


def _counts_alike(sentence: Sentence, at: int, parts: Sequence[Observation]) -> bool:
    """Whether counts can be of one kind of thing: `346 teams composed of 42,600 workers` are not."""
    whole = sentence.figures[at]
    if whole.unit != "1":
        return True
    tails = {_NUMBER.sub("", one.text) for one in (whole, *parts)}
    if sentence.language == "zh" and len(tails) > 1:
        return False
    return sentence.language == "zh" or all(size(one) <= size(whole) * _FEW_TIMES for one in parts)


def _is_net(sentence: Sentence, whole: Observation, part: Observation) -> bool:
    """Whether either amount may be below zero, or be what was added, for all that its words tell."""
    low = f"{whole.subject} {part.subject} {sentence.text}".lower()
    return any(word in low for word in words()["below_zero" if whole.unit == "1" else "net"])


def _rest(sentence: Sentence, before: Sentence | None) -> Iterator[Link]:
    """`45% …, 30% … and the remaining 25%`: the shares told up to there make all."""
    for at, figure in enumerate(sentence.figures):
        if kind_of(figure) not in SHARES or not _says_rest(sentence, at):
            continue
        here = _shares(sentence, at, figure)
        earlier = _shares(before, len(before.figures), figure) if before else []
        if here:
            near_all = abs(sum((size(one) for one in (*here, figure)), Decimal(0)) - ALL) <= FAR_FROM_ALL
            alone = not earlier and len(here) < MOST_PARTS and near_all
            yield Link("parts_of_all", {"part": (*here, figure)}, PHRASE if alone and _may_be_sure(sentence) else NEAR)
        if earlier and len(earlier) + len(here) < MOST_PARTS:
            yield Link("parts_of_all", {"part": (*earlier, *here, figure)}, NEAR)


def _says_rest(sentence: Sentence, at: int) -> bool:
    before = sentence.before(at).lower().rstrip(" (（约")
    return any(before.endswith((word, f"{word} of")) for word in words()["rest"])


def _shares(sentence: Sentence, end: int, figure: Observation) -> list[Observation]:
    """The shares of a sentence before a place, of one time; one that only says the last again is left out."""
    found: list[Observation] = []
    for number, one in enumerate(sentence.figures[:end]):
        if not number and _SCOPE.fullmatch(sentence.before(number).lower()):
            continue  # `of the 8% who moved, 41% …`: what the shares are of
        if kind_of(one) not in SHARES or one.period != figure.period or one.qualifier in (">", "<"):
            continue
        told_before = bool(found) and sentence.figures[number - 1] is found[-1]
        if told_before and sentence.before(number).strip() in ("(", "（", "or"):
            found.pop()
        found.append(one)
    return found


def _may_be_sure(sentence: Sentence) -> bool:
    low = sentence.text.lower()
    nested = ("of which", "of whom", "of these", "其中", "remaining", "rest")
    return sum(low.count(word) for word in nested) <= 1 and not any(
        word in low for name in ("elsewhere", "besides") for word in words()[name]
    )
