"""The periods that a whole release may be about: those it names, those its title names, those just over at its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from tallystick.model import Period
from tallystick.reading.candidates.periods import at_release
from tallystick.reading.candidates.told import LETTERS, Candidates
from tallystick.reading.printed.en.items import QUANTITY, TIME, Item
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.printed.en.vocabulary import word_set
from tallystick.reading.sentence import Sentence

_HEAD = 6  # sentences in which a release says what it is about
_OPENING = 2
_FEW = 3
_COMPARING = word_set("choosing", "comparing")


@dataclass
class _Times:
    """The periods that a release names: how often, in which years, and at which telling places."""

    counts: Counter[Period] = field(default_factory=Counter)
    years: Counter[int] = field(default_factory=Counter)
    figures: Counter[Period] = field(default_factory=Counter)
    compared: Counter[Period] = field(default_factory=Counter)
    spots: dict[Period, set[str]] = field(default_factory=dict)

    def add(self, items: Sequence[Item], focus: Focus, *spots: str) -> None:
        """Take in the times of a sentence or title, and how many quantities follow each."""
        period: Period | None = None
        ahead = 0  # quantities before the first time are its own
        for at, item in enumerate(items):
            if item.kind == QUANTITY and period is None:
                ahead += 1
            elif item.kind == QUANTITY and period is not None:
                self.figures[period] += 1
            elif item.kind == TIME and (named := period_of(item.time, focus)) is not None:
                period = self._named(named, items[max(at - 2, 0) : at], spots)
                self.figures[period] += ahead
                ahead = 0

    def _named(self, period: Period, before: Sequence[Item], spots: Iterable[str]) -> Period:
        first = () if self.counts or "with-figures" not in spots else ("first",)
        self.counts[period] += 1
        self.years[period.end.year] += 1
        self.compared[period] += any("versus" in item.tags or item.low in _COMPARING for item in before)
        self.spots.setdefault(period, set()).update(spots, first)
        return period


def document_candidates(focus: Focus, sentences: Sequence[Sentence], title: Sequence[Item]) -> Candidates:
    """Each period with the names of what speaks for the whole release being about it; "" stands for none."""
    released = focus.released
    times = _Times()
    numbered = 0
    for sentence in sentences:
        figures = bool(sentence.quantities)
        numbered += figures
        spots = (["with-figures"] if figures else []) + (["opening"] if figures and numbered <= _OPENING else [])
        times.add(sentence.items, focus, *spots, *(["head"] if numbered <= _HEAD else []))
    times.add(title, focus, "title")
    for name, period in at_release(focus):
        times.spots.setdefault(period, set()).add(f"at:{name}")
    few = times.counts.total() < _FEW
    found: Candidates = {"": ["none", f"none:{'few' if few else 'many'}"]}
    for period in times.spots:
        found[str(period)] = list(_names(period, times, released))
    return found


def _names(period: Period, times: _Times, released: date | None) -> list[str]:
    n, counts = times.counts[period], times.counts
    top = max(times.years, key=times.years.__getitem__, default=None)
    shape = LETTERS[period.frequency] + ("+" if period.is_span else "")
    most = n == max(counts.values(), default=0)
    finer = any(o.frequency < period.frequency and period.contains(o) and counts[o] >= n for o in counts)
    names = [f"spot:{spot}" for spot in sorted(times.spots[period])]
    names += [
        f"shape:{shape}", f"count:{min(n, 4)}", f"share:{min(int(5 * n / max(counts.total(), 1)), 3)}", f"most:{most}",
        f"year-most:{period.end.year == top}", f"age:{_age(period, released)}", f"age:{shape}:{_age(period, released)}",
        f"finer:{finer}", *_comparison(period, times),
    ]  # fmt: skip
    names += [f"most:{most}&{name}" for name in names if name.startswith(("shape", "spot", "age", "figures"))]
    return names + [f"{shape}&{name}" for name in names if name.startswith(("spot", "count", "figures"))]


def _comparison(period: Period, times: _Times) -> Iterator[str]:
    """Whether figures follow the period or it is named to compare with: its year after, or its next, is told of too."""
    n, told, total = times.counts[period], times.figures[period], times.figures.total()
    yield f"figures:{min(5 * told // max(total, 1), 4)}"
    yield f"compared:{min(3 * times.compared[period] // max(n, 1), 2)}"
    yield f"year-after:{period.shift_years(1) in times.counts}"
    yield f"next:{_next(period) in times.counts}"


def _next(period: Period) -> Period:
    return Period(period.last + 1, 2 * period.last - period.first + 1, period.frequency)


_TOP = 4


def standing(names: Sequence[str], odds: float, place: int) -> tuple[str, ...]:
    """How a period stands among all that the release may be about: its odds, its place, where and how often named."""
    kept = [
        name
        for name in names
        if name.startswith(("spot:", "count:", "share:", "year-most:", "figures:", "compared:")) and "&" not in name
    ]
    return (f"odds:{round(5 * odds)}", f"place:{min(place, _TOP)}", *kept)


_AGES = (45, 110, 200, 400)  # days since a period was over


def _age(period: Period, released: date | None) -> str:
    """How long a period has been over at the release: running, up to so many days, old, or still ahead."""
    if released is None:
        return "undated"
    if period.start > released:
        return "ahead"
    days = (released - period.end).days
    return "running" if days < 0 else next((str(age) for age in _AGES if days < age), "old")
