"""The server: what is sent without end or too slowly ends, and costs no memory."""

from __future__ import annotations

import os
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tallystick.ledger import Ledger
from tallystick.web import server
from tests.web.building import served

HEAD = b"GET / HTTP/1.1\r\nHost: localhost\r\n"
MB = 1024 * 1024


@pytest.fixture
def address(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A desk whose patience is short."""
    for name in ("HEAD_SECONDS", "BODY_SECONDS", "REST_SECONDS", "READER_SECONDS"):
        monkeypatch.setattr(server, name, 1.0)
    with served(ledger) as address:
        yield address


def connected(address: str) -> socket.socket:
    parts = urlsplit(address)
    made = socket.create_connection((parts.hostname or "", parts.port or 0), timeout=20)
    made.settimeout(20)
    return made


def memory() -> int:
    """Bytes that this process holds."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def ended(connection: socket.socket, seconds: float = 10) -> bool:
    """Whether the other side ends a connection; what it still says is passed over."""
    connection.settimeout(seconds)
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        return True
    except TimeoutError:
        return False
    return True


def well(address: str) -> bool:
    with urllib.request.urlopen(f"{address}/health", timeout=20) as answer:
        return bool(answer.status == 200)


def sent_until_refused(connection: socket.socket, piece: bytes, most: int) -> int:
    """Send a piece over and over; the bytes taken before the other side had enough."""
    taken = 0
    try:
        while taken < most:
            taken += connection.send(piece)
    except OSError:
        pass
    return taken


@pytest.mark.parametrize("piece", [b"x" * 65536, b"X-More: and more\r\n" * 4000], ids=["one header", "many headers"])
def test_an_endless_head_is_refused_and_costs_nothing(address: str, piece: bytes) -> None:
    assert well(address)
    before = memory()
    with connected(address) as connection:
        connection.sendall(HEAD + b"X-Long: ")
        taken = sent_until_refused(connection, piece, 60 * MB)
        assert ended(connection)
    assert taken < 20 * MB
    assert memory() - before < 30 * MB
    assert well(address)


def test_a_slow_head_has_an_end(address: str) -> None:
    with connected(address) as connection:
        begun = time.monotonic()
        connection.sendall(HEAD)
        for letter in b"X-Slow: abcdefghijklmnopqrstuvwxyz" * 4:
            try:
                connection.sendall(bytes([letter]))
            except OSError:
                break
            time.sleep(0.1)
        assert ended(connection)
        assert time.monotonic() - begun < 8


def test_who_says_nothing_is_let_go(address: str) -> None:
    with connected(address) as connection:
        assert ended(connection)


def test_a_slow_body_has_an_end(address: str) -> None:
    with connected(address) as connection:
        head = b"POST /check HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
        connection.sendall(head + b"Content-Length: 60000\r\n\r\n--b")
        begun = time.monotonic()
        while time.monotonic() - begun < 8:
            try:
                connection.sendall(b"-")
            except OSError:
                break
            time.sleep(0.1)
        assert ended(connection)
        assert time.monotonic() - begun < 8


def test_the_rest_of_a_refused_body_is_not_waited_for(address: str) -> None:
    with connected(address) as connection:
        head = b"POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        connection.sendall(head + b"Content-Length: 30000000\r\n\r\nname=")
        assert b" 413 " in connection.recv(65536)
        assert ended(connection)


def test_a_reader_who_takes_nothing_is_let_go(address: str, samples: Ledger) -> None:
    with connected(address) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        ask = b"GET /assets/vega.js HTTP/1.1\r\nHost: localhost\r\n\r\n"
        connection.sendall(ask)
        time.sleep(2.5)  # its patience ends meanwhile
        taken = 0
        try:
            while piece := connection.recv(65536):
                taken += len(piece)
                if taken > 200_000:
                    break
        except ConnectionError:
            pass
        assert well(address)


def test_many_who_say_nothing_keep_nobody_out(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_CONNECTIONS", 40)
    with served(ledger) as address:
        silent = []
        for _ in range(80):
            silent.append(connected(address))
            silent[-1].sendall(HEAD)
        assert well(address), "the one that waits longest makes room"
        for one in silent:
            one.close()


def test_beyond_a_number_of_connections_at_work_503_is_said(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "MOST_AT_WORK", 3)
    with served(ledger) as address:
        held = [connected(address) for _ in range(3)]
        for one in held:
            one.sendall(HEAD)
        with connected(address) as late:
            late.sendall(HEAD + b"\r\n")
            assert b" 503 " in late.recv(65536)
        for one in held:
            one.close()


def test_ordinary_readers_notice_nothing(address: str) -> None:
    """Many requests on one connection, with pauses shorter than the deadlines."""
    with connected(address) as connection:
        for _ in range(30):
            connection.sendall(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
            told = b""
            while not told.endswith(b'{"status":"well"}'):
                piece = connection.recv(65536)
                assert piece, "the connection ended"
                told += piece
            assert b" 200 " in told
            time.sleep(0.1)
    answers: list[bool] = []
    threads = [threading.Thread(target=lambda: answers.append(well(address))) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert answers == [True] * 20
