"""`tallystick ledger reread` and `tallystick ledger show`: releases read anew, and what each reading says."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from tallystick.cli import _completing, _forms, _ledger, _options

if TYPE_CHECKING:
    from tallystick.ledger import FieldChange, FigureChange, KeptReading, KeptRelease, Ledger, Records, Reread
    from tallystick.reporting.grid import Grid

_CHANGES = ("changed", "new", "gone")


@click.command("reread", epilog="Exit code: 0 all were read, 2 some release could not be read.")
@click.argument("names", nargs=-1, metavar="[RELEASE]…", shell_complete=_completing.releases)
@_options.reader
@click.option("--dry-run", is_flag=True, help="Only say what would change; nothing is written.")
@click.option("--quiet", "-q", is_flag=True, help="Print only the closing line.")
@_ledger.who
@_forms.form()
@_ledger.ledger
def reread(names: tuple[str, ...], reader: str, dry_run: bool, quiet: bool, who: str, form: str, ledger: str) -> int:
    """Read the archived bytes of releases anew, all or those named, with the reader of today.

    Each is a new reading of the same release, kept in one transaction: a run that was interrupted is resumed by
    running it again. Series, checks and pages follow the newer reading; the earlier one is kept (`ledger show
    RELEASE --known-at DATE`, `series … --known-at DATE`). Decisions on figures and findings are carried over to
    what stands at the same place; those that find nothing there are named. A release that reads as before is left
    as it is, and so is one whose reading was handed in, unless it is named.

    \b
    tallystick ledger reread --dry-run
    tallystick ledger reread
    tallystick ledger reread industry-2021-3fb45b53 --reader accurate --format json
    """
    from tallystick.cli._sources import Failures, progress

    failures = Failures()
    done: list[Reread] = []
    with _ledger.opened(ledger, write=not dry_run) as book:
        wanted = names or [r.release_id for r in book.releases() if r.kind == "release" and not _handed_in(book, r)]
        with progress(len(wanted), "reading anew", printing=form == "text" and not quiet) as tell:
            for name in wanted:
                read = partial(book.reread, name, reader=reader, who=who, dry_run=dry_run)
                one = failures.attempt(name, read)
                if one:
                    done.append(one)
                    if form == "text" and not quiet:
                        _say(one)
                tell(name)
    _close(done, form)
    return failures.exit_code()


def _handed_in(book: Ledger, release: KeptRelease) -> bool:
    """Whether a release counts as somebody handed it in: then it is read anew only where it is named."""
    from tallystick.model.reading import HANDED_IN

    return any(one.last and one.reader.startswith(HANDED_IN) for one in book.readings(release.release_id))


def _say(one: Reread) -> None:
    from tallystick.reporting.cleaning import one_line

    for line in _lines(one):
        click.echo(f"{'' if line.startswith(one.outcome) else '  '}{one_line(line)}")


def _lines(one: Reread) -> Iterator[str]:
    if one.outcome == "as before":
        return
    counted = ", ".join(f"{number} {kind}" for kind in _CHANGES if (number := one.count(kind))) or "figures as before"
    yield f"{one.outcome}: {one.release_id} ({one.reader}), {one.figures} figures: {counted}"
    for name, (before, after) in one.head.items():
        yield f"release: {name} {before or 'none'} -> {after or 'none'}"
    for change in one.changes:
        yield f"{change.kind} {change.observation} “{change.quote}”: {_told(change)}"
    for decision in one.decisions:
        if decision.problem:
            subject = f"decision {decision.number} ({decision.kind} {decision.subject})"
            yield f"not carried over: {subject}: {decision.problem}"
        elif decision.into:
            yield f"carried over: decision {decision.number} ({decision.kind}), now decision {decision.into}"


def _told(change: FigureChange) -> str:
    if change.kind == "changed":
        return "; ".join(f"{name} {before or 'none'} -> {after or 'none'}" for name, before, after in _short(change))
    fields = {name: before or after for name, (before, after) in change.fields.items()}
    return ", ".join(fields[name] for name in ("subject", "measure", "period") if fields.get(name))


def _short(change: FigureChange) -> Iterator[tuple[str, str, str]]:
    """The fields that tell a change; bounds follow from the value, and of two series what they share goes unsaid."""
    for name, (before, after) in change.fields.items():
        if name == "series":
            yield name, _without(before, after), _without(after, before)
        elif name not in ("lower", "upper") or "value" not in change.fields:
            yield name, before, after


def _without(series: str, other: str) -> str:
    """A series' key without what another has too, but with what it is of."""
    head, *told = series.split(";")
    return ";".join((head, *(part for part in told if part not in other.split(";"))))


