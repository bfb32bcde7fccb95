"""Which figure of a sentence is of which part of a division, told by where the names of the parts stand.

Three ways of telling are known: names first and then as many figures (`A, B and C contributed x, y and z`), each name
before its figure (`A 5, B 6`), each name behind it (`5 in A and 6 in B`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from tallystick.knowledge import load_topics
from tallystick.knowledge.partitions import NEGATIVE, TOGETHER, WHOLE, Division, plain
from tallystick.model import Observation
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.mentions import Sentence

Kind = tuple[str, str]
"""What adds up with its like: a measure and a unit."""

Labels = Mapping[int, int]
"""The numbers of figures in their sentence, each with the label of its part."""

REACH, BEHIND, STEPS = 90, 45, 3  # how far a name may stand before and behind its figure, and over how many figures
_JOINS = re.compile(r"\W*(?:(?:and|the|of|by|in|respectively|和|与|及|以及|对)\W*)*")
_STOPS = re.compile(r"[;；。]|\.\s|\b(?:compared|against|versus|than|whereas|while|but)\b|相比|上年|去年")
_PARTS_CLAUSE = re.compile(r"[,，;；。、(（:：]|\b(?:and|while|but|whereas|of which|of whom)\b|和|及|与|其中")


@lru_cache(maxsize=1)
def words() -> Mapping[str, Any]:
    """The words that open, close and forbid lists of parts."""
    return load_topics("linking")["completeness"]


def kind_of(figure: Observation) -> Kind | None:
    """What a figure adds up with; None for what adds up with nothing.

    >>> from tallystick import read_text
    >>> [kind_of(o) for o in read_text("Sales rose by 5% to £3 million in 2024.", reader="fast").observations]
    [('growth', '%'), ('level', 'GBP')]
    """
    measure, unit = figure.measure, figure.unit
    if unit == "%" and measure in ("share", "contribution"):
        return ("share", "%")
    if measure == "contribution" and unit == "pp":
        return ("points", "pp")
    if measure in ("level", "change") and unit not in NOT_AMOUNTS:
        return (measure, unit)
    if (measure, unit) in (("growth", "%"), ("change", "pp"), ("level", "%")):
        return (measure, unit)
    return None


def labelled(sentence: Sentence, division: Division) -> dict[Kind, Labels]:
    """The figures of each kind that are told of all parts of a division, perhaps with that of the whole."""
    said = plain(sentence.text)
    names = [one for one in division.find(said) if not _in_a_figure(one, sentence)]
    kinds = [kind_of(figure) for figure in sentence.figures]
    ways = (_distributed(sentence, names, division), _before(sentence, names, kinds), _behind(sentence, names))
    found: dict[Kind, Labels] = {}
    for kind in dict.fromkeys(kind for kind in kinds if kind is not None):
        of_kind = [{at: label for at, label in way.items() if kinds[at] == kind} for way in ways]
        whole = [way for way in of_kind if _is_complete(way, division.size)]
        if whole:
            found[kind] = max(whole, key=len)
    return found


def named(sentence: Sentence, division: Division) -> Labels:
    """Each figure with the name before it in its clause, or else the one right behind it."""
    names = [one for one in division.find(plain(sentence.text)) if not _in_a_figure(one, sentence)]
    kinds = [kind_of(figure) for figure in sentence.figures]
    return {**_behind(sentence, names), **_before(sentence, names, kinds)}


def _in_a_figure(name: tuple[int, int, int], sentence: Sentence) -> bool:
    return any(name[0] < end and start < name[1] for start, end in sentence.spans)


def _is_complete(labels: Labels, size: int) -> bool:
    """Whether each part has one figure, and the whole one at most."""
    told = [size - 1 if label == NEGATIVE else label for label in labels.values()]
    return sorted(label for label in told if label >= 0) == list(range(size)) and told.count(WHOLE) <= 1


def _distributed(sentence: Sentence, names: list[tuple[int, int, int]], division: Division) -> dict[int, int]:
    """Names first, then runs of as many figures as there are parts."""
    found: dict[int, int] = {}
    for number, (_, end, label) in enumerate(names):
        listed = list(range(division.size)) if label == TOGETHER else _listed(sentence.text, names, number)
        if sorted(listed) != list(range(division.size)):
            continue
        last = end if label == TOGETHER else names[number + division.size - 1][1]
        behind = [start for start, _, other in names if start >= last and other != WHOLE]
        for run in _runs(sentence, last, min(behind, default=len(sentence.text))):
            if len(run) == division.size:
                found |= dict(zip(run, listed, strict=True))
    return found


def _listed(text: str, names: list[tuple[int, int, int]], number: int) -> list[int]:
    """The labels of names that follow one another with nothing but `and` or a comma between."""
    labels = [names[number][2]]
    for one, other in zip(names[number:], names[number + 1 :], strict=False):
        if not _JOINS.fullmatch(text[one[1] : other[0]].lower()[:REACH]):
            break
        labels.append(other[2])
    return labels


def _runs(sentence: Sentence, start: int, end: int) -> list[list[int]]:
    """The figures between two places, as runs of one measure with nothing but `and` or a comma between."""
    runs: list[list[int]] = []
    for at, figure in enumerate(sentence.figures):
        if not start <= sentence.spans[at][0] < end:
            continue
        joined = runs and sentence.figures[runs[-1][-1]].measure == figure.measure
        if joined and _JOINS.fullmatch(sentence.before(at).lower()[:REACH]):
            runs[-1].append(at)
        else:
            runs.append([at])
    return runs


def _before(sentence: Sentence, names: list[tuple[int, int, int]], kinds: list[Kind | None]) -> dict[int, int]:
    """Each figure with the last name before it, over figures of other kinds that the name is told of as well."""
    found: dict[int, int] = {}
    for at, (start, _) in enumerate(sentence.spans):
        kind = kinds[at]
        of_whole = kind in (("share", "%"), ("points", "pp"))  # these name their whole beside the part
        last = next(
            (one for one in reversed(names) if one[1] <= start and not (of_whole and one[2] in (WHOLE, TOGETHER))), None
        )
        if last is None or last[2] == TOGETHER or start - last[1] > REACH:
            continue
        between = [i for i in range(at) if sentence.spans[i][0] >= last[1]]
        if len(between) > STEPS or any(kinds[i] == kind for i in between):
            continue
        if not _STOPS.search(sentence.text[last[1] : start]):
            found[at] = last[2]
    return found


def _behind(sentence: Sentence, names: list[tuple[int, int, int]]) -> dict[int, int]:
    """Each figure with the name right behind it, in the same clause."""
    found: dict[int, int] = {}
    for at, (_, end) in enumerate(sentence.spans):
        following = next((one for one in names if one[0] >= end), None)
        if following is None or following[2] == TOGETHER or following[0] - end > BEHIND:
            continue
        ahead = sentence.spans[at + 1][0] if at + 1 < len(sentence.spans) else len(sentence.text)
        if following[0] < ahead and not _PARTS_CLAUSE.search(sentence.text[end : following[0]].lower()):
            found[at] = following[2]
    return found
