"""Fetching a page: http and https only, public addresses only, bounded in size, time and redirects.

The host's name is resolved once, every address it has is checked, and the connection goes to a checked
address: a name that resolves differently a moment later (DNS rebinding) gains nothing. Proxies named in
the environment are not used, for a proxy would connect where these checks cannot look.
"""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
import zlib
from dataclasses import dataclass
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from tallystick.model import AddressError

LARGEST_PAGE = 20 * 1024 * 1024  # bytes, after decompression
LONGEST = 20.0  # seconds for everything, redirects included
MOST_REDIRECTS = 5
_PIECE = 64 * 1024
_ACCEPT = "text/html, text/plain, */*;q=0.5"
_INSTEAD = "save the page as a file"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_PUBLIC_IPV6 = ipaddress.ip_network("2000::/3")
_TUNNEL = 0x5EFE  # in the lower half of an IPv6 address: an IPv4 address follows (ISATAP)
_SPECIAL = tuple(
    ipaddress.ip_network(words)
    for words in (
        "192.0.0.0/24",  # protocols' own: discovery of port control and relays
        "192.31.196.0/24", "192.175.48.0/24",  # answers to reverse look-ups of private addresses
        "192.52.193.0/24", "192.88.99.0/24",  # relays: of multicast, of IPv6 through IPv4
        "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",  # the same in IPv6, and examples
    )
)  # fmt: skip
"""Ranges of IANA's registries of special addresses that some Python counts as global, or that wrap other addresses."""


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: its bytes, what the server says they are, and the address it came from."""

    data: bytes
    address: str
    media_type: str | None
    charset: str | None


@dataclass(frozen=True, slots=True)
class _Limits:
    """Bounds of one fetch; only tests allow the loopback address or change the rest."""

    largest: int = LARGEST_PAGE
    seconds: float = LONGEST
    loopback: bool = False


def fetch(address: str, *, _limits: _Limits | None = None) -> Page:
    """The page at an http(s) address; raises AddressError, which says what stands in the way."""
    limits = _limits or _Limits()
    deadline = time.monotonic() + limits.seconds
    for _ in range(MOST_REDIRECTS + 1):
        outcome = _request(address, deadline, limits)
        if isinstance(outcome, Page):
            return outcome
        address = outcome
    raise AddressError(f"{address}: more than {MOST_REDIRECTS} redirects", "use the final address")


def _request(address: str, deadline: float, limits: _Limits) -> Page | str:
    """One request: a page, or the address it redirects to."""
    parts = _checked_parts(address)
    connection = _connect(parts, deadline, limits)
    watchdog = threading.Timer(max(deadline - time.monotonic(), 0), _hang_up, (connection.sock,))
    watchdog.daemon = True
    watchdog.start()
    try:
        target = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._") + (
            f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?[]')}" if parts.query else ""
        )
        connection.request(
            "GET", target, headers={"User-Agent": "tallystick", "Accept": _ACCEPT, "Accept-Encoding": "gzip"}
        )
        response = connection.getresponse()
        if response.status in _REDIRECTS and response.getheader("Location"):
            return urljoin(address, response.getheader("Location") or "")
        if response.status != 200:
            raise AddressError(f"{address} answers {response.status} {response.reason}", "check the address")
        data = _body(response, address, deadline, limits)
        return Page(data, address, _media_type(response), response.headers.get_content_charset())
    except AddressError:
        raise
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        raise _late_or_broken(address, deadline, limits, error) from None
    finally:
        watchdog.cancel()
        connection.close()


def _checked_parts(address: str) -> SplitResult:
    """The parts of an address that may be asked."""
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError as error:
        raise AddressError(f"{address} is no address: {error}", "write it like https://example.org/page") from None
    if parts.scheme not in ("http", "https"):
        raise AddressError(f"{parts.scheme}: addresses are not fetched", "use an http or https address")
    if not parts.hostname or port == 0:
        raise AddressError(f"{address} names no host", "write it like https://example.org/page")
    if parts.username or parts.password:
        raise AddressError(f"{parts.hostname}: a user name or password is not sent", "leave it out of the address")
    return parts


def _connect(parts: SplitResult, deadline: float, limits: _Limits) -> http.client.HTTPConnection:
    """A connection to a checked address of the host; certificates are checked against the host's name."""
    host, secure = parts.hostname or "", parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    connection: http.client.HTTPConnection | None = None
    trouble: OSError | None = None
    for ip in _addresses(host, port, limits):
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            break
        try:
            plain = socket.create_connection((ip, port), timeout=remaining)
            connection = http.client.HTTPConnection(host, port, timeout=remaining)
            connection.sock = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if secure else plain
            return connection
        except OSError as error:
            trouble = error
    raise _late_or_broken(host, deadline, limits, trouble or TimeoutError("timed out"))