def _close(done: Sequence[Reread], form: str) -> None:
    if form == "text":
        click.echo(_closing_line(done))
        return
    from tallystick.ledger import Records

    rows = Records(_rows(done))
    _forms.tell(
        form, None, Records(done) if form in ("json", "jsonl") else rows, lambda: [_table(rows)], first=("release",)
    )


def _table(rows: Records[FieldChange]) -> Grid:
    from tallystick.reporting.grid import Column, Grid

    names = ("release", "change", "observation", "quote", "field", "before", "after")
    table = Grid(*map(Column, names))
    for row in rows:
        table.add(*(str(getattr(row, name) or "") for name in names))
    return table


def _closing_line(done: Sequence[Reread]) -> str:
    outcomes = Counter(one.outcome for one in done)
    told = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.items()) or "nothing read anew"
    figures = ", ".join(f"{sum(one.count(kind) for one in done)} {kind}" for kind in _CHANGES)
    lost = sum(bool(decision.problem) for one in done for decision in one.decisions)
    return f"{told}; figures: {figures}" + (f"; decisions not carried over: {lost}" if lost else "")


def _rows(done: Sequence[Reread]) -> Iterator[Any]:
    """A row for each field that changed."""
    from tallystick.ledger import FieldChange

    for one in done:
        for change in one.changes:
            for name, (before, after) in change.fields.items():
                yield FieldChange(
                    release=one.release_id,
                    change=change.kind,
                    observation=change.observation,
                    quote=change.quote,
                    field=name,
                    before=before,
                    after=after,
                )


@click.command("show")
@click.argument("release", shell_complete=_completing.releases)
@click.option("--known-at", metavar="DATE", help="The reading there was by the end of this day.")
@click.option("--reading", "number", type=click.IntRange(1), metavar="NUMBER", help="The reading of this number.")
@_options.names
@_forms.form()
@_ledger.ledger
def show(release: str, known_at: str | None, number: int | None, names: str | None, form: str, ledger: str) -> None:
    """Show the figures of RELEASE as it was read last, and which readings of it are kept.

    \b
    tallystick ledger show industry-2021-3fb45b53
    tallystick ledger show industry-2021-3fb45b53 --known-at 2024-01-31
    tallystick ledger show industry-2021-3fb45b53 --reading 1
    """
    from tallystick.cli._output import console
    from tallystick.cli._output import opened as output_to
    from tallystick.reporting.exports import WRITERS, renamed
    from tallystick.reporting.tables import reading_table

    _ledger.day(known_at)
    if number and known_at:
        raise click.UsageError("name a reading by --reading or by --known-at, not by both")
    with _ledger.opened(ledger) as book, output_to(None) as stream:
        if number:
            known_at = _read_at(book.readings(release), number)
        reading = renamed(book.reading(release, known_at=known_at), names)
        if form == "markdown":
            from tallystick.reporting.in_markdown import in_markdown

            stream.write(in_markdown([reading_table(reading, names)]).encode())
        elif form != "text":
            WRITERS[form](iter([reading]), stream)
        if form != "text":
            return
        shown = console(stream, to_file=False)
        shown.print(reading_table(reading, names))
        for line in _history(book.readings(release)):
            shown.print(line, style="dim", highlight=False)


def _read_at(readings: Records[KeptReading], number: int) -> str:
    from tallystick.model import LedgerError

    if number > len(readings):
        raise LedgerError(f"there is no reading {number}", f"{len(readings)} of this release are kept")
    return readings[number - 1].read_at


def _history(readings: Records[KeptReading]) -> Iterator[str]:
    for one in readings:
        by = f" by {one.read_by}" if one.read_by else ""
        reader = one.reader or "reader not noted"
        yield f"reading {one.number}: {one.read_at[:19]}{by}, {reader}, {one.program}, {one.figures} figures"
