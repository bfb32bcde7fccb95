"""`tallystick serve`: the web desk over a ledger."""

from __future__ import annotations

import ipaddress
import os
import socket
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tallystick.cli import _ledger
from tallystick.model import SourceError

if TYPE_CHECKING:
    from tallystick.ledger import Ledger

WARMING = "Output rose by 1% in 2021."
"""What the processes read as the desk opens, so that the reader is loaded before anybody asks."""


@click.command(epilog="Exit code: 0 ended by Ctrl-C, 2 it could not start.")
@_ledger.ledger
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8420, show_default=True, help="Port; 0 takes a free one."
)
@click.option(
    "--groups",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Indicators of the front page, in a file as `tallystick groups` prints it.",
)
@click.option(
    "--lights",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Rules of the scorecard, in a file as `tallystick monitor --new-lights FILE` writes it.",
)
@click.option("--demo", is_flag=True, help="Show the samples that ship with the project; keep nothing.")
@click.option("--open-to-all", is_flag=True, help="Let everybody who reaches the address in, without accounts.")
@click.option("--https", is_flag=True, help="Readers come by https (through a proxy): mark cookies for it.")
@click.option("--proxy", metavar="ADDRESS", help="Trust this proxy's word about who asks (X-Forwarded-For).")
@click.option(
    "--embeds", is_flag=True, help="Give cards to everybody, for other sites to show, though there are accounts."
)
@click.option(
    "--allow-host",
    "names",
    multiple=True,
    metavar="NAME",
    help="A name under which readers reach the desk, besides this machine's own; may be said again.",
)
def command(
    ledger: str, host: str, port: int, groups: Path | None, demo: bool, names: tuple[str, ...], embeds: bool, **how: Any
) -> None:
    """Open the web desk: releases, figures, series and checks in a browser.

    On this machine alone everybody may look and note. For other machines to reach it, make accounts first;
    from the first account on everybody signs in, also where the desk runs already.

    \b
    tallystick serve --demo
    tallystick serve --ledger tallystick.db
    tallystick user add ana --role editor && tallystick serve --host 0.0.0.0
    """
    from tallystick.knowledge.briefing_groups import briefing_groups
    from tallystick.knowledge.lights import light_rules
    from tallystick.ledger import Ledger
    from tallystick.web import checking, pool
    from tallystick.web.app import make_app
    from tallystick.web.desk import WAIT_SECONDS, Desk, Settings
    from tallystick.web.server import server_of

    shown, rules = briefing_groups(groups), light_rules(how["lights"])
    with ExitStack() as stack:
        url = str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "demo.db") if demo else ledger
        book = stack.enter_context(Ledger(url, create=demo, wait=WAIT_SECONDS))
        if demo:
            from tallystick.web.demo import fill

            fill(book)
        _refuse_by_accident(book, host, **{name: how[name] for name in ("open_to_all", "https", "proxy")})
        settings = Settings(
            open_to_all=how["open_to_all"], hosts=_names(host, names), secure=how["https"], demo=demo, embeds=embeds
        )
        desk = Desk(book, settings, shown, rules)
        server = server_of(make_app(desk), host=host, port=port, proxy=how["proxy"])
        listening = stack.enter_context(_listening(host, port))  # from here on a reader waits a moment
        place = f"[{host}]" if ":" in host else host
        click.echo(f"The desk is open at http://{place}:{listening.getsockname()[1]}/ (Ctrl-C closes it)")
        pool.begin(checking.claim, desk.address, WARMING, "", "en")
        server.run(sockets=[listening])


def _listening(host: str, port: int) -> socket.socket:
    """A socket that takes connections at an address."""
    bare = host.strip("[]")
    try:
        return socket.create_server((bare, port), family=socket.AF_INET6 if ":" in bare else socket.AF_INET)
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        advice = "take another with --port, or any free one with --port 0"
        raise SourceError(f"cannot listen at {host}, port {port}: {why}", advice) from None


def _refuse_by_accident(book: Ledger, host: str, *, open_to_all: bool, https: bool, proxy: str | None) -> None:
    """Refuse to be open to others without accounts, unless that was said."""
    from tallystick.web.people import AccountError, any_accounts

    if open_to_all or any_accounts(book.store):
        return
    reached = f"{host} can be reached by others" if not _is_loopback(host) else ""
    if proxy or https:
        reached = f"{'--proxy' if proxy else '--https'} says that others reach this desk"
    if reached:
        raise AccountError(
            f"{reached} and this ledger has no accounts",
            "make one with: tallystick user add NAME --role editor; or say --open-to-all",
        )


def _names(host: str, more: tuple[str, ...]) -> tuple[str, ...]:
    """The names the desk answers to: this machine's own, and those allowed."""
    own = () if _is_loopback(host) else (host, socket.gethostname(), socket.getfqdn())
    return tuple(dict.fromkeys(name.lower().removesuffix(".") for name in ("localhost", *own, *more)))


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
