"""`tallystick user`: who may sign in to the web desk."""

from __future__ import annotations

import sys

import click

from tallystick.cli import _forms, _ledger

_role = click.Choice(["reader", "editor"])


@click.group()
def command() -> None:
    """Make and change the accounts of the web desk.

    Readers look; editors also keep releases and note decisions. Passwords are asked for, or read from
    standard input where that is no terminal.
    """


@command.command()
@click.argument("name")
@click.option("--role", type=_role, default="reader", show_default=True, help="What the person may do.")
@click.option("--email", default="", help="Where to reach the person.")
@_ledger.ledger
def add(name: str, role: str, email: str, ledger: str) -> None:
    """Make an account."""
    from tallystick.web import people

    password = _password()
    with _ledger.opened(ledger, write=True) as book:
        made = people.add_person(book.store, name, role, password, email)
    click.echo(f"{made.name} may sign in as {made.role}")


@command.command("list")
@_forms.form()
@_ledger.ledger
def list_(form: str, ledger: str) -> None:
    """Show all accounts."""
    from tallystick.ledger.recordset import Records
    from tallystick.reporting.grid import Column, Grid
    from tallystick.web import people

    with _ledger.opened(ledger) as book:
        found = Records(people.people(book.store))
    table = Grid(*map(Column, ("name", "role", "account", "since")), Column("email", 1))
    for one in found:
        table.add(one.name, one.role, "closed" if one.disabled_at else "open", one.created_at[:10], one.email)
    _forms.tell(form, None, found, lambda: [table])


@command.command()
@click.argument("name")
@_ledger.ledger
def password(name: str, ledger: str) -> None:
    """Give a new password; the person's sessions and tokens end."""
    from tallystick.web import people

    told = _password()
    with _ledger.opened(ledger, write=True) as book:
        people.set_password(book.store, name, told)
    click.echo(f"{name} has a new password; sessions and tokens have ended")


@command.command()
@click.argument("name")
@click.argument("new_role", metavar="ROLE", type=_role)
@_ledger.ledger
def role(name: str, new_role: str, ledger: str) -> None:
    """Give another role: reader or editor."""
    from tallystick.web import people

    with _ledger.opened(ledger, write=True) as book:
        people.set_role(book.store, name, new_role)
    click.echo(f"{name} is {new_role} now")


@command.command()
@click.argument("name")
@click.option("--undo", is_flag=True, help="Open it again.")
@_ledger.ledger
def close(name: str, undo: bool, ledger: str) -> None:
    """Close an account: sessions and tokens end, its past stays."""
    from tallystick.web import people

    with _ledger.opened(ledger, write=True) as book:
        people.set_disabled(book.store, name, disabled=not undo)
    click.echo(f"{name} is {'open' if undo else 'closed'}")


def _password() -> str:
    """The password, asked twice; from standard input where that is no terminal."""
    if not sys.stdin.isatty():
        return sys.stdin.readline().rstrip("\n")
    told: str = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    return told
