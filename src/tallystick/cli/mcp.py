"""`tallystick mcp`: reading, checking and looking up as tools for assistants and programs that speak MCP."""

from __future__ import annotations

from pathlib import Path

import click

from tallystick.cli import _ledger, _options


@click.command(epilog="Exit code: 0 ended by the client or Ctrl-C, 2 it could not start.")
@_ledger.if_there
@click.option(
    "--files",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Let the tools read the files in this folder, and no others; without it none.",
)
@click.option("--addresses", is_flag=True, help="Let the tools fetch pages at public addresses.")
@click.option("--http", "port", type=click.IntRange(0, 65535), metavar="PORT", help="Serve on this machine by HTTP.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=1, max=600),
    default=20,
    show_default=True,
    metavar="S",
    help="Give up an answer that takes longer than so many seconds.",
)
@_options.reader
def command(
    ledger: str | None, files: Path | None, addresses: bool, port: int | None, timeout: float, reader: str
) -> int:
    """Serve the tools read, check, compare, claim, series and search over MCP, on standard input and output.

    An assistant starts this command itself: name it in its settings, with the arguments. With --http it is reached at
    http://127.0.0.1:PORT/mcp by programs of this machine alone. Nothing is kept or changed. Texts are given in the
    call; files and addresses are read only where you allow them.

    \b
    tallystick mcp --ledger tallystick.db
    tallystick mcp --files releases/ --addresses
    tallystick mcp --http 8421
    """
    from tallystick import __version__
    from tallystick.assistants.server import Tools, server_of
    from tallystick.assistants.serving import over_http, over_stdio
    from tallystick.assistants.sources import Shared

    found = _ledger.found(ledger)
    if found:
        with _ledger.opened(found):
            pass  # a ledger that cannot be opened is told now
    server = server_of(Tools(Shared(found, files, addresses), reader, timeout), __version__)
    if port is None:
        over_stdio(server)
    else:
        over_http(server, port, lambda where: click.echo(f"The tools are at {where} (Ctrl-C ends it)", err=True))
    return 0
