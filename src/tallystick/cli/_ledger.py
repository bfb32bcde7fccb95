"""What the commands on a ledger share: where it is, opening it, and writing records out."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

import click

from tallystick.cli import _completing

if TYPE_CHECKING:
    from datetime import date

    from tallystick.ledger import Kept, Ledger, Records, SeriesInfo
    from tallystick.ledger.embargoes import Embargo
    from tallystick.model import Finding, LedgerError, Reading
    from tallystick.reconciling import Report

ledger = click.option(
    "--ledger",
    "ledger",
    envvar="TALLYSTICK_LEDGER",
    default="tallystick.db",
    show_default=True,
    metavar="URL",
    shell_complete=_completing.files,
    help="The ledger: a path, or postgresql://… (environment: TALLYSTICK_LEDGER).",
)
if_there = click.option(
    "--ledger",
    "ledger",
    envvar="TALLYSTICK_LEDGER",
    metavar="URL",
    shell_complete=_completing.files,
    help="Check against this ledger too (environment: TALLYSTICK_LEDGER).  [default: tallystick.db where there is one]",
)
reason = click.option("--reason", required=True, help="Why; kept with the decision.")
who = click.option("--who", envvar="USER", default="unknown", show_default=True, help="Who decides.")


until = click.option(
    "--embargo",
    metavar="MOMENT",
    help="Until this day and hour, with its zone (2026-12-01T10:00+08:00), only who works on the ledger sees it.",
)


KEEP_FIRST = "keep a release first (tallystick keep release.html), or import a file of series"


@contextmanager
def opened(url: str, *, write: bool = False, veiled: bool = False, marked: bool = False) -> Iterator[Ledger]:
    """The ledger at a URL; only commands that write make one where there is none.

    It is seen whole, or `veiled`: without what is under embargo. With `marked` what is under it is named at the end.
    """
    from tallystick.ledger import Ledger

    with Ledger(url, create=write, read_only=not write, veiled=veiled) as found:
        yield found
        if marked:
            say_embargoes(found)


@click.command("undo")
@click.argument("number", type=int)
@who
@ledger
def undo(number: int, who: str, ledger: str) -> None:
    """Take decision NUMBER back; it stays on record."""
    with opened(ledger, write=True) as book:
        book.undo(number, who=who)
    click.echo(f"decision {number} is taken back")


def say_embargoes(book: Ledger) -> None:
    """Name the releases whose figures may be shown here, and must not go out yet."""
    from tallystick.ledger.embargoes import shown
    from tallystick.reporting.cleaning import one_line

    for one in book.embargoed():
        click.echo(f"embargoed until {shown(one.until)}: {one_line(one.release)}", err=True)


def say_none(book: Ledger, what: str, then: str) -> None:
    """On standard error, where an answer is empty: what there is none of, in how much, and what to try next."""
    kept = book.info().releases
    told = f"{what} in {kept} {'release' if kept == 1 else 'releases'}" if kept else "nothing is kept yet"
    click.echo(f"{told}; {then if kept else KEEP_FIRST}", err=True)


def embargo(told: str | None, who: str) -> Embargo | None:
    """The embargo that releases are kept with; it must lie ahead."""
    from tallystick.ledger.embargoes import Embargo, in_future, moment_of

    if not told:
        return None
    until = moment_of(told)
    in_future(until)
    return Embargo(until, who)


def none_such(every: Records[SeriesInfo], told: dict[str, str]) -> LedgerError:
    """What to say where options leave no series: what there is to choose from."""
    from tallystick.model import LedgerError

    asked = " and ".join(f"{name} {word}" for name, word in told.items())
    there = "; ".join(f"{name}: {', '.join(sorted({getattr(one, name) or 'none' for one in every}))}" for name in told)
    return LedgerError(f"no series of {asked} is kept", f"there are {there}" if every else "nothing is kept yet")


def found(url: str | None) -> str | None:
    """The ledger named, or the one in this folder; None where there is neither."""
    from pathlib import Path

    return url or ("tallystick.db" if Path("tallystick.db").exists() else None)


def checked_against(
    url: str, reports: list[Report], *, veiled: bool = False, kept: KeptReading | None = None
) -> list[Report]:
    """The reports with what the ledger says of their releases' figures, contradictions first.

    Those on a release that is `kept` tell what it was kept with, too.
    `veiled` is for what is handed on: then nothing under embargo is told.
    """
    from msgspec import structs

    from tallystick.reconciling.history.telling import settled

    checked = []
    reports = [kept.told(report) for report in reports] if kept else reports
    with opened(url, veiled=veiled, marked=not veiled) as book:
        for report in reports:
            every = settled(report.findings, [f for reading in report.readings for f in book.check_against(reading)])
            every.sort(key=lambda finding: finding.rank)
            checked.append(structs.replace(report, findings=tuple(every)))
    return checked


class KeptReading(NamedTuple):
    """A release that is kept, as it was read, and the findings that it was kept with."""

    reading: Reading
    findings: tuple[Finding, ...]

    def told(self, report: Report) -> Report:
        """A report on it with the findings that it was kept with and that are not made anew: a compiled one's sums."""
        from msgspec import structs

        known = {(one.identity, one.figures) for one in report.findings}
        more = [one for one in self.findings if (one.identity, one.figures) not in known]
        return structs.replace(report, findings=tuple(sorted((*report.findings, *more), key=lambda one: one.rank)))


def kept(url: str | None, sources: list[str]) -> KeptReading | None:
    """The release of a ledger that the only source names, where there is no such file; None for all else."""
    from pathlib import Path

    if url is None or len(sources) != 1 or "://" in sources[0] or sources[0] == "-" or Path(sources[0]).exists():
        return None
    with opened(url) as book:
        if sources[0] not in {one.release_id for one in book.releases()}:
            return None
        findings = tuple(one.finding for one in book.findings(release=sources[0]) if one.scope == "release")
        return KeptReading(book.reading(sources[0]), findings)


def say_doubts(kept: Kept) -> None:
    """Name the values that were kept and stand nowhere until a person has decided."""
    from tallystick.reporting.cleaning import one_line

    for doubt in kept.doubts:
        click.echo(f"  doubtful: {one_line(doubt)}", err=True)


def day(text: str | None) -> date | None:
    """A day as given on the command line."""
    from datetime import date

    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise click.BadParameter(f"not a date: {text}; write it like 2022-02-28") from None
