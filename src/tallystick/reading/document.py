"""What a whole release tells before its first figure is read: the period it is about, and how headings name theirs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tallystick.model import Period, Release
from tallystick.reading.area import area_of_release
from tallystick.reading.candidates.document_periods import document_candidates, standing
from tallystick.reading.choosing.linear import Ranker
from tallystick.reading.printed.en.conventions import Conventions, conventions_of
from tallystick.reading.printed.en.items import TIME, Item
from tallystick.reading.printed.en.lexer import ANCHOR
from tallystick.reading.printed.en.quantities.units import is_money
from tallystick.reading.printed.en.scanner import scan
from tallystick.reading.printed.en.times.calendars import calendar_of
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.sentence import Sentence

_SURE, _LIKELY = 0.8, 0.5


@dataclass(frozen=True)
class Document:
    """`default` is what the release is most likely about, `usual` the next likely, `odds` how sure the first is.

    `known` has for each period that the release names or its day tells, the names of how likely it is to be the one.
    `money` is the currency of most of its amounts (empty: it prints none).
    """

    focus: Focus
    conventions: Conventions
    default: Period | None
    usual: Period | None
    odds: str
    known: Mapping[str, Sequence[str]] | None = None
    money: str = ""

    @classmethod
    def of(cls, release: Release, sentences: Sequence[Sentence], ranker: Ranker) -> Document:
        """Look through a release."""
        conventions = conventions_of(release)
        focus = focus_of(release)
        found = document_candidates(focus, sentences, scanned(release.title, conventions))
        odds = ranker.odds(list(found.values()))
        order = sorted(range(len(odds)), key=lambda k: -odds[k])
        texts = list(found)
        best = [Period.parse(text) if (text := texts[k]) else None for k in order[:2]]
        top = odds[order[0]]
        how = "sure" if top > _SURE else "likely" if top > _LIKELY else "unsure"
        known = {text: standing(found[text], odds[k], place) for place, k in enumerate(order) if (text := texts[k])}
        return cls(focus, conventions, best[0], best[1] if len(best) > 1 else None, how, known, money_of(sentences))

    def period_in(self, heading: str) -> Period | None:
        """The first period that a heading names."""
        focus = self.focus.at(self.default)
        periods = (period_of(item.time, focus) for item in scanned(heading, self.conventions) if item.kind == TIME)
        return next((period for period in periods if period is not None), None)


def money_of(sentences: Sequence[Sentence]) -> str:
    """The currency that most amounts of money are printed in; empty where none are."""
    units = (s.items[k].quantity.unit.partition("/")[0] for s in sentences for k in s.quantities)
    told = Counter(unit for unit in units if is_money(unit))
    return told.most_common(1)[0][0] if told else ""


def focus_of(release: Release) -> Focus:
    """What the times of a release are read against: its day, and how its publisher or country counts years."""
    calendar = calendar_of(release.text, area_of_release(release), release.name)
    return Focus(release.event or release.released, None, calendar)


def scanned(words: str, conventions: Conventions) -> list[Item]:
    """The items of a title or heading."""
    return scan(words, 0, len(words), conventions) if words and ANCHOR.search(words) else []
