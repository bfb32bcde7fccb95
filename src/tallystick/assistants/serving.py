"""How the tools are reached: standard input and output of this process, or HTTP on this machine alone."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable

from mcp.server import MCPServer

from tallystick.model import SourceError
from tallystick.web.server import server_of

HOST = "127.0.0.1"
LARGEST = 1024 * 1024
"""Bytes of a call: room for two texts, however JSON writes their letters."""


def over_stdio(server: MCPServer) -> None:
    """Serve the program that started this one, until it closes the input."""
    server.run("stdio")


def over_http(server: MCPServer, port: int, told: Callable[[str], None]) -> None:
    """Serve programs of this machine, until interrupted; `told` is given the address.

    Each call stands for itself and is answered at once, under the desk's deadlines for slow connections; requests for
    another host's name, or from pages of another origin, are refused.
    """
    app = server.streamable_http_app(host=HOST, stateless_http=True, json_response=True, max_request_body_size=LARGEST)
    try:
        listening = socket.create_server((HOST, port))
    except OSError as error:
        why = os.strerror(error.errno) if error.errno else str(error)
        raise SourceError(
            f"cannot listen at port {port}: {why}", "take another, or any free one with --http 0"
        ) from None
    with listening:
        told(f"http://{HOST}:{listening.getsockname()[1]}/mcp")
        server_of(app, host=HOST, port=port).run(sockets=[listening])
