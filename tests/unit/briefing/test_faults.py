"""One fault of each kind in a briefing edited by hand is stopped and told; one harmless edit of each kind passes."""

from collections.abc import Iterator

import pytest

from benchmarks._edits import faults, harmless
from benchmarks.faults import LEDGERS, Case, case, chosen, ledger_of, tried

KEPT = LEDGERS["United Kingdom, a quarter"]
PASSING = 3
"""Harmless edits that may be held back, and faults that may be told otherwise; none may pass."""


@pytest.fixture(scope="module")
def briefing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Case]:
    with ledger_of(KEPT, tmp_path_factory.mktemp("faults")) as ledger:
        yield case("a quarter", ledger, KEPT.area, KEPT.period, KEPT.released, ("fast",))


@pytest.mark.parametrize("language", ["en", "zh"])
def test_faults_are_stopped_and_told_and_harmless_edits_pass(briefing: Case, language: str) -> None:
    draft = briefing.drafts.drafts[language]
    bad = {edit: tried(briefing, draft, edit, "fast") for edit in chosen(faults(draft, briefing.ledger), 1)}
    assert len(bad) > 15
    assert not [edit for edit, reasons in bad.items() if not reasons]
    untold = [edit for edit, reasons in bad.items() if not any({*fields} & {*edit.fields} for _, fields in reasons)]
    assert len(untold) <= PASSING, untold
    good = {edit: tried(briefing, draft, edit, "fast") for edit in chosen(harmless(draft), 1)}
    held = {edit: reasons for edit, reasons in good.items() if reasons}
    assert len(held) <= PASSING, held
