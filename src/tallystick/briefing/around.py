"""What the words right before and behind a figure say of it, where that is not what was written."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tallystick.briefing.differing import Unlike
from tallystick.briefing.facts import Fact
from tallystick.knowledge.otherwise import AROUND, applying
from tallystick.model import Observation, Period, PeriodError


def told_otherwise(fact: Fact, one: Observation, text: str, language: str) -> Iterator[Unlike]:
    """In what words around a figure tell it otherwise than it was written, whatever the reader made of them."""
    before = text[max(0, one.start - AROUND) : one.start].rpartition("\n")[2]
    after = text[one.end : one.end + AROUND].partition("\n")[0]
    for rule in applying(fact.measure, up=fact.up, bound=bool(fact.qualifier), yearly=_is_yearly(fact)):
        if words := rule.found(before, after, language):
            yield Unlike(rule.field, rule.en.format(words=words), rule.zh.format(words=words))


def joined(told: Sequence[Unlike], read: Sequence[Unlike]) -> list[Unlike]:
    """What words tell, and what was read otherwise besides, as far as the reader did not mistake the words."""
    fields = {one.field for one in told}
    fields |= {"sign", "value"} if "measure" in fields else set()
    return [*told, *(one for one in read if one.field not in fields)]


def _is_yearly(fact: Fact) -> bool:
    """Whether it is held against the same time of the year before."""
    try:
        here, base = Period.parse(fact.period), Period.parse(fact.base)
    except PeriodError:
        return False
    return here.start.year - base.start.year == 1 and here.start.month == base.start.month
