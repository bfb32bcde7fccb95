"""Planned figures of kept releases and what came of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tallystick.cli import group
from tallystick.ledger import Ledger, Target
from tests.unit.ledger.build import release, said

NBS = "National Bureau of Statistics of China"
STATE_COUNCIL = "State Council"
GDP = {"subject": "gross domestic product", "area": "CN"}


def keep_plan(ledger: Ledger, year: str, value: str, **more: Any) -> None:
    figure = said(value, year, status="target", **(GDP | more))
    ledger.keep(release(f"plan-{year}", f"{year}-03-05", figure, publisher=STATE_COUNCIL))


def keep_outcome(ledger: Ledger, year: str, value: str, day: str, **more: Any) -> None:
    ledger.keep(release(f"outcome-{year}-{day}", day, said(value, year, **(GDP | more)), publisher=NBS))


def test_a_target_stands_beside_its_first_outcome_with_both_quotes(ledger: Ledger) -> None:
    keep_plan(ledger, "1998", "8")
    keep_outcome(ledger, "1998", "7.8", "1999-02-26")
    [one] = ledger.targets(area="CN")
    assert (one.verdict, one.bound, one.set_by, one.set_on) == ("missed", "at least", STATE_COUNCIL, "1998-03-05")
    assert (one.quote, one.outcome_quote, one.outcome_on) == ("8 %", "7.8 %", "1999-02-26")
    assert ledger.targets(area="US") == ()


def test_without_an_outcome_it_is_not_yet_kept(ledger: Ledger) -> None:
    keep_plan(ledger, "2015", "7", qualifier="~")
    assert [t.verdict for t in ledger.targets(today="2015-06-30")] == ["not yet"]
    assert "ends on 2015-12-31" in ledger.targets(today="2015-06-30")[0].reason
    assert "no outcome for 2015 is kept" in ledger.targets(today="2016-06-30")[0].reason


def test_a_later_value_that_turns_the_verdict_is_told_too(ledger: Ledger) -> None:
    keep_plan(ledger, "2004", "10")
    keep_outcome(ledger, "2004", "9.5", "2005-02-28")
    keep_outcome(ledger, "2004", "10.1", "2006-01-09")
    [one] = ledger.targets()
    assert (one.verdict, one.latest_verdict, one.latest_on) == ("missed", "kept", "2006-01-09")
    keep_plan(ledger, "2005", "8")
    keep_outcome(ledger, "2005", "9.9", "2006-02-28")
    keep_outcome(ledger, "2005", "10.2", "2007-07-11")
    assert ledger.targets()[1].latest_verdict == ""


def test_a_state_at_the_end_of_the_year_is_the_outcome_of_the_year(ledger: Ledger) -> None:
    rate = {"subject": "registered urban unemployment rate", "measure": "level", "half": "0.005"}
    keep_plan(ledger, "2015", "4.5", qualifier="<", **rate)
    keep_outcome(ledger, "2015-12-31", "4.05", "2016-02-29", **rate)
    assert [(t.verdict, t.outcome_quote) for t in ledger.targets()] == [("kept", "4.05 %")]


def test_other_prices_areas_and_measures_are_no_outcome(ledger: Ledger) -> None:
    keep_plan(ledger, "2012", "7.5")
    nominal = said("9.7", "2012", **GDP) | {"lead": "in nominal terms"}
    ledger.keep(release("nominal", "2013-02-22", nominal, publisher=NBS))
    keep_outcome(ledger, "2012", "9.1", "2013-02-23", area="CN-AH")
    assert [t.verdict for t in ledger.targets(area="CN", today="2013-06-30")] == ["not yet"]


def test_a_target_replaced_within_the_year_says_so(ledger: Ledger) -> None:
    keep_plan(ledger, "2012", "8")
    ledger.keep(release("new", "2012-07-01", said("7.5", "2012", status="target", **GDP), publisher=STATE_COUNCIL))
    first, second = ledger.targets()
    assert (first.replaced_on, second.replaced_on) == ("2012-07-01", "")


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "t.db"
    with Ledger(path) as ledger:
        keep_plan(ledger, "2014", "7.5", qualifier="~")
        keep_outcome(ledger, "2014", "7.4", "2015-02-26")
    return path


def test_the_command_prints_lines_and_tables(kept: Path) -> None:
    def run(*words: str) -> str:
        done = CliRunner().invoke(group, ["targets", "--ledger", str(kept), *words])
        assert done.exit_code == 0, done.output
        return done.stdout

    shown = run("--area", "China")
    assert "2014  at least about 7.5% → 7.4%  kept  it rounds to about 7.5%" in shown
    assert "State Council, 2014-03-05" in shown
    [row] = json.loads(run("--format", "json"))
    assert (row["target"], row["outcome"], row["verdict"]) == (7.5, 7.4, "kept")
    assert set(row) == set(Target.__struct_fields__)
    assert run("--format", "csv").splitlines()[0].startswith("indicator,name,measure")
    assert "| GDP, growth | CN | 2014 | at least about 7.5% “7.5 %” |" in run("--format", "markdown")
    assert run("--area", "JP") == ""
