"""The databases of the tests of durability: those of the unit tests."""

from tests.unit.ledger.conftest import empty, ledger, place, postgresql_url, server, template, url

__all__ = ["empty", "ledger", "place", "postgresql_url", "server", "template", "url"]
