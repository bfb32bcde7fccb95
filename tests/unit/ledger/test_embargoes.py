"""A release under embargo is not kept for those who look through the veil, until its hour; then it is as any other."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from tallystick.ledger import Ledger, embargoes
from tallystick.ledger.embargoes import Embargo, EmbargoError, moment_of
from tallystick.ledger.settled_schema import figure
from tallystick.model import LedgerError
from tests.commands import run
from tests.unit.ledger.build import ROBOTS, release, said

ROBOT_GROWTH = "output.industrial_robots.growth"
KETTLES = "share of blue kettles in all kettles"
WHO = {"who": "an editor", "reason": "the hour was put off"}
HIDDEN = (
    said("67.9", "2021", subject=ROBOTS),
    said("12.25", "2021", subject=KETTLES, measure="share"),
    said("87.3", "2021", subject="output of sewing machines"),
)
SECRET = ("67.9", "12.25", "87.3", "67-9")
"""What the release under embargo alone says."""


def in_an_hour() -> datetime:
    return datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def names(ledger: Ledger) -> list[str]:
    """A first print, what is under embargo and revises it, and a release of the day after that says otherwise."""
    ledger.keep(release("first", "2022-01-20", said("44.9", "2021", subject=ROBOTS)))
    ledger.keep(release("hidden67-9", "2022-02-20", *HIDDEN), embargo=Embargo(in_an_hour(), "ana"))
    with_it = release("after", "2022-02-21", said("44.9", "2021", subject=ROBOTS))
    ledger.keep(with_it, ledger_findings=ledger.check_against(with_it))
    return [kept.release_id for kept in ledger.releases()]


def everything(ledger: Ledger) -> str:
    """All that the tables and views tell, and all that the ledger answers, in one text."""
    with ledger.store.reading() as connection:
        tables = ("archive", "release", "series", "sentence", "observation", "unread", "finding", "layout")
        views = ("finding_observation", "decision", "settled", "reading", figure.name, "series_statement", "statement")
        rows = [
            connection.execute(text(f"SELECT * FROM {name}")).all()
            for name in (*tables, *views, "vintages", "series_latest", "revisions")
        ]
    told: list[Any] = [
        rows,
        ledger.releases(),
        ledger.observations(),
        ledger.findings(),
        ledger.series_list(),
        ledger.revisions(doubtful=True),
        ledger.decisions(),
        ledger.find("robots"),
        ledger.find("kettles"),
        ledger.named("sewing machines"),
        ledger.bundle(vintages=True, observations=True).rows,
        ledger.bundle(vintages=True).rows,
        ledger.series(ROBOT_GROWTH, known_at="2999-01-01"),
        ledger.vintages(ROBOT_GROWTH),
    ]
    return repr(told)


def test_nothing_of_it_is_seen_before_its_hour_and_all_after(
    ledger: Ledger, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    through = ledger.for_readers()
    before, every = everything(through), everything(ledger)
    assert not [word for word in SECRET if word in before]
    assert not [word for word in SECRET if word not in every]
    assert [kept.release_id for kept in through.releases()] == [names[0], names[2]]
    assert [str(point.value) for point in through.series(ROBOT_GROWTH)] == ["44.9"]
    assert [str(point.value) for point in through.vintages(ROBOT_GROWTH)] == ["44.9"]
    assert len(ledger.vintages(ROBOT_GROWTH)) == 3
    for refused in (through.release, through.original, through.reading):
        with pytest.raises(LedgerError, match="is not kept"):
            refused(names[1])
    with pytest.raises(LedgerError, match="no series"):
        through.series("output.sewing_machines.growth")
    with Ledger(through.store.address, create=False, read_only=True) as elsewhere:
        assert everything(elsewhere) == before, "another process sees as much by the address"
    until = ledger.embargoed()[0].until
    assert ledger.releases()[1].embargoed_until == until
    monkeypatch.setattr(embargoes, "_now", lambda: datetime.fromisoformat(until))
    assert everything(through) == everything(ledger), "the hour itself is after"
    assert not ledger.releases()[1].embargoed_until
    monkeypatch.undo()
    assert everything(through) == before
    assert not ledger.verify()


def test_what_is_kept_beside_it_learns_nothing_of_it(ledger: Ledger, names: list[str]) -> None:
    """What is found or changed in another release would tell it to all who read that one."""
    again = release("hidden67-9", "2022-02-20", *HIDDEN[1:], said("68.4", "2021", subject=ROBOTS))
    kept = ledger.keep(again)
    assert (kept.edition, [change.before for change in kept.differences if change.before]) == (2, ["67.9 %"])
    through = ledger.for_readers()
    assert [one.release_id for one in through.releases()][-2:] == [again.release.id, names[2]]
    told = everything(through)
    assert "68.4" in told
    assert "67.9" not in told


def test_it_is_lengthened_lifted_and_taken_back_by_decisions(ledger: Ledger, names: list[str]) -> None:
    through, hidden = ledger.for_readers(), names[1]
    later = in_an_hour() + timedelta(days=1)
    number = ledger.embargo(hidden, later, **WHO)
    assert [one.until for one in ledger.embargoed()] == [embargoes.stored(later)]
    ledger.undo(number, who="another")
    assert ledger.embargoed()[0].until < embargoes.stored(later)
    ledger.embargo(hidden, None, **WHO)
    assert not ledger.embargoed()
    assert hidden in [kept.release_id for kept in through.releases()]
    with pytest.raises(LedgerError, match="under no embargo"):
        ledger.embargo(hidden, None, **WHO)
    ledger.embargo(names[0], later, **WHO)
    assert [kept.release_id for kept in through.releases()] == names[1:], "what was seen can be hidden, too"
    for wrong in (datetime.now(UTC), datetime.now(UTC) - timedelta(days=1)):
        with pytest.raises(EmbargoError, match="has passed already"):
            ledger.embargo(hidden, wrong, **WHO)
    with pytest.raises(LedgerError, match="is not kept"):
        ledger.embargo("nothing", later, **WHO)
    told = [(d.kind, d.who, bool(d.until)) for d in ledger.decisions()]
    assert told == [("embargo", "ana", True), *[("embargo", "an editor", True)] * 3]
    assert not ledger.verify()
    with ledger.store.writing() as connection:
        connection.execute(text("UPDATE decision SET until = '2022-01-01' WHERE key = 1"))
    assert ledger.verify(), "the moment is under the decision's seal"


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        ("2026-12-01", "needs an hour"),
        ("20261201", "needs an hour"),
        ("2026-12-01T10:00", "needs a zone"),
        ("tomorrow", "no day and hour"),
        ("2026-13-01T10:00+08:00", "no day and hour"),
        ("0001-01-01T00:00+23:00", "no day and hour"),
        ("", "no day and hour"),
    ],
)
def test_a_moment_is_a_day_and_an_hour_with_a_zone(words: str, problem: str) -> None:
    with pytest.raises(EmbargoError, match=problem):
        moment_of(words)


ROBOTS_ROSE = """What robots did

