"""The databases of the tests of durability: those of the unit tests."""

from tests.unit.ledger.conftest import empty, ledger, postgresql_url, server, template, url

__all__ = ["empty", "ledger", "postgresql_url", "server", "template", "url"]
