"""The API keeps what its document says: schemathesis sends what fits and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tallystick.web.app import make_app
from tallystick.web.desk import Desk
from tests.web.building import sample_ledger

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Iterator[schemathesis.BaseSchema]:
    with sample_ledger(Path(tmp_path_factory.mktemp("contract")) / "contract.db") as ledger:
        yield schemathesis.openapi.from_asgi("/api/v1/openapi.json", make_app(Desk(ledger)))


schema = schemathesis.pytest.from_fixture("described")


@schema.parametrize()
@settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
def test_the_api_keeps_its_word(case: schemathesis.Case) -> None:
    case.call_and_validate(checks=CHECKS)
