"""What `tallystick adjust` does with files: their series, and the file in which the models of these are kept."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from tallystick.adjusting.many import Outcome, Wish
    from tallystick.published.plain import Plain


def parted(words: Sequence[str]) -> tuple[list[str], list[str]]:
    """The words that are files, or are written like those that can be read, and the words that name series."""
    from tallystick.published.formats import FORMATS

    files = [word for word in words if word == "-" or Path(word).is_file() or Path(word).suffix.lower() in FORMATS]
    return files, [word for word in words if word not in files]


def outcomes(files: Sequence[str], area: str | None, wish: Wish, models: Path | None) -> list[Outcome]:
    """What becomes of each series of the files, with a bar that tells how far it has come."""
    from tallystick.adjusting.of_tables import adjust_plain, read_models
    from tallystick.cli._sources import progress
    from tallystick.published.columns import known_area

    known = read_models(models) if models else None
    code = known_area(area) if area else ""
    series = [one for one in _series(files) if not (code and one.area) or one.area == code]
    with progress(len(series), "adjusting") as tell:
        return list(told(adjust_plain(series, wish, known, code), tell))


def told(found: Iterable[Outcome], tell: Callable[[str], None]) -> Iterator[Outcome]:
    """The same, each told when it is there."""
    for one in found:
        tell(one.series)
        yield one


def _series(files: Sequence[str]) -> list[Plain]:
    """The series of all files; where two files have one of the same name, each with its file."""
    from msgspec.structs import replace

    found = [(Path(file).name, one) for file in dict.fromkeys(files) for one in _of_file(file)]
    often = Counter(one.name for _, one in found)
    return [replace(one, name=f"{one.name} ({file})") if often[one.name] > 1 else one for file, one in found]


def _of_file(file: str) -> list[Plain]:
    from tallystick.published.plain import plain_series

    if file != "-":
        return plain_series(file)
    with TemporaryDirectory(prefix="tallystick-") as folder:
        path = Path(folder, "input.csv")
        path.write_bytes(sys.stdin.buffer.read())
        return plain_series(path)


def keep(files: Sequence[str], found: Sequence[Outcome], models: Path | None) -> None:
    """Write the models to their file, beside those of other series that it has, and say what is kept."""
    from tallystick.adjusting.of_tables import models_text, read_models
    from tallystick.cli._output import opened

    if models is None:
        advice = "--models FILE keeps the models for the next month, tallystick import the series"
        click.echo(f"nothing is kept of {', '.join(files)}: {advice}", err=True)
        return
    chosen = {one.series: one.done.model for one in found if one.done is not None}
    with opened(str(models)) as stream:
        stream.write(models_text(read_models(models) | chosen))
    anew = sum(one.identified for one in found)
    click.echo(f"kept: {len(chosen)} models in {models}, {anew} of them chosen now", err=True)
