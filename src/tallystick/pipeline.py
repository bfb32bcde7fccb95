"""The whole way in one place: a source becomes a release, its figures, and what arithmetic says of them.

    document bytes → Release → Reading (Observation*, Unread*) → Report (Finding*)
                     open      read                              check

A stage takes frozen values and returns frozen values, and knows nothing of the other stages' insides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import msgspec

from tallystick.model import Comparison, Reading, Release, SourceError, TallystickError
from tallystick.model.extras import explained

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from tallystick.reconciling import Report, Series

Source = str | Path | Release | Reading
T = TypeVar("T")
LANGUAGES = ("en", "zh")


def open(  # noqa: A001  the verb users know
    source: str | Path | Sequence[str | Path],
    *,
    released: date | str | None = None,
    language: str | None = None,
    ocr: bool = False,
) -> Release:
    """The release in a file, in standard input (`-`) or at an http(s) address; of several sources the one they are.

    Files are texts (.txt, .md, .html), PDF, Word (.docx) and spreadsheets (.xlsx, .xls, .ods), told by their bytes.
    `released` (a date, or text like 2022-02-28) and `language` (`en`, `zh`) overrule what the text tells. With `ocr`
    scanned pages, and pictures of pages (.png, .jpg), are read from the image (it needs the extra `ocr`).
    Raises SourceError with advice for what cannot be opened, AddressError for an address.
    """
    from tallystick.releases import open_release, open_together

    _readable(language)
    if not isinstance(source, (str, Path)):
        if not source:
            raise SourceError("nothing to open", "give one source or more")
        return open_together(source, released=_day(released), language=language, ocr=ocr).release
    return open_release(source, released=_day(released), language=language, ocr=ocr)


def read(
    source: Source,
    *,
    released: date | str | None = None,
    language: str | None = None,
    reader: str = "auto",
    sure: float | None = None,
    ocr: bool = False,
) -> Reading:
    """Every figure of a release as an observation, and every number left unread with its reason.

    `source` is a release, or whatever `open` takes; a reading comes back as it is. `reader` chooses how English is
    read: `fast` by rules, `accurate` by a parser and learned choosers with a confidence for each figure (it needs the
    extra `accurate`), `auto` by the one preferred among those installed. `sure` is the confidence, 0 to 1, from which
    on a figure is sure, where the usual one will not do. `ocr` is that of `open`: figures read from images carry the
    odds of their words in their confidence.
    """
    _choices(reader, sure)
    if isinstance(source, Reading):
        return source if sure is None else source.judged_by(sure)
    if not isinstance(source, Release):
        source = open(source, released=released, language=language, ocr=ocr)
    return _read(source, reader, sure)


def read_text(
    text: str,
    *,
    released: date | str | None = None,
    language: str | None = None,
    reader: str = "auto",
    sure: float | None = None,
) -> Reading:
    """Every figure of a text given as a string; the rest is as for `read`.

    >>> [(o.subject, o.value, o.unit) for o in read_text("Retail sales rose by 3.2% in 2021.")]
    [('Retail sales', Decimal('3.2'), '%')]
    """
    from tallystick.releases import from_text

    _choices(reader, sure)
    _readable(language)
    return _read(from_text(text, "text", released=_day(released), language=language), reader, sure)


def _read(release: Release, reader: str, sure: float | None) -> Reading:
    from tallystick.reading import read as read_release

    with explained():
        reading = read_release(release, reader)
    return reading if sure is None else reading.judged_by(sure)


def hand_in(
    release: Release, observations: str | Path | bytes, *, by: str = "", reader: str = "auto", sure: float | None = None
) -> Reading:
    """The figures of a release as somebody else read them (a person, a language model), each held against the text.

    `observations` are a file of JSON Lines in the fields of docs/reference/fields.md, or its bytes. Figures whose words
    do not stand at their place, or whose value, unit or codes are not what is printed, are refused: the reading's
    `refused` says why, its `differs` what our own `reader` reads otherwise at the same places. `by` is who read them.
    Raises SourceError where nothing is left.

    >>> from tallystick.releases import from_text
    >>> told = b'{"text": "3.2%", "value": 3.2, "unit": "%", "measure": "growth", "subject": "Retail sales"}'
    >>> reading = hand_in(from_text("Retail sales rose by 3.2% in 2021.", "sales"), told, by="Ana Lopez")
    >>> str(reading.reader), reading.refused, [(one.field, one.handed, one.own) for one in reading.differs]
    ('handed in by Ana Lopez', (), [])
    """
    from tallystick.handed import hand_in as held
    from tallystick.handed import rows_of

    name = "what was handed in"
    if not isinstance(observations, bytes):
        name = str(observations)
        try:
            observations = Path(observations).read_bytes()
        except (OSError, ValueError) as error:
            why = getattr(error, "strerror", None) or str(error)
            raise SourceError(f"cannot read {name}: {why}", "check the path of the observations") from None
    rows, refused = rows_of(observations, name)
    with explained():
        reading = held(release, rows, by, refused, reader)
    return reading if sure is None else reading.judged_by(sure)


def read_many(
    sources: Iterable[Source],
    *,
    executor: Executor | None = None,
    released: date | str | None = None,
    language: str | None = None,
    reader: str = "auto",
    sure: float | None = None,
    ocr: bool = False,
) -> Iterator[Reading | TallystickError]:
    """The readings of many sources, in their order, whatever single ones hold.

    A source that cannot be read, or that is lost with the process that read it, gives the error that says why in the
    place of its reading; nothing is raised, and the rest is read. Any executor of `concurrent.futures` carries the
    work; `Workers` (in `tallystick.processes.workers`) outlives texts that crash, take for ever or eat memory. Without
    one each source is read here when it is asked for. Sources are taken as they are needed. The rest as for `read`.

    >>> for found in read_many(["no-such-file.txt"]):
    ...     print(found)
    no such file: no-such-file.txt; check the path
    """
    work = partial(read, released=released, language=language, reader=reader, sure=sure, ocr=ocr)
    opening = partial(open, released=released, language=language, ocr=ocr)
    return _each(work, sources, executor, opening)


def prepare(reader: str = "auto") -> None:
    """Load all that reading takes, so that the first text takes no longer than others: for `Workers(prepare=…)`."""
    read_text("Sales\n\nSales rose by 3% in 2021.\n\n2021年销售额增长3%。", released="2022-02-28", reader=reader)


def check(
    source: Source | Sequence[Source],
    *,
    against: Sequence[str | Path | Series] = (),
    reader: str = "auto",
    sure: float | None = None,
    ocr: bool = False,
) -> Report:
    """Whether the figures of a release (or of several together) agree, and what they imply.

    `against` are published series: paths of CSV or Parquet files, or what `load_series` gave. `reader`, `sure` and
    `ocr` are those of `read`: only sure figures contradict. Raises SourceError and SeriesError with advice;
    contradictions are findings, never errors.
    """
    from tallystick.reconciling import check as check_readings
    from tallystick.reconciling import load_series

    sources = [source] if isinstance(source, (str, Path, Release, Reading)) else list(source)
    series = [load_series(item) if isinstance(item, (str, Path)) else item for item in against]
    return check_readings([read(item, reader=reader, sure=sure, ocr=ocr) for item in sources], against=series)


def check_many(
    sources: Iterable[Source],
    *,
    against: Sequence[str | Path | Series] = (),
    executor: Executor | None = None,
    released: date | str | None = None,
    language: str | None = None,
    reader: str = "auto",
    sure: float | None = None,
    ocr: bool = False,
) -> Iterator[Report | TallystickError]:
    """Whether the figures of each of many sources agree, each by itself: to `check` what `read_many` is to `read`."""
    from tallystick.reconciling import load_series

    series = tuple(load_series(item) if isinstance(item, (str, Path)) else item for item in against)
    # Published series may be large: they go to other processes as paths, and come back in no report.
    carried = series if executor is None else tuple(against)
    reading = partial(read, released=released, language=language, reader=reader, sure=sure, ocr=ocr)
    opening = partial(open, released=released, language=language, ocr=ocr)
    work = partial(_checked, reading=reading, against=carried)
    for found in _each(work, sources, executor, opening):
        yield found if isinstance(found, TallystickError) else msgspec.structs.replace(found, series=series)


def _checked(source: Source, *, reading: Callable[[Source], Reading], against: Sequence[str | Path | Series]) -> Report:
    series = [_loaded(str(item)) if isinstance(item, (str, Path)) else item for item in against]
    report = check(reading(source), against=series)
    return msgspec.structs.replace(report, series=())


@cache
def _loaded(path: str) -> Series:
    """A published series, loaded once in a process that works for another."""
    from tallystick.reconciling import load_series

    return load_series(path)


def _each(
    work: Callable[[Source], T],
    sources: Iterable[Source],
    executor: Executor | None,
    opening: Callable[[str], Release],
) -> Iterator[T | TallystickError]:
    from tallystick.processes.many import in_order

    if executor is None:
        return in_order(work, sources)
    return in_order(partial(_taken_up, work), (_carried(one, opening) for one in sources), executor)


def _carried(source: Source, opening: Callable[[str], Release]) -> Source | TallystickError:
    """What another process can read: standard input is opened here, for it has another."""
    if source != "-":
        return source
    try:
        return opening("-")
    except TallystickError as error:
        return error


def _taken_up(work: Callable[[Source], T], source: Source | TallystickError) -> T:
    if isinstance(source, TallystickError):
        raise source
    return work(source)


def compare(original: Source, translation: Source, *, reader: str = "fast") -> Comparison:
    """A translation held against its original, figure by figure; `reader` is that of `read`.

    Rules read both texts unless told otherwise: what they misread they misread alike in both languages.
    """
    from tallystick.aligning import compare as compare_readings

    return compare_readings(read(original, reader=reader), read(translation, reader=reader))


def _choices(reader: str, sure: float | None) -> None:
    from tallystick.reading import READERS

    if reader not in READERS:
        raise SourceError(f"no reader is called {reader}", f"give {', '.join(READERS[:-1])} or {READERS[-1]}")
    if sure is not None and not 0 <= sure <= 1:
        raise SourceError(f"no confidence is {sure:g}", "give a number from 0 to 1, like 0.8")


def _readable(language: str | None) -> None:
    if language is not None and language not in LANGUAGES:
        raise SourceError(f"not a language that can be read: {language}", "give en or zh")


def _day(released: date | str | None) -> date | None:
    if released is None or isinstance(released, date):
        return released
    try:
        return date.fromisoformat(released)
    except ValueError:
        raise SourceError(f"not a date: {released}", "write it like 2022-02-28") from None
