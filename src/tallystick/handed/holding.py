"""Rows → a reading: each held against what is printed at its place, with what our own reader reads otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import msgspec

from tallystick.handed.differing import differing
from tallystick.handed.meaning import UNITS_OF, Subjects, hold_meaning
from tallystick.handed.places import NotThereError, Places
from tallystick.handed.printed import Printed, Prints, Value
from tallystick.handed.rows import MOST_REFUSED, Row
from tallystick.knowledge import find_indicator, told_as
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.sureness import sure_level
from tallystick.model import Block, Observation, Reader, Reading, Refused, Release, SourceError, plain
from tallystick.model.reading import HANDED_IN
from tallystick.reading import read
from tallystick.reading.area import area_of_release
from tallystick.reading.assemble import to_observation
from tallystick.reading.bounds import asserted
from tallystick.reading.figure import Figure

SOMEBODY = "somebody"
LONGEST_NAME = 100
_DIRECTED = ("growth", "annualised_growth", "average_growth", "change", "gap", "contribution")
_NEARLY = Decimal("1e-12")  # what a float may lose of a number
_HUNDRED = Decimal(100)


def hand_in(
    release: Release, rows: Iterable[Row], by: str = "", refused: Iterable[Refused] = (), reader: str = "auto"
) -> Reading:
    """The figures of a text as somebody read them, without those that are not grounded in it.

    `by` is who read it; `refused` are rows refused already. The reading's `refused` tell which figures were refused and
    why, its `differs` what our own `reader` reads otherwise at the same places. Raises SourceError where nothing is
    left.
    """
    own = read(release, reader)
    held = _Held(release, own)
    figures: dict[int, Observation] = {}
    left = list(refused)
    for row in rows:
        try:
            figure = held.figure(row)
            if figure.start in figures:
                raise NotThereError("a figure at the same place was handed in before it")
            figures[figure.start] = figure
        except NotThereError as error:
            left.append(Refused(row.line, row.text[:80], str(error)))
    left.sort(key=lambda one: one.line)
    if not figures:
        why = f": line {left[0].line}: {left[0].why}" if left else ""
        raise SourceError(
            f"none of the figures handed in is grounded in the text{why}", "read them from this very text"
        )
    observations = tuple(figures[start] for start in sorted(figures))
    name = " ".join(by.split())[:LONGEST_NAME] or SOMEBODY
    return Reading(
        release,
        observations,
        tuple(one for one in own.unread if not any(_covers(figure, one.start, one.end) for figure in observations)),
        Reader(HANDED_IN, name),
        tuple(left[:MOST_REFUSED]),
        tuple(differing(observations, own.observations)),
    )


def _covers(figure: Observation, start: int, end: int) -> bool:
    return figure.start < end and start < figure.end


class _Held:
    """A text with all that a row is held against."""

    def __init__(self, release: Release, own: Reading) -> None:
        self._release, self._own = release, own.observations
        self._area = area_of_release(release)
        self._places, self._prints, self._subjects = Places(release.text), Prints(release), Subjects(release)

    def figure(self, row: Row) -> Observation:
        """The figure of a row; NotThereError says why it is refused."""
        start, end = self._places.of(row)
        own = [one for one in self._own if _covers(one, start, end)]
        printed = [one for one in self._prints.at(start, end) if _carries(one, start, end)]
        if len(printed) > 1 or (not printed and len(own) > 1):
            raise NotThereError("several figures stand there: hand in each by itself")
        if printed:
            return self._from_print(row, printed[0], own[0] if len(own) == 1 else None)
        if own:
            return self._from_own(row, own[0])
        raise NotThereError("no figure is printed there")

    def _from_print(self, row: Row, printed: Printed, own: Observation | None) -> Observation:
        """A figure of running text."""
        readings = list(_readings(printed, row.measure))
        if own:
            readings.append((own.value, _half_of(own, printed), own.unit))
        value, half, unit = _matching(row, printed_words(self._release, printed), readings)
        self._hold(row, unit, printed.start)
        qualifier = (own.qualifier if own else printed.qualifier) if row.qualifier is None else row.qualifier
        figure = Figure(
            printed.start, printed.end, printed.digits, value, half, unit, row.measure, row.subject.strip(), row.period,
            row.base, qualifier, row.status, row.area, row.confidence,
        )  # fmt: skip
        made = to_observation(self._release, printed.block, printed.sentence, figure, self._area)
        return _said_sure(_as_indicator(made, row, printed.block), row)

    def _from_own(self, row: Row, own: Observation) -> Observation:
        """A cell of a table, or a figure that is one by its words alone: what our own reader reads in print there."""
        value, _, unit = _matching(row, own.text, [(own.value, Decimal(0), own.unit)])
        self._hold(row, unit, own.start)
        qualifier = own.qualifier if row.qualifier is None else row.qualifier
        made = msgspec.structs.replace(
            own,
            measure=row.measure,
            subject=row.subject.strip(),
            indicator=None,
            indicator_name=None,
            area=row.area or own.area or self._area,
            period=row.period,
            base=row.base,
            status=row.status,
            qualifier=qualifier,
            confidence=row.confidence,
            sure=row.confidence is None or row.confidence >= sure_level(),
            evidence=(),
            candidates=(),
        )
        if qualifier != own.qualifier:
            lower, upper, lower_open, upper_open = asserted(value, Decimal(0), qualifier)
            ends = {"lower": lower, "upper": upper, "lower_open": lower_open, "upper_open": upper_open}
            made = msgspec.structs.replace(made, **ends)
        return _said_sure(_as_indicator(made, row, self._subjects.block(own.start)), row)

    def _hold(self, row: Row, unit: str, start: int) -> None:
        hold_meaning(row, unit)
        self._subjects.hold(row, start, row.area or self._area)


def printed_words(release: Release, printed: Printed) -> str:
    """The words of a printed figure."""
    return release.text[printed.start : printed.end]


def _carries(printed: Printed, start: int, end: int) -> bool:
    """Whether words hold the digits of a printed figure, and not its unit alone."""
    shared = min(end, printed.end) - max(start, printed.start)
    return shared >= min(len(printed.digits), printed.end - printed.start)


def _readings(printed: Printed, measure: str) -> Iterator[tuple[Value, Decimal, str]]:
    """What a printed figure may say as a measure: a verb turns its sign, growth of so many times is in %."""
    for value, half, unit in _units(printed, measure):
        yield value, half, unit
        if measure in _DIRECTED and not printed.signed:
            yield ((-value[1], -value[0]) if isinstance(value, tuple) else -value), half, unit


def _units(printed: Printed, measure: str) -> Iterator[tuple[Value, Decimal, str]]:
    value, half, unit = printed.value, printed.half, printed.unit
    if unit == "1" and measure == "rank":
        yield value, Decimal(0), "rank"
    elif unit == "1" and measure == "index":
        yield value, half, "point"
    elif unit == "1" and "%" in UNITS_OF.get(measure, ()):
        yield value, half, "%"
    if unit == "times" and measure.endswith("growth") and not isinstance(value, tuple):
        yield value * _HUNDRED, half * _HUNDRED, "%"
    if unit == "%" and measure == "multiple" and not isinstance(value, tuple):
        yield value / _HUNDRED, half / _HUNDRED, "times"
    yield value, half, unit


def _half_of(own: Observation, printed: Printed) -> Decimal:
    """Half of the last printed place, in the unit in which our own reader has the figure."""
    if isinstance(own.value, tuple) or isinstance(printed.value, tuple) or not printed.value:
        return printed.half
    return printed.half * abs(own.value / printed.value)


def _matching(row: Row, words: str, readings: list[tuple[Value, Decimal, str]]) -> tuple[Value, Decimal, str]:
    """The reading of what is printed that has the row's value and unit."""
    told = row.values
    if told is None:
        raise NotThereError("its `value` is no number")
    for value, half, unit in readings:
        if unit == row.unit and _same(told, value):
            return value, half, unit
    value, _, unit = readings[0]
    printed = " to ".join(str(plain(end)) for end in _ends(value))
    said = " to ".join(str(plain(end)) for end in told)
    raise NotThereError(f"“{words}” is {printed} in {unit}, and not {said} in {row.unit or 'no unit'}")


def _ends(value: Value) -> tuple[Decimal, ...]:
    return value if isinstance(value, tuple) else (value,)


def _same(told: tuple[Decimal, ...], value: Value) -> bool:
    ends = _ends(value)
    return len(told) == len(ends) and all(abs(a - b) <= abs(b) * _NEARLY for a, b in zip(told, ends, strict=True))


def _as_indicator(made: Observation, row: Row, block: Block) -> Observation:
    """With the catalogue's indicator that was told, or the one that the subject names."""
    indicator = catalogue().get(row.indicator) if row.indicator else None
    if indicator is None and made.indicator is None:
        indicator = find_indicator(made.subject, block.language, made.area, figure=told_as(made.measure, made.status))
    if indicator is None:
        return made
    return msgspec.structs.replace(made, indicator=indicator.id, indicator_name=indicator.name(block.language))


def _said_sure(made: Observation, row: Row) -> Observation:
    return made if row.sure else msgspec.structs.replace(made, sure=False)
