"""Fetching from real servers on this machine, and the addresses that are refused."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tallystick.model import AddressError
from tallystick.releases import from_bytes
from tallystick.releases.fetch import _Limits, fetch, is_public
from tests.unit.reporting.pdfs import release_pdf

WORDS = "出口增长3%。".encode("gb18030")
REDIRECTS = {
    "/to-page": "/page",
    "/to-loop": "/to-loop",
    "/to-file": "file:///etc/passwd",
    "/to-private": "http://10.0.0.1/",
}
PAGES = {
    "/page": (WORDS, "text/html; charset=gbk"),
    "/trade.pdf": (release_pdf(), "application/pdf"),
    "/mislabelled": (release_pdf(), "text/html; charset=utf-8"),
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
        if self.path in PAGES:
            data, media_type = PAGES[self.path]
            self._send(data, Content_Type=media_type)
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
                REDIRECTS[self.path],
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


@pytest.mark.parametrize("path", ["/trade.pdf", "/mislabelled"])
def test_a_document_is_read_whatever_the_server_calls_it(server: str, path: str) -> None:
    page = fetch(server + path, _limits=ALLOWED)
    release = from_bytes(page.data, "trade", page.address, media_type=page.media_type, charset=page.charset)
    assert len(release.pages) == 2
    assert len(release.tables) == 1


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


SPECIAL = """
0.0.0.0 0.1.2.3 10.0.0.1 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.1
192.0.0.8 192.0.0.9 192.0.0.10 192.0.0.170 192.0.2.1 192.31.196.1 192.52.193.1 192.88.99.1 192.88.99.2 192.168.0.1
192.175.48.1 198.18.0.1 198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 233.252.0.1 239.255.255.255 240.0.0.1
255.255.255.255 :: ::1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:0:127.0.0.1 64:ff9b::7f00:1
64:ff9b::808:808 64:ff9b:1::1 100::1 100:0:0:1::1 2001::1 2001:1::1 2001:1::2 2001:2::1 2001:3::1 2001:4:112::1
2001:5::1 2001:10::1 2001:20::1 2001:30::1 2001:db8::1 2002:0a00:0001::1 2002:808:808::1 2620:4f:8000::1 3fff::1
5f00::1 fc00::1 fd00:ec2::254 fe80::1 fe80::1%eth0 fec0::1 ff02::1 ff0e::1 4000::1 2606:4700::5efe:10.0.0.1
2606:4700::200:5efe:10.0.0.1
"""


@pytest.mark.parametrize("address", SPECIAL.split())
def test_no_special_address_counts_as_public(address: str) -> None:
    """Every range of IANA's registries of special addresses, and the ways IPv6 wraps IPv4."""
    assert not is_public(address)


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "192.0.1.1", "198.20.0.1", "2606:4700:4700::1111", "2001:4860::1"]
)
def test_ordinary_addresses_are_public(address: str) -> None:
    assert is_public(address)
