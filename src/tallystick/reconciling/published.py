"""Published series beside a release: only rows of series that the release speaks of join its evidence."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from tallystick.knowledge import find_indicator
from tallystick.model import Observation, Period, PeriodError
from tallystick.model.message import Message
from tallystick.published import Series
from tallystick.reconciling.evidence import Evidence, language, state
from tallystick.reconciling.linking import subject


def join(evidence: Evidence, observations: Sequence[Observation], against: Iterable[Series]) -> None:
    """Add the rows that speak of the release's series, and date its undated figures where rows need it."""
    undated = _undated(observations)
    wanted = set(evidence.words) | {q.base for q in evidence.by_quantity} | set(undated)
    areas = {o.area for o in observations}
    for series in against:
        rows: dict[str, list[Observation]] = defaultdict(list)
        for row in series.observations:
            rows[row.subject].append(row)
        for name, group in rows.items():
            key = _series(name, wanted)
            if not key:
                continue
            for row in _of_area(group, areas):
                state(evidence, row, series=key, area=_area(row, areas), published=True)
            for observation in undated.get(key, ()):
                _date(evidence, observation, observations)


def _series(name: str, wanted: set[str]) -> str:
    """The release's name for a series of a file: by the catalogue, by its words, by its words up to a comma."""
    for text in (name, name.partition(",")[0], name.partition("(")[0]):
        indicator = find_indicator(text, language(text))
        words = "~" + " ".join(subject(text).words)
        for key in (indicator.id if indicator else "", words):
            if key and key in wanted:
                return key
    return ""


def _of_area(rows: Sequence[Observation], areas: set[str]) -> Sequence[Observation]:
    """The rows that may speak of the release's area: all where the series has one area, else those it names."""
    if len({row.area for row in rows}) == 1:
        return rows
    return [row for row in rows if row.area in areas]


def _area(row: Observation, areas: set[str]) -> str:
    return row.area if row.area in areas or "" not in areas else ""


def _undated(observations: Sequence[Observation]) -> dict[str, list[Observation]]:
    undated: dict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.status == "actual" and observation.measure == "level" and not observation.period:
            indicator = find_indicator(observation.subject, language(observation.subject))
            words = "~" + " ".join(subject(observation.subject).words)
            undated[indicator.id if indicator else words].append(observation)
    return undated


def _date(evidence: Evidence, observation: Observation, observations: Sequence[Observation]) -> None:
    """Give an undated figure the year its release mostly reports on, and say so."""
    if any(stated.observation is observation for stated in evidence.stated):
        return
    years = Counter(_year(o.period) for o in observations if o.release == observation.release and o.period)
    year = next((year for year, _ in years.most_common(1) if year), "")
    if year:
        assumed = Message("year taken", {"year": year})
        state(evidence, observation, period=year, assumed=assumed)


def _year(period: str) -> str:
    try:
        return str(Period.parse(period).end.year)
    except PeriodError:
        return ""
