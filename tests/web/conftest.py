"""Ledgers and clients that the tests of the desk share."""

from __future__ import annotations

import shutil
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tallystick.ledger import Ledger
from tests.web.building import add_people, client_of, keep_text, sample_ledger


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """The samples; tests only look."""
    with sample_ledger(tmp_path_factory.mktemp("samples") / "samples.db") as ledger:
        yield ledger


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small ledger to copy."""
    path = tmp_path_factory.mktemp("small") / "small.db"
    with Ledger(path) as made:
        keep_text(made, "Trade in June\n\nIn June 2022, exports of goods rose by 3.1% over the same month of 2021.\n")
    return path


@pytest.fixture
def ledger(tmp_path: Path, small: Path) -> Iterator[Ledger]:
    """A small ledger of the test's own."""
    with Ledger(shutil.copy(small, tmp_path / "own.db")) as made:
        yield made


@pytest.fixture(scope="session")
def shut(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger with accounts; tests only look, for passwords are slow to make."""
    with Ledger(tmp_path_factory.mktemp("shut") / "shut.db") as made:
        keep_text(made, "Trade in June\n\nIn June 2022, exports of goods rose by 3.1% over the same month of 2021.\n")
        add_people(made)
        yield made


@pytest.fixture
def taken() -> Iterator[str]:
    """A port in use: a desk that should have been refused before it listens is refused then, and serves nobody."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield str(listening.getsockname()[1])


@pytest.fixture
def stranger(shut: Ledger) -> TestClient:
    """Somebody who has not signed in."""
    return client_of(shut)


@pytest.fixture
def client(samples: Ledger) -> TestClient:
    """A desk open to this machine."""
    return client_of(samples)


@pytest.fixture
def guarded(ledger: Ledger) -> TestClient:
    """A desk where everybody signs in; nobody has yet."""
    add_people(ledger)
    return client_of(ledger)
