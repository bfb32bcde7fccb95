"""A ledger of its own for each test, on both databases where one is asked for as `ledger`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, text

from benchmarks._postgresql import Server, running_server
from tallystick.ledger import Ledger


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of Debian's package; without one the tests fail, they are not skipped.

    What it keeps outlives its processes, not the machine's power: databases are made and dropped three times as fast.
    """
    with running_server(forced_to_disk=False) as found:
        assert found is not None, "install Debian's package postgresql"
        yield found


@contextmanager
def administration(server: Server) -> Iterator[Connection]:
    """A connection that may make and drop databases."""
    engine = create_engine(server.url.replace("postgresql", "postgresql+psycopg", 1), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def fresh_database(server: Server, template: str = "template1") -> None:
    """The database `figures`, as its template is."""
    with administration(server) as connection:
        connection.execute(text("DROP DATABASE IF EXISTS figures WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE figures TEMPLATE {template}"))


@pytest.fixture
def postgresql_url(server: Server) -> str:
    """An empty database."""
    fresh_database(server)
    return server.url.replace("/postgres?", "/figures?")


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger of the test's own can be; what is there is for who asks for it to say."""
    if request.param == "sqlite":
        return str(tmp_path / "figures.db")
    server: Server = request.getfixturevalue("server")
    return server.url.replace("/postgres?", "/figures?")


@pytest.fixture
def url(place: str, request: pytest.FixtureRequest) -> str:
    """Where a new ledger can be made."""
    if place.startswith("postgresql"):
        request.getfixturevalue("postgresql_url")
    return place


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty ledger to copy: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    Ledger(path).close()
    return path


@pytest.fixture(scope="session")
def template(server: Server) -> str:
    """The name of an empty ledger on the server, to make others from."""
    with administration(server) as connection:
        connection.execute(text("CREATE DATABASE empty"))
    Ledger(server.url.replace("/postgres?", "/empty?")).close()
    return "empty"


@pytest.fixture
def ledger(place: str, request: pytest.FixtureRequest) -> Iterator[Ledger]:
    """An empty ledger."""
    if place.startswith("postgresql"):
        fresh_database(request.getfixturevalue("server"), request.getfixturevalue("template"))
    else:
        shutil.copyfile(request.getfixturevalue("empty"), place)
    with Ledger(place) as made:
        yield made
