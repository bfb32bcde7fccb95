"""Series of files and frames adjusted as they are told: without a ledger, nothing is kept but models in a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from tallystick.adjusting.histories import History, history
from tallystick.adjusting.kinds import is_rate, unfit_kind
from tallystick.adjusting.many import Outcome, Task, Wish, adjust_many
from tallystick.adjusting.model import Model
from tallystick.model import SeriesError
from tallystick.published.plain import Plain


def adjust_plain(
    series: Iterable[Plain], wish: Wish, models: Mapping[str, Model] | None = None, area: str = ""
) -> Iterator[Outcome]:
    """Each series adjusted, by that of the `models` which has its name, or by one chosen now.

    `area`: of those whose table tells none. A series that cannot be adjusted is told with why.
    """
    known = {} if wish.anew or models is None else models
    tasks = (Task(one.name, _history(one), one.area or area, wish.model or known.get(one.name)) for one in series)
    return adjust_many(tasks, wish)


def _history(one: Plain) -> History | SeriesError:
    if one.to_date and not is_rate(one.measure, one.unit):
        return SeriesError(f"{one.name} is a sum from January on", "give its single months: they are what is adjusted")
    wrong = unfit_kind(one.name, one.measure, one.unit, one.adjustment, "take the series that is not")
    try:
        return wrong or history(one.name, [(str(period), float(value)) for period, value in one.points])
    except SeriesError as error:
        return error


def read_models(path: Path) -> dict[str, Model]:
    """The models of a file by the names of their series, none where there is no such file yet.

    SeriesError where it holds something else.
    """
    if not path.exists():
        return {}
    try:
        found = msgspec.json.decode(path.read_bytes(), type=dict[str, Model])
    except (msgspec.DecodeError, msgspec.ValidationError) as error:
        advice = "give the file that --models wrote, or the name of one that is not there yet"
        raise SeriesError(f"{path} holds no models: {error}", advice) from None
    return {name: model.checked() for name, model in found.items()}


def models_text(models: Mapping[str, Model]) -> bytes:
    """The file of these models."""
    return msgspec.json.format(msgspec.json.encode(models), indent=2) + b"\n"
