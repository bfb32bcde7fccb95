"""`tallystick serve`: the web desk over a ledger."""

from __future__ import annotations

import ipaddress
import tempfile
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallystick.cli import _ledger

if TYPE_CHECKING:
    from tallystick.ledger import Ledger
    from tallystick.web.desk import Settings

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


@click.command(epilog="Exit code: 0 ended by Ctrl-C, 2 it could not start.")
@_ledger.ledger
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=8420, show_default=True, help="Port; 0 takes a free one."
)
@click.option("--demo", is_flag=True, help="Show the samples that ship with the project; keep nothing.")
@click.option("--open-to-all", is_flag=True, help="Let everybody who reaches the address in, without accounts.")
@click.option("--https", is_flag=True, help="Readers come by https (through a proxy): mark cookies for it.")
@click.option("--proxy", metavar="ADDRESS", help="Trust this proxy's word about who asks (X-Forwarded-For).")
def command(ledger: str, host: str, port: int, demo: bool, open_to_all: bool, https: bool, proxy: str | None) -> None:
    """Open the web desk: releases, figures, series and checks in a browser.

    On this machine alone everybody may look and note. For other machines to reach it, make accounts first;
    from then on everybody signs in.

    \b
    tallystick serve --demo
    tallystick serve --ledger tallystick.db
    tallystick user add ana --role editor && tallystick serve --host 0.0.0.0
    """
    import uvicorn

    from tallystick.ledger import Ledger
    from tallystick.web.app import make_app
    from tallystick.web.desk import Desk

    with ExitStack() as stack:
        url = str(Path(stack.enter_context(tempfile.TemporaryDirectory())) / "demo.db") if demo else ledger
        book = stack.enter_context(Ledger(url))
        if demo:
            from tallystick.web.demo import fill

            fill(book)
        settings = _settings(book, host, demo=demo, open_to_all=open_to_all, https=https)
        config = uvicorn.Config(
            make_app(Desk(book, settings)),
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=proxy is not None,
            forwarded_allow_ips=proxy or "",
            timeout_graceful_shutdown=5,
        )
        server = uvicorn.Server(config)
        listening = config.bind_socket()
        listening.listen()  # from here on a reader waits a moment instead of being refused
        shown = f"[{host}]" if ":" in host else host
        click.echo(f"The desk is open at http://{shown}:{listening.getsockname()[1]}/ (Ctrl-C closes it)")
        server.run(sockets=[listening])


def _settings(book: Ledger, host: str, *, demo: bool, open_to_all: bool, https: bool) -> Settings:
    """How the desk may be open at an address; refuses to be open to a network by accident."""
    from tallystick.web.desk import Settings
    from tallystick.web.people import AccountError, any_people

    loopback = _is_loopback(host)
    accounts = any_people(book.store) and not open_to_all
    if not loopback and not accounts and not open_to_all:
        raise AccountError(
            f"{host} can be reached by others and this ledger has no accounts",
            "make one with: tallystick user add NAME --role editor; or say --open-to-all",
        )
    hosts = LOOPBACK if loopback and not accounts else ()
    return Settings(accounts=accounts, hosts=hosts, secure=https, demo=demo)


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
