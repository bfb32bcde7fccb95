"""The headers that protect the readers of every answer."""

from __future__ import annotations

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tallystick.web.guard import HEADERS


def with_headers(app: ASGIApp) -> ASGIApp:
    """The same application, whose every answer carries the headers that protect its readers."""
    added = [(name.lower().encode(), value.encode()) for name, value in HEADERS.items()]

    async def wrapped(scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                told = {name for name, _ in message["headers"]}
                own = [(b"cache-control", b"private, no-cache")] if b"cache-control" not in told else []
                missing = [header for header in added if header[0] not in told | _replaced(scope, told)]
                message["headers"] = [*message["headers"], *missing, *own]
            await send(message)

        await app(scope, receive, sending if scope["type"] == "http" else send)

    return wrapped


def _replaced(scope: Scope, told: set[bytes]) -> set[bytes]:
    """A card's own policy says who may frame it, where older browsers would read `x-frame-options`."""
    framed = b"content-security-policy" in told and scope.get("path", "").startswith("/embed/")
    return {b"x-frame-options"} if framed else set()
