"""The server around the desk: connections that end when they should, however slowly somebody speaks or listens.

uvicorn with h11, whose bound on what may stand before an answer (64 KB of head) holds; what uvicorn leaves open
is closed here: a head, a body or a reader that takes for ever.
"""

from __future__ import annotations

import asyncio
import time
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

MOST_CONNECTIONS = 500
"""Connections held at once; when there are as many, the one that waits longest with half a head makes room."""

MOST_AT_WORK = 250
"""Connections beyond which requests are answered 503."""

HEAD_SECONDS = 10.0
READER_SECONDS = 60.0
REST_SECONDS = 5.0
"""Seconds for a whole head; for a reader who takes nothing; for the rest of a body nobody wants any more."""

BODY_SECONDS = 20.0
SLOWEST = 32 * 1024
"""Seconds for a body, and bytes a second that a longer one must bring on average."""


class Connection(H11Protocol):
    """A connection with deadlines."""

    _phase: object = None
    _since = 0.0
    _deadline: asyncio.TimerHandle | None = None
    _stalled: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a head."""
        super().connection_made(transport)
        if len(self.connections) > MOST_CONNECTIONS:
            self._make_room()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nothing is waited for any more."""
        for timer in (self._deadline, self._stalled):
            if timer:
                timer.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Something came; the deadline follows what is to come next."""
        super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        """The answer is given; the next head, or the rest of a body, has its deadline."""
        super().on_response_complete()
        self._watch()

    def pause_writing(self) -> None:
        """The reader takes nothing for now."""
        self.flow.pause_writing()
        self._stalled = self.loop.call_later(READER_SECONDS, self.transport.abort)

    def resume_writing(self) -> None:
        """The reader takes on."""
        if self._stalled:
            self._stalled.cancel()
        self.flow.resume_writing()

    def _watch(self) -> None:
        """Set the deadline of what the other side has to send next; none while it waits for us."""
        theirs, answered = self.conn.their_state, self.conn.our_state in (h11.DONE, h11.MUST_CLOSE)
        phase = (theirs, answered) if theirs in (h11.IDLE, h11.SEND_BODY) else None
        if phase == self._phase:
            return
        self._phase, self._since = phase, time.monotonic()
        if self._deadline:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(self._seconds(theirs, answered), self.transport.abort) if phase else None

    def _seconds(self, theirs: object, answered: bool) -> float:
        if theirs is h11.IDLE:
            return HEAD_SECONDS
        if answered:
            return REST_SECONDS
        told = dict(self.headers).get(b"content-length", b"0")
        return BODY_SECONDS + (int(told) / SLOWEST if told.isdigit() and len(told) < 12 else 0)

    def _make_room(self) -> None:
        """End the connection that has kept us waiting for its head longest, be it this one."""
        waiting = [one for one in self.connections if isinstance(one, Connection) and one.waits_for_head]
        min(waiting, key=lambda one: one._since, default=self).transport.abort()

    @property
    def waits_for_head(self) -> bool:
        """Whether the other side has yet to send a whole head."""
        return self._phase == (h11.IDLE, False)


def server_of(app: ASGIApp, *, host: str = "127.0.0.1", port: int = 0, proxy: str | None = None) -> uvicorn.Server:
    """A server for the desk; `proxy` is the address whose word about who asks is believed."""
    options: dict[str, Any] = {"proxy_headers": proxy is not None, "forwarded_allow_ips": proxy or ""}
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=Connection,
        ws="none",
        log_level="error",
        access_log=False,
        server_header=False,
        backlog=256,
        limit_concurrency=MOST_AT_WORK,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=5,
        **options,
    )
    return uvicorn.Server(config)
