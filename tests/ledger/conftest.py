"""The databases of the tests of durability: those of the unit tests."""

from tests.unit.ledger.conftest import ledger, postgresql_url, server, url

__all__ = ["ledger", "postgresql_url", "server", "url"]
