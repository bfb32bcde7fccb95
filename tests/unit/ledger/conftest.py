"""A ledger of its own for each test, on both databases where one is asked for as `ledger`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from benchmarks._postgresql import Server, running_server
from tallystick.ledger import Ledger


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server of Debian's package; without one the tests fail, they are not skipped."""
    with running_server() as found:
        assert found is not None, "install Debian's package postgresql"
        yield found


@pytest.fixture
def postgresql_url(server: Server) -> Iterator[str]:
    """An empty database."""
    engine = create_engine(server.url.replace("postgresql", "postgresql+psycopg", 1), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS figures WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE figures"))
    yield server.url.replace("/postgres?", "/figures?")
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger can be made."""
    if request.param == "sqlite":
        return str(tmp_path / "figures.db")
    found: str = request.getfixturevalue("postgresql_url")
    return found


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(url) as made:
        yield made
