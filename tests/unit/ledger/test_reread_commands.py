"""`tallystick ledger reread` and `show`: what they print, in each form, and what they say of what cannot be read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tallystick.ledger import Ledger
from tests.unit.ledger.misread import NEWS, keep, misread, today, wrong_year
from tests.unit.ledger.test_commands import Run


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """In a folder whose ledger holds a misread release, one that reads as before, and a file of series."""
    monkeypatch.chdir(tmp_path)
    now = today()
    with Ledger("tallystick.db") as ledger:
        keep(ledger, misread(now, lambda figures: wrong_year(figures)[:2]))
        keep(ledger, today(NEWS.replace("2021", "2020"), "before", "2021-02-28"))
        ledger.unlink(now.observations[1].id, who="an editor", reason="of another survey")
    Path("series.csv").write_text("series,period,value,unit,measure\nindustry.value_added,2019,5.7,%,growth\n")
    made = Run()
    made("import", "series.csv", "--released", "2020-01-17")
    return made


def test_all_releases_are_read_anew_and_what_changed_is_told(run: Run) -> None:
    name = today().release.id
    would = run("ledger", "reread", "--dry-run", "--reader", "fast")
    assert f"would be read anew: {name} (fast), 3 figures: 1 changed, 1 new" in would
    assert "1 as before, 1 would be read anew" in would.splitlines()[-1]
    done = run("ledger", "reread", "--reader", "fast", "--who", "an editor")
    assert "  changed " in done
    assert "“9.6%”: period 2020 -> 2021; base 2019 -> 2020" in done
    assert "  new " in done
    assert "output of industrial robots, growth, 2021" in done
    assert "  carried over: decision 1 (unlink), now decision 2" in done
    assert done.splitlines()[-1] == "1 as before, 1 read anew; figures: 1 changed, 1 new, 0 gone"
    again = run("ledger", "reread", "--reader", "fast")
    assert again.splitlines() == ["2 as before; figures: 0 changed, 0 new, 0 gone"]
    assert "the ledger is whole" in run("ledger", "verify")


def test_changes_are_told_as_json_and_csv(run: Run) -> None:
    name = today().release.id
    [told] = json.loads(run("ledger", "reread", name, "--reader", "fast", "--dry-run", "--format", "json"))
    assert (told["release_id"], told["reader"], told["figures"]) == (name, "fast", 3)
    assert [change["kind"] for change in told["changes"]] == ["changed", "new"]
    assert told["changes"][0]["fields"]["period"] == ["2020", "2021"]
    assert [(d["number"], d["carried"]) for d in told["decisions"]] == [(1, True)]
    rows = run.rows("ledger", "reread", name, "--reader", "fast", "--quiet")
    assert {"release": name, "change": "changed", "field": "period", "before": "2020", "after": "2021"}.items() <= (
        next(row for row in rows if row["field"] == "period" and row["change"] == "changed").items()
    )


def test_each_reading_can_be_shown(run: Run) -> None:
    name = today().release.id
    run("ledger", "reread", name, "--reader", "fast", "-q", "--who", "an editor")
    last, first = run("ledger", "show", name), run("ledger", "show", name, "--reading", "1")
    assert "3 figures read" in last
    assert "2 figures read" in first
    history = [line for line in last.splitlines() if line.startswith("reading ")]
    assert len(history) == 2
    assert "2 figures" in history[0]
    assert "by an editor, fast, tallystick " in history[1]
    assert "3 figures read" in run("ledger", "show", name, "--known-at", "9999-12-31")
    figures = json.loads(run("ledger", "show", name, "--reading", "1", "--format", "json"))
    assert [figure["period"] for figure in figures] == ["2020", "2021"]
    assert run.rows("ledger", "show", name)[0]["period"] == "2021"


def test_what_cannot_be_read_or_shown_is_named(run: Run) -> None:
    name = today().release.id
    with Ledger("tallystick.db") as ledger:
        [table] = [r.release_id for r in ledger.releases() if r.kind == "series file"]
    said = run("ledger", "reread", "nothing", name, table, "--reader", "fast", status=2)
    assert "1 read anew" in said
    assert "there is no reading 9" in run("ledger", "show", name, "--reading", "9", status=2)
    assert "not kept" in run("ledger", "show", "nothing", status=2)
    assert "not both" not in run("ledger", "show", name)
    run("ledger", "show", name, "--reading", "1", "--known-at", "2024-01-31", status=2)
    assert "not a date" in run("ledger", "show", name, "--known-at", "yesterday", status=2)
