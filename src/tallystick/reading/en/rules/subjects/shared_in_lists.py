"""What listed figures share: subjects given out by `respectively`, both ends of a move."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from tallystick.reading.en.rules.carried_over import Reading
from tallystick.reading.en.rules.subjects.content_words import words_of
from tallystick.reading.en.rules.subjects.noun_phrases import phrase_before
from tallystick.reading.printed.en.items import QUANTITY, Item


def from_to(readings: Sequence[Reading]) -> None:
    """`from 2.1 percent to 2.5 percent of GDP`: both are what the second is."""
    for first, second in pairwise(readings):
        if (
            first.site.preposition == "from"
            and second.site.preposition == "to"
            and first.site.quantity.unit == second.site.quantity.unit
        ):
            if first.measure.code == "level" and second.measure.code in ("share", "growth", "index"):
                first.measure = second.measure
            elif second.measure.code == "level" and first.measure.code in ("share", "growth", "index"):
                second.measure = first.measure


def share_out(text: str, items: Sequence[Item], readings: Sequence[Reading], before: Sequence[Reading]) -> None:
    """`A and B rose by 3% and 5%, respectively`: give each figure its own part of the shared subject."""
    given: list[Reading] = []
    for group in _groups(items, readings):
        first, last = group[0].site.at, group[-1].site.at
        start = group[0].site.peer if given and group[0].site.peer >= 0 else max(first - 3, 0)
        end = next((k for k in range(last + 1, len(items)) if items[k].kind == QUANTITY), len(items))
        told = any(item.low == "respectively" for item in items[start:end])
        if len(group) > 1 and told:
            if len(given) == len(group) and group[0].subject == given[-1].whole:
                parts = [reading.subject for reading in given]
            elif group[0].leans:
                parts = _owned(group, before)
            else:
                parts = (
                    members(group[0].subject, len(group))
                    or _named_before(text, items, group)
                    or _counted_before(group, readings)
                )
            given = group
            for reading, part in zip(group, parts, strict=False):
                reading.whole, reading.subject = reading.subject, part


def _groups(items: Sequence[Item], readings: Sequence[Reading]) -> list[list[Reading]]:
    """Figures listed together; behind `respectively` another list begins."""
    groups: list[list[Reading]] = []
    for reading in readings:
        site = reading.site
        if (
            site.peer >= 0
            and groups
            and groups[-1][-1].site.at == site.peer
            and (len(groups[-1]) == 1 or not any(item.low == "respectively" for item in items[site.peer : site.at]))
        ):
            groups[-1].append(reading)
        else:
            groups.append([reading])
    return groups


def _owned(group: Sequence[Reading], before: Sequence[Reading]) -> list[str]:
    """`Their shares reached 3% and 5%, respectively`: those of as many things named last, each in its turn."""
    owners = list(dict.fromkeys(reading.subject for reading in before))[-len(group) :]
    if len(owners) != len(group):
        return []
    heads = {owner.partition(" of ")[0] for owner in owners if " of " in owner}
    words = group[0].subject.removeprefix(before[-1].subject).strip()
    if len(heads) == 1 and all(" of " in owner for owner in owners):
        owners = [owner.partition(" of ")[2].removeprefix("the ") for owner in owners]
    return [f"{owner} {words}" for owner in owners]


def _counted_before(group: Sequence[Reading], readings: Sequence[Reading]) -> list[str]:
    """`3 tonnes of oil and 4 of gas were sold, 5% and 6% less, respectively`: the same things in the same order."""
    named = list(dict.fromkeys(r.subject for r in readings if r.site.at < group[0].site.at and r.subject))
    return named if len(named) == len(group) else []


def _named_before(text: str, items: Sequence[Item], group: Sequence[Reading]) -> list[str]:
    """`… of A and B has grown, with value rising by 3% and 5%, respectively`: the members named by the main clause."""
    link = next((k for k in range(group[0].site.at - 1, 0, -1) if items[k].low == "with"), 0)
    verb = next((k for k in range(link) if "auxiliary" in items[k].tags), 0)
    if not verb:
        return []
    parts = members(words_of(text, items, phrase_before(items, verb)), len(group))
    return [f"{group[0].subject} of {part.partition(' of ')[2] or part}" for part in parts]


def members(subject: str, n: int) -> list[str]:
    """The n members of a listed subject, each with the words they share; empty when it lists another number.

    >>> members("oats and barley", 2)
    ['oats', 'barley']
    >>> members("revenue of the mining industry, and the tourism industry", 2)
    ['revenue of the mining industry', 'revenue of the tourism industry']
    """
    head, joint, tail = subject.rpartition(", and " if n == 2 and ", and " in subject else " and ")
    if not joint:
        return []
    parts = [part.strip(" ,") for part in head.split(",") if part.strip(" ,")] + [tail.strip(" ,")]
    if len(parts) != n:
        if n == 2 and head:
            parts = [head.strip(" ,"), tail.strip(" ,")]
        else:
            return []
    shared, of, first = parts[0].rpartition(" of ")
    if of and first:
        own = [
            part if " of " in part or part.split()[0] in shared.split() else f"{shared} of {part}" for part in parts[1:]
        ]
        return [parts[0], *own]
    shared, in_, first = parts[0].rpartition(" in ")
    if in_ and first:
        return [parts[0], *(part if " in " in part else f"{shared} in {part}" for part in parts[1:])]
    return parts