def _addresses(host: str, port: int, limits: _Limits) -> list[str]:
    """The addresses of a host; raises AddressError when one of them is not public."""
    try:
        name = host.encode("idna").decode("ascii") if not host.isascii() else host
        found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressError(f"no host {host}: {error}", "check the address and the network") from None
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in found))
    for address in addresses:
        if not is_public(address) and not (limits.loopback and ipaddress.ip_address(address).is_loopback):
            raise AddressError(f"{host} is a private or local address ({address})", _INSTEAD)
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is an ordinary one of the public network: none that is special, or that wraps another.

    >>> is_public("93.184.216.34"), is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("192.88.99.1")
    (True, False, False, False)
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if ip.version == 6 and (ip not in _PUBLIC_IPV6 or int(ip) >> 32 & 0xFDFFFFFF == _TUNNEL):
        return False
    if any(ip in network for network in _SPECIAL if network.version == ip.version):
        return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_link_local or ip.is_unspecified)


def _body(response: http.client.HTTPResponse, address: str, deadline: float, limits: _Limits) -> bytes:
    """The body, unpacked, within the bounds of size and time; a body cut short is an error."""
    encoding = (response.getheader("Content-Encoding") or "identity").lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise AddressError(f"{address} is sent in the encoding {encoding}", _INSTEAD)
    unpack = zlib.decompressobj(wbits=31) if encoding != "identity" else None
    data = bytearray()
    while piece := response.read1(_PIECE):
        try:
            data += unpack.decompress(piece, limits.largest + 1 - len(data)) if unpack else piece
        except zlib.error as error:
            raise AddressError(f"{address} is badly compressed: {error}", _INSTEAD) from None
        if len(data) > limits.largest:
            raise AddressError(f"{address} is larger than {limits.largest >> 20} MB", _INSTEAD)
    if time.monotonic() >= deadline:  # what looks like the end is the watchdog's doing
        raise TimeoutError("timed out")
    if response.length or (unpack and not unpack.eof):
        raise AddressError(f"{address} was cut short", "try again")
    return bytes(data)


def _media_type(response: http.client.HTTPResponse) -> str | None:
    """What the server says the page is; None where it leaves that open."""
    told = response.headers.get_content_type() if response.getheader("Content-Type") else None
    return told if told in ("text/html", "application/xhtml+xml", "text/markdown", "text/plain") else None


def _hang_up(sock: socket.socket | None) -> None:
    """Cut a connection whose time is over, however slowly it still trickles."""
    if sock is not None:
        with contextlib.suppress(OSError):  # already closed
            sock.shutdown(socket.SHUT_RDWR)


def _late_or_broken(address: str, deadline: float, limits: _Limits, error: BaseException) -> AddressError:
    if isinstance(error, TimeoutError) or time.monotonic() >= deadline - 0.01:
        return AddressError(f"{address} did not answer within {limits.seconds:g} seconds", "try again later")
    return AddressError(
        f"cannot fetch {address}: {str(error) or type(error).__name__}", "check the address and the network"
    )
