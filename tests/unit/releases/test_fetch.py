"""Fetching from real servers on this machine, and the addresses that are refused."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tallystick.model import AddressError
from tallystick.releases.fetch import _Limits, fetch, is_public

WORDS = "出口增长3%。".encode("gb18030")
REDIRECTS = {
    "/to-page": "/page",
    "/to-loop": "/to-loop",
    "/to-file": "file:///etc/passwd",
    "/to-private": "http://10.0.0.1/",
}
ALLOWED = _Limits(loopback=True, largest=50_000, seconds=1.5)


class _Pages(BaseHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def _send(self, data: bytes, length: int | None = None, **headers: str) -> None:
        self.send_response(200)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(data) if length is None else length))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        if self.path == "/page":
            self._send(WORDS, Content_Type="text/html; charset=gbk")
        elif self.path == "/packed":
            self._send(gzip.compress(WORDS), Content_Encoding="gzip", Content_Type="text/plain")
        elif self.path == "/bomb":
            self._send(gzip.compress(bytes(5_000_000)), Content_Encoding="gzip")
        elif self.path == "/large":
            self._send(bytes(60_000))
        elif self.path == "/short":
            self._send(b"half", length=100)
        elif self.path == "/packed-short":
            self._send(gzip.compress(WORDS * 99)[:-9], Content_Encoding="gzip")
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            for _ in range(60):
                self.wfile.write(b".")
                time.sleep(0.1)
        elif self.path.startswith("/to"):
            self.send_response(302)
            self.send_header(
                "Location",
                {
                    "/to-page": "/page",
                    "/to-loop": "/to-loop",
                    "/to-file": "file:///etc/passwd",
                    "/to-private": "http://10.0.0.1/",
                }[self.path],
            )
            self.end_headers()
        else:
            self.send_error(404)


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    pages = ThreadingHTTPServer(("127.0.0.1", 0), _Pages)
    pages.daemon_threads = True
    pages.handle_error = lambda *_: None  # type: ignore[method-assign]  # clients that hang up are expected
    threading.Thread(target=pages.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{pages.server_port}"
    pages.shutdown()
    pages.server_close()


def test_page(server: str) -> None:
    page = fetch(f"{server}/to-page", _limits=ALLOWED)
    assert (page.data, page.media_type, page.charset, page.address) == (WORDS, "text/html", "gbk", f"{server}/page")
    assert fetch(f"{server}/packed", _limits=ALLOWED).data == WORDS


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/large", "larger"),
        ("/bomb", "larger"),
        ("/short", "cut short|cannot fetch"),
        ("/packed-short", "cut short"),
        ("/to-loop", "redirects"),
        ("/to-file", "not fetched"),
        ("/to-private", "private or local"),
        ("/none", "404"),
    ],
)
def test_trouble(server: str, path: str, words: str) -> None:
    with pytest.raises(AddressError, match=words):
        fetch(server + path, _limits=ALLOWED)


def test_trickle_is_cut(server: str) -> None:
    start = time.monotonic()
    with pytest.raises(AddressError, match="did not answer within"):
        fetch(f"{server}/slow", _limits=ALLOWED)
    assert time.monotonic() - start < 3


def test_environment_proxies_are_not_used(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert fetch(f"{server}/page", _limits=ALLOWED).data == WORDS


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://10.1.2.3/",
        "http://192.168.0.1/",
        "http://169.254.169.254/latest",
        "http://[fe80::1]/",
        "http://224.0.0.1/",
        "http://0.0.0.0/",
        "http://100.64.0.1/",
        "file:///etc/passwd",
        "ftp://example.org/",
        "http://user:word@example.org/",
        "http:///x",
        "http://[bad/",
    ],
)
def test_refused(address: str) -> None:
    with pytest.raises(AddressError):
        fetch(address)


def test_wrapped_private_addresses_are_seen() -> None:
    for address in ("::ffff:192.168.1.1", "2002:0a00:0001::", "64:ff9b::7f00:1", "ff02::1", "::"):
        assert not is_public(address)
    assert is_public("2606:4700:4700::1111")
