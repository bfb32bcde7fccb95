"""`tallystick ledger`: what the ledger is, whether it is whole, bringing it to this version."""

from __future__ import annotations

import click

from tallystick.cli import _completing, _forms, _ledger, _options, _rereading


@click.group()
def command() -> None:
    """Look after a ledger.

    \b
    tallystick ledger info
    tallystick ledger verify
    tallystick ledger backup copy.db
    tallystick ledger withdraw RELEASE --reason "figures of a draft"
    tallystick ledger embargo RELEASE --until 2026-12-01T10:00+08:00 --reason "the hour was put off"
    tallystick ledger reread --dry-run
    tallystick ledger upgrade
    """


command.add_command(_rereading.reread)
command.add_command(_rereading.show)


@command.command("info")
@_forms.form()
@_options.output
@_ledger.ledger
def info(form: str, output: str | None, ledger: str) -> None:
    """Say what the ledger is and holds."""
    from tallystick.ledger import Records
    from tallystick.reporting.grid import Column, Grid

    with _ledger.opened(ledger) as book:
        told = book.info()
    if form == "json":
        from msgspec import json

        from tallystick.cli._output import opened as output_to

        with output_to(output) as stream:
            stream.write(json.format(json.encode(told), indent=2) + b"\n")
        return
    table = Grid(Column("field"), Column("value"), heads=False)
    for name in told.__struct_fields__:
        table.add(name.replace("_", " "), str(getattr(told, name)))
    _forms.tell(form, output, Records([told]), lambda: [table])


@command.command("releases")
@_forms.form()
@_options.output
@_ledger.ledger
def releases(form: str, output: str | None, ledger: str) -> None:
    """List the releases kept, in the order of publication."""
    from tallystick.ledger.embargoes import shown
    from tallystick.reporting.grid import Column, Grid

    with _ledger.opened(ledger) as book:
        kept = book.releases()
    table = Grid(
        Column("published"), Column("release", lead=True), Column("edition", 3, right=True),
        Column("figures", 1, right=True), Column("title", 2, words=True), Column("withdrawn", 1, words=True),
        Column("embargoed until", 1, words=True),
    )  # fmt: skip
    for r in kept:
        gone = f"{r.withdrawn_at[:10]} by {r.withdrawn_by}: {r.withdrawn_why}" if r.withdrawn_at else ""
        edition = str(r.edition) if r.edition > 1 else ""
        day = f"{r.published[:4]} (day not known)" if r.dated_by == "year" else r.published
        day += " (day kept)" if r.dated_by == "kept" else ""
        table.add(day, r.release_id, edition, str(r.observations), r.title, gone, shown(r.embargoed_until))
    _forms.tell(form, output, kept, lambda: [table] if kept else [])
    if not kept and form in ("text", "markdown"):
        click.echo(f"nothing is kept yet; {_ledger.KEEP_FIRST}", err=True)


@command.command("verify", epilog="Exit code: 0 all is well, 1 faults were found, 2 an error.")
@click.option("--seal", default="", metavar="SEAL", help="A seal noted earlier: the chain must still hold it.")
@_forms.form()
@_ledger.ledger
def verify(seal: str, form: str, ledger: str) -> int:
    """Check seals, hashes and references, and that every figure reads back as it was kept.

    The seal that `tallystick ledger info` tells stands for all that is kept by then. Noted elsewhere and given
    here, it also proves that nothing was cut off the end or sealed anew since.
    """
    with _ledger.opened(ledger) as book:
        faults = book.verify(seal=seal.strip().lower())
    from tallystick.ledger import Records

    lines = [f"{fault.place}: {fault.problem}" for fault in faults]
    closing = f"{len(faults)} faults" if faults else "the ledger is whole"
    _forms.tell(form, None, Records(faults), lambda: [*lines, closing])
    return int(bool(faults))


@command.command("upgrade")
@_ledger.ledger
def upgrade(ledger: str) -> None:
    """Bring an older ledger to this program's version; nothing kept is changed."""
    from tallystick.ledger.store import upgrade as bring_up

    before, after = bring_up(ledger)
    click.echo(f"version {after} already" if before == after else f"upgraded from {before} to {after}")


@command.command("backup")
@click.argument("target", metavar="FILE", type=click.Path())
@click.option("--force", is_flag=True, help="Write over FILE, and keep the copy even where it has faults.")
@_ledger.ledger
def backup(target: str, force: bool, ledger: str) -> None:
    """Copy the whole ledger, also while others write, into FILE, and verify the copy.

    FILE is an SQLite ledger whatever the database was. To go back to it, name it with --ledger or copy it to the
    place of the other.
    """
    from tallystick.ledger import Ledger

    with _ledger.opened(ledger) as book:
        book.backup(target, force=force)
    with Ledger(target, create=False, read_only=True) as copy:
        told = copy.info()
    click.echo(f"{told.releases} releases, {told.observations} figures in {target}, seal {told.seal or 'none'}")


@command.command("withdraw")
@click.argument("release", shell_complete=_completing.releases)
@_ledger.reason
@_ledger.who
@_ledger.ledger
def withdraw(release: str, reason: str, who: str, ledger: str) -> None:
    """Take all values of RELEASE out of the series from now on; the release stays to be read.

    `tallystick series … --known-at` a day before still shows its values.
    """
    with _ledger.opened(ledger, write=True) as book:
        click.echo(f"decision {book.withdraw(release, who=who, reason=reason)}")


@command.command("embargo")
@click.argument("release")
@click.option("--until", metavar="MOMENT", help="Day and hour with its zone, like 2026-12-01T10:00+08:00.")
@click.option("--lift", is_flag=True, help="End the embargo now.")
@_ledger.reason
@_ledger.who
@_ledger.ledger
def embargo(release: str, until: str | None, lift: bool, reason: str, who: str, ledger: str) -> None:
    """Hide RELEASE until a moment from all who do not work on the ledger: set, lengthen or lift its embargo.

    Of several decisions the last that stands counts; all stay on record (`tallystick series decisions`).
    """
    from tallystick.ledger.embargoes import moment_of

    if lift == bool(until):
        raise click.UsageError("say --until MOMENT, or --lift")
    with _ledger.opened(ledger, write=True) as book:
        number = book.embargo(release, moment_of(until) if until else None, who=who, reason=reason)
        click.echo(f"decision {number}")


@command.command("reinstate")
@click.argument("release", shell_complete=_completing.releases)
@_ledger.who
@_ledger.ledger
def reinstate(release: str, who: str, ledger: str) -> None:
    """Take the withdrawal of RELEASE back; both stay on record."""
    with _ledger.opened(ledger, write=True) as book:
        click.echo(f"decision {book.reinstate(release, who=who)} undone")
