"""Links that bound a figure: a share of a whole beyond 100 per cent, and `n of N` with n above N."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from tallystick.model import Observation
from tallystick.reconciling.completeness.labelling import words
from tallystick.reconciling.links import PHRASE, Link
from tallystick.reconciling.mentions import Sentence
from tallystick.reconciling.phrases.meaning import size

_ALL = 100
_REACH = 60
_CLAUSE = re.compile(r"[,;，；。]|\.\s")
_OF = re.compile(r"\s+(?:out\s+)?of\s+(?:the\s+|its\s+|our\s+|all\s+)?|\s+in\s+every\s+")


def bounding_links(told: Sequence[Sentence]) -> Iterator[Link]:
    """The links of figures that are beyond what they can be; those within their bounds tell nothing."""
    for sentence in told:
        for at, figure in enumerate(sentence.figures):
            if _is_share_beyond_all(sentence, at, figure):
                yield Link("ceiling_of_share", {"rate": (figure,)}, PHRASE)
            if at and _is_more_than_its_whole(sentence, at):
                yield Link("part_within_whole", {"share": (sentence.figures[at - 1],), "whole": (figure,)}, PHRASE)


def _is_share_beyond_all(sentence: Sentence, at: int, figure: Observation) -> bool:
    """Whether a share above 100 is said to be what something accounts for, of a whole that has no negative parts."""
    if figure.unit != "%" or figure.measure not in ("share", "level") or size(figure) <= _ALL:
        return False
    start, end = sentence.spans[at]
    before = _CLAUSE.split(sentence.text[:start])[-1][-_REACH:].lower()
    behind = _CLAUSE.split(sentence.text[end : end + _REACH])[0].lower()
    clause = f"{before} {behind} {figure.subject} {figure.base}".lower()
    return bool(_accounts().search(before)) and not any(word in clause for word in words()["may_exceed"])


@lru_cache(maxsize=1)
def _accounts() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words()["accounts"])))


def _is_more_than_its_whole(sentence: Sentence, at: int) -> bool:
    part, whole = sentence.figures[at - 1], sentence.figures[at]
    return (
        part.unit == whole.unit == "1"
        and part.measure == whole.measure == "level"
        and size(part) > size(whole)
        and _OF.fullmatch(sentence.before(at)) is not None
    )
