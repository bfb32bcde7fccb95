"""`tallystick keep`: releases read into the ledger."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import click

from tallystick.cli import _ledger, _options

if TYPE_CHECKING:
    from datetime import date

    from tallystick.cli._sources import Failures
    from tallystick.ledger import Kept, Ledger


@click.command(epilog="Exit code: 0 all is kept, 2 some source could not be read.")
@_options.sources
@_ledger.ledger
@_options.released
@_options.language
@_options.reader
@_options.sure
@click.option("--quiet", "-q", is_flag=True, help="Print only the closing line.")
def command(
    sources: tuple[str, ...],
    ledger: str,
    released: str | None,
    language: str | None,
    reader: str,
    sure: float | None,
    quiet: bool,
) -> int:
    """Read releases into the ledger, each whole or not at all.

    SOURCE is a file, a folder, a pattern, an http(s) address or -. Releases are kept in the order of their
    dates and checked against all that was kept before. Keeping a release again changes nothing, so a run that
    was interrupted is resumed by running it again; a corrected text becomes a new edition.

    \b
    tallystick keep releases/
    tallystick keep release.html --ledger postgresql://localhost/figures
    """
    from tallystick.cli._sources import Failures, expand, progress

    failures, outcomes = Failures(), Counter[str]()
    day = _ledger.day(released)
    with _ledger.opened(ledger, write=True) as book:
        names = _by_day(expand(sources), day, language, failures)
        with progress(len(names), "keeping") as done:
            for name in names:
                kept = failures.attempt(name, partial(_keep, book, name, day, language, reader, sure))
                if kept:
                    outcomes[kept.outcome] += 1
                    if not quiet:
                        _say(kept)
                done(name)
    click.echo(", ".join(f"{number} {outcome}" for outcome, number in outcomes.items()) or "nothing kept")
    return failures.exit_code()


def _keep(book: Ledger, name: str, day: date | None, language: str | None, reader: str, sure: float | None) -> Kept:
    from tallystick.cli._sources import dated, reader_here
    from tallystick.ledger.intake import open_source, take_in

    opened = open_source(name, released=day, language=language)
    dated(opened.release, name)
    return take_in(book, opened, reader_here(reader), sure)


def _by_day(names: list[str], released: date | None, language: str | None, failures: Failures) -> list[str]:
    """Sources in the order of their releases' days; those that cannot be opened are named and left out."""
    from tallystick.ledger.intake import open_source

    if len(names) == 1 or released:
        return names
    dated = []
    for name in names:
        if name == "-" or "://" in name:  # read or fetched once only, after the files
            dated.append(("9999-12-31", name))
            continue
        opened = failures.attempt(name, partial(open_source, name, language=language))
        if opened:
            dated.append((opened.day, name))
    return [name for _, name in sorted(dated, key=lambda pair: pair[0])]


def _say(kept: Kept) -> None:
    from tallystick.reporting.cleaning import one_line

    if kept.outcome == "already kept":
        return
    edition = f" (edition {kept.edition})" if kept.edition > 1 else ""
    click.echo(f"{kept.outcome}: {one_line(kept.release_id)}{edition}, {kept.observations} figures")
    for change in kept.differences:
        told = {"added": change.after, "dropped": change.before}.get(change.kind, f"{change.before} -> {change.after}")
        click.echo(one_line(f"  {change.kind}: {change.subject} {change.period}: {told}"))
    _ledger.say_doubts(kept)
