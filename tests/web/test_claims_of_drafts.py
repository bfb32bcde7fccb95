"""A draft on the desk shows of each claim what `check --ledger` shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tallystick.cli import _ledger
from tallystick.ledger import Ledger
from tallystick.reading import read
from tallystick.reconciling import check
from tallystick.releases import from_text
from tallystick.web.drafts import Draft, Sent, examine

WORDS = "In 2021, China's industrial capacity utilization rate reached {} percent, the highest in three years."


def text_of(year: int, sentence: str) -> str:
    return f"Industry in {year}\nNational Bureau of Statistics of China\n20 January {year + 1}\n\n{sentence}\n"


@pytest.mark.parametrize(("value", "verdict"), [("77.5", "holds"), ("75.1", "contradicts")])
def test_a_claim_that_the_ledger_settles_is_told_once(tmp_path: Path, value: str, verdict: str) -> None:
    book = tmp_path / "t.db"
    with Ledger(book) as ledger:
        for year, kept in ((2019, "76.6"), (2020, "74.5")):
            sentence = f"China's industrial capacity utilization rate was {kept} percent in {year}."
            ledger.keep(read(from_text(text_of(year, sentence), f"capacity-{year}")))
        draft = text_of(2021, WORDS.format(value))
        shown = examine(ledger, Draft(original=Sent("text", "draft", draft.encode()))).findings
    [report] = _ledger.checked_against(str(book), [check(read(from_text(draft, "draft")))])
    told = [finding.verdict for finding in shown if finding.claim]
    assert told == [finding.verdict for finding in report.findings if finding.claim] == [verdict]
