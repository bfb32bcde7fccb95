"""The API keeps what its document says: schemathesis sends what fits and what does not."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tallystick.web.api.document import document
from tests.web.building import add_people, sample_ledger, served

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CALLS = [(path, verb) for path, verbs in document()["paths"].items() for verb in verbs]
SHORT = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sample_ledger(Path(tmp_path_factory.mktemp("contract")) / "open.db") as ledger, served(ledger) as found:
        yield found


@pytest.fixture(scope="module")
def shut_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with sample_ledger(Path(tmp_path_factory.mktemp("contract")) / "shut.db") as ledger:
        add_people(ledger)
        with served(ledger) as found:
            yield found


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
@pytest.mark.parametrize(("path", "verb"), CALLS)
def test_the_api_keeps_its_word(address: str, path: str, verb: str, mode: GenerationMode) -> None:
    validate(address, path, verb, mode)


@pytest.mark.parametrize(("path", "verb"), CALLS)
def test_strangers_get_a_documented_answer(shut_address: str, path: str, verb: str) -> None:
    validate(shut_address, path, verb, GenerationMode.POSITIVE, settings(SHORT, max_examples=10))


@cache
def schema() -> Any:
    """The document as schemathesis reads it."""
    return schemathesis.openapi.from_dict(document())


def validate(address: str, path: str, verb: str, mode: GenerationMode, how_many: settings = SHORT) -> None:
    """Send many cases of one call and hold each answer against the document."""
    operation = schema()[path][verb]

    @how_many
    @given(case=operation.as_strategy(generation_mode=mode))
    def run(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(base_url=address, checks=CHECKS, timeout=120)  # the first check starts a process

    run()
