"""Ledgers for the tests of the desk: the samples, and releases made for one purpose."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

from tallystick.knowledge.briefing_groups import Groups, briefing_groups
from tallystick.ledger import Ledger
from tallystick.ledger.intake import take_in
from tallystick.web import drafts, people
from tallystick.web.app import make_app
from tallystick.web.demo import fill
from tallystick.web.desk import Desk, Settings
from tallystick.web.limits import Limits
from tallystick.web.server import server_of

PASSWORD = "correct horse battery"
SLIP = (
    "Looms in 2021\n\nIn 2021, the output of looms increased by 9.6% over the previous year, 6.8 percentage points "
    "faster than in 2020, with an average two-year growth rate of 7.1%.\n"
)


@cache
def _samples() -> bytes:
    """The file of a ledger with the samples: made once a process, for filling one takes longer than most tests."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "samples.db"
        with Ledger(path) as ledger:
            fill(ledger)
        return path.read_bytes()


def sample_ledger(path: Path) -> Ledger:
    """A new ledger with the samples that ship with the project."""
    path.write_bytes(_samples())
    return Ledger(path)


def keep_text(ledger: Ledger, text: str, released: str = "2022-03-01") -> str:
    """Keep a text as a release; its id."""
    return take_in(ledger, drafts.pasted(text, date.fromisoformat(released))).release_id


def add_people(ledger: Ledger) -> None:
    """One of each role, all with the same password."""
    for role in people.ROLES:
        people.add_person(ledger.store, role, role, PASSWORD)


def client_of(ledger: Ledger, groups: Groups | None = None, **settings: Any) -> TestClient:
    """A client of a desk over a ledger, without the worker."""
    shown = groups or briefing_groups()
    app = make_app(Desk(ledger, Settings(**settings), shown, limits=Limits(longest_delay=0.01)))
    return TestClient(app, base_url="http://localhost", raise_server_exceptions=False)


def csrf_of(client: TestClient, path: str = "/check") -> str:
    """What a form of this client's desk carries."""
    page = client.get(path).text
    return page.partition('name="csrf" value="')[2].partition('"')[0]


def sign_in(client: TestClient, name: str) -> None:
    """Open a session as somebody."""
    told = {"csrf": csrf_of(client, "/sign-in"), "name": name, "password": PASSWORD, "next": "/"}
    assert client.post("/sign-in", data=told, follow_redirects=False).status_code == 303


@contextmanager
def served(ledger: Ledger) -> Iterator[str]:
    """The address of a desk that a real server serves on this machine."""
    listening = socket.create_server(("127.0.0.1", 0))
    server = server_of(make_app(Desk(ledger, Settings(hosts=("localhost",)))))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    for _ in range(1000):
        if server.started:
            break
        time.sleep(0.02)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=15)