{} 2022
National Bureau of Statistics of China

China's output of industrial robots rose by {} percent in 2021.
"""


def test_the_commands_keep_mark_and_leave_out_what_is_under_embargo(tmp_path: Path) -> None:
    url, out = str(tmp_path / "l.db"), tmp_path / "out.csv"
    shut = tmp_path / "shut.txt"
    (tmp_path / "open.txt").write_text(ROBOTS_ROSE.format("20 January", "44.9"), encoding="utf-8")
    shut.write_text(ROBOTS_ROSE.format("30 September", "67.9"), encoding="utf-8")
    assert run("keep", tmp_path / "open.txt", "--ledger", url).returncode == 0
    for wrong, why in (("2099-01-01", "an hour"), ("2099-01-01T10:00", "a zone"), ("2001-01-01T10:00Z", "has passed")):
        refused = run("keep", shut, "--ledger", url, "--embargo", wrong)
        assert (refused.returncode, why in refused.stderr) == (2, True), refused.stderr
    assert run("keep", shut, "--ledger", url, "--embargo", "2099-01-01T10:00+08:00", "--who", "ana").returncode == 0
    again = run("keep", tmp_path / "open.txt", "--ledger", url, "--embargo", "2099-01-01T10:00+08:00")
    assert "put them under embargo with" in again.stderr
    with Ledger(url) as ledger:
        [held] = ledger.embargoed()
        name, until = held.release, embargoes.shown(held.until)
    assert until[:10] in run("ledger", "releases", "--format", "markdown", "--ledger", url).stdout
    shown = run("series", ROBOT_GROWTH, "--ledger", url)
    assert "67.9" in shown.stdout
    assert f": {name}" in shown.stderr
    left = run("export", "-o", out, "--vintages", "--ledger", url)
    assert "1 release under embargo left out" in left.stderr
    assert "67.9" not in out.read_text(encoding="utf-8")
    run("export", "-o", out, "--vintages", "--embargoed", "--ledger", url)
    assert "67.9" in out.read_text(encoding="utf-8")
    said = {"--reason": "it is out", "--who": "ana", "--ledger": url}
    words = [word for pair in said.items() for word in pair]
    assert "--lift" in run("ledger", "embargo", name, *words).stderr
    assert run("ledger", "embargo", name, "--until", "2099-02-01T10:00+08:00", *words).returncode == 0
    assert run("ledger", "embargo", name, "--lift", *words).returncode == 0
    told = run("series", "decisions", "--ledger", url).stdout
    assert told.count("embargo") == 4, "three decisions, one of which has its reason from keeping"
    assert "under embargo" not in run("export", "-o", out, "--ledger", url).stderr
