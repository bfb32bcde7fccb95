"""`tallystick keep`: releases read into the ledger."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import click

from tallystick.cli import _forms, _ledger, _options

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor
    from datetime import date

    from tallystick.cli._kept import KeptSource
    from tallystick.cli._sources import Failures
    from tallystick.ledger import Kept, Ledger
    from tallystick.ledger.embargoes import Embargo
    from tallystick.ledger.intake import Prepared
    from tallystick.model import TallystickError
    from tallystick.releases import Opened


@click.command(epilog="Exit code: 0 all is kept, 2 some source could not be read.")
@_options.sources
@_options.as_one
@_ledger.ledger
@_options.released
@_options.language
@_options.reader
@_options.sure
@_options.ocr
@_options.handed
@_options.workers
@_ledger.until
@_ledger.who
@click.option("--quiet", "-q", is_flag=True, help="Print only the closing line.")
@_forms.form(note="Other than text, a record a source takes the place of the lines.")
@_options.output
def command(
    sources: tuple[str, ...],
    as_one: bool,
    ledger: str,
    released: str | None,
    language: str | None,
    reader: str,
    sure: float | None,
    ocr: bool,
    observations: str | None,
    read_by: str | None,
    jobs: int,
    timeout: float | None,
    memory: int | None,
    embargo: str | None,
    who: str,
    quiet: bool,
    form: str,
    output: str | None,
) -> int:
    """Read releases into the ledger, each whole or not at all.

    SOURCE is a file, a folder, a pattern, an http(s) address or -; with --as-one several of them are one release.
    Releases are kept in the order of their
    dates and checked against all that was kept before. Keeping a release again changes nothing, so a run that
    was interrupted is resumed by running it again; a corrected text becomes a new edition.

    With --observations the figures are those that a person or another program read from SOURCE: each is held against
    the text, what does not stand there is named and left out, and the rest is kept under the name of who read it. Of a
    release that is kept already it becomes a later reading.

    \b
    tallystick keep releases/
    tallystick keep transcript/page-*.html --as-one
    tallystick keep release.html --observations figures.jsonl --read-by "Ana Lopez"
    tallystick keep releases/ --format csv -o kept.csv
    tallystick keep release.html --embargo 2026-12-01T10:00+08:00
    tallystick keep release.html --ledger postgresql://localhost/figures
    """
    from tallystick.cli._sources import Failures, expand, progress, reader_here
    from tallystick.cli._workers import workers
    from tallystick.ledger.batches import batches
    from tallystick.processes.many import in_order

    failures, told = Failures(), Told(form, output, quiet)
    under = _ledger.embargo(embargo, who)
    known = Known(_ledger.day(released), language, reader_here(reader), sure, ocr, under)
    found = expand(sources)
    if observations:
        return _keep_handed(found, known, as_one, observations, read_by, ledger, told)
    with (
        _ledger.opened(ledger, write=True) as book,
        workers(jobs, timeout, memory, known.reader) as executor,
        progress(1 if as_one else len(found), "keeping") as done,
    ):
        if as_one:
            names, carried = found[:1], [_as_one(found, known)]
        else:
            names = _by_day(found, known, failures, executor, book, told)
            carried = [_carried(name, known, executor) for name in names]
        every = in_order(partial(_prepared, known), carried, executor)
        for several in batches(zip(names, every, strict=True)):
            prepared = list(_taken(several, failures))
            for (name, _), done_with in zip(prepared, _kept(book, prepared, known), strict=True):
                if kept := failures.take(name, done_with):
                    told.take(name, kept)
            for name, _ in several:
                done(name)
    told.close(known)
    return failures.exit_code()


def _keep_handed(
    found: list[str], known: Known, as_one: bool, observations: str, read_by: str | None, ledger: str, told: Told
) -> int:
    """Keep one release as somebody else read it."""
    from tallystick.cli import _handed
    from tallystick.cli._sources import dated
    from tallystick.ledger.handing import keep_handed
    from tallystick.releases import open_together

    _handed.only_one(found, as_one)
    opened = open_together(found, released=known.released, language=known.language, ocr=known.ocr)
    dated(opened.release, found[0])
    with _ledger.opened(ledger, write=True) as book:
        make = partial(_handed.reading, observations=observations, by=read_by, reader=known.reader, sure=known.sure)
        kept, _ = keep_handed(book, opened, make, known.embargo)
    told.take(found[0], kept)
    told.close(known)
    return 0


def _taken(several: list[tuple[str, Prepared | TallystickError]], failures: Failures) -> Iterator[tuple[str, Prepared]]:
    """The sources that could be read, with their names; whether each tells its day is said."""
    from tallystick.cli._sources import dated

    for name, told in several:
        prepared = failures.take(name, told)
        if prepared:
            dated(prepared.opened.release, name)
            yield name, prepared


def _kept(book: Ledger, prepared: list[tuple[str, Prepared]], known: Known) -> Iterator[Kept | TallystickError]:
    from tallystick.ledger.intake import keep_prepared

    return keep_prepared(book, (one for _, one in prepared), known.embargo)


class Known(NamedTuple):
    """What the user tells of the sources, and how they are to be read."""

    released: date | None
    language: str | None
    reader: str
    sure: float | None
    ocr: bool
    embargo: Embargo | None = None


def _by_day(
    names: list[str], known: Known, failures: Failures, executor: Executor | None, book: Ledger, told: Told
) -> list[str]:
    """Sources in the order of their releases' days; of those that are kept already, this is told.

    Those that cannot be opened are named and left out.
    """
    from tallystick.processes.many import in_order

    if len(names) == 1 or known.released:
        return names
    files = [name for name in names if name != "-" and "://" not in name]  # the others are fetched once, at the end
    days = []
    for name, found in zip(files, in_order(partial(_glance, known), files, executor), strict=True):
        seen = failures.take(name, found)
        if seen is None:
            continue
        day, content_hash = seen
        already = book.already_kept(content_hash)
        if already:
            told.take(name, already)
        else:
            days.append((day, name))
    ordered = [name for _, name in sorted(days, key=lambda pair: pair[0])]
    return [*ordered, *(name for name in names if name not in set(files))]


def _glance(known: Known, name: str) -> tuple[str, str]:
    """The day and the hash of the content of a source."""
    from tallystick.releases import open_source

    opened = open_source(name, language=known.language, ocr=known.ocr)
    return opened.day, opened.release.content_hash


def _carried(name: str, known: Known, executor: Executor | None) -> str | Opened | TallystickError:
    """What a process can open: standard input is opened here, for another process has another."""
    from tallystick.processes.many import attempted
    from tallystick.releases import open_source

    if name != "-" or executor is None:
        return name
    return attempted(partial(open_source, released=known.released, language=known.language, ocr=known.ocr), name)


def _as_one(sources: list[str], known: Known) -> str | Opened | TallystickError:
    """All sources as the one release they are."""
    from tallystick.processes.many import attempted
    from tallystick.releases import open_together

    return attempted(partial(open_together, released=known.released, language=known.language, ocr=known.ocr), sources)


def _prepared(known: Known, source: str | Opened | TallystickError) -> Prepared:
    """A source opened, read and checked by itself."""
    from tallystick.ledger.intake import prepare
    from tallystick.releases import open_source

    if isinstance(source, Exception):
        raise source
    if isinstance(source, str):
        source = open_source(source, released=known.released, language=known.language, ocr=known.ocr)
    return prepare(source, known.reader, known.sure)


class Told:
    """What keeping did: a line at once for people, or records at the end where a form or a file is asked for."""

    def __init__(self, form: str, output: str | None, quiet: bool) -> None:
        self.form, self.output, self.quiet = form, output, quiet
        self.as_records = form != "text" or output is not None
        self.outcomes = Counter[str]()
        self.every: list[KeptSource] = []

    def take(self, source: str, kept: Kept) -> None:
        """One release of a source is kept, or was before."""
        from tallystick.cli import _kept

        self.outcomes[kept.outcome] += 1
        self.every.append(_kept.of_source(source, kept))
        if not self.quiet and not self.as_records and kept.outcome != "already kept":
            _say(kept)
        elif self.as_records:
            _ledger.say_doubts(kept)

    def close(self, known: Known) -> None:
        """The records, where they were asked for, and the closing line."""
        from tallystick.cli import _kept

        if self.as_records:
            _kept.tell(self.form, self.output, self.every)
        click.echo(_kept.totals(self.outcomes), err=self.as_records)
        _say_unchanged(self.outcomes, known)


def _say_unchanged(outcomes: Counter[str], known: Known) -> None:
    """What was kept before is as it was, whatever embargo is asked for now."""
    unchanged = outcomes["already kept"] + outcomes["read anew"]
    if known.embargo and unchanged:
        told = f"{unchanged} kept before: seen by whom they were seen; see tallystick ledger releases"
        click.echo(f"{told}, and put them under embargo with tallystick ledger embargo", err=True)


def _say(kept: Kept) -> None:
    from tallystick.cli._kept import change_line
    from tallystick.reporting.cleaning import one_line

    edition = f" (edition {kept.edition})" if kept.edition > 1 else ""
    click.echo(f"{kept.outcome}: {one_line(kept.release_id)}{edition}, {kept.observations} figures")
    for change in kept.differences:
        click.echo(f"  {change_line(change)}")
    _ledger.say_doubts(kept)
