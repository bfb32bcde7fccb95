"""Statements followed through: suggested, decided by people, undone, hidden with their releases."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from tallystick.cli import group
from tallystick.ledger import Ledger
from tallystick.model import LedgerError, Reading
from tallystick.pipeline import read_text

PLAN = "Report on 2022\n\nDemand remains weak. We will stabilise retail sales of consumer goods by the end of 2023."
AFTER = "Report on 2023\n\nRetail sales of consumer goods rose by 3% in 2023. We will further support retail sales."


def _reading(text: str, day: date, publisher: str) -> Reading:
    made = read_text(text, released=day, reader="fast")
    release = msgspec.structs.replace(made.release, publisher=publisher)
    return msgspec.structs.replace(made, release=release)


def test_a_person_decides_and_takes_back_what_the_program_only_suggests(tmp_path: Path) -> None:
    book = Ledger(tmp_path / "l.db")
    for text, day in ((PLAN, date(2022, 3, 5)), (AFTER, date(2024, 1, 5))):
        book.keep(_reading(text, day, "Ministry of Works"), original=text.encode())
    problem, plan, later = book.followed()
    assert (problem.kind, later.kind) == ("problem", "commitment")
    assert (plan.due, plan.indicators, plan.outcome) == ("2023-12-31", ("retail.total",), "")
    told = book.suggestions(plan.id)
    assert later.id in {one.id for one in told}
    assert any(one.quote.startswith("Retail sales of consumer goods rose") for one in told)
    figure = next(one.id for one in told if ":s" not in one.id)
    number = book.follow(plan.id, "kept", later=figure, who="Ana", reason="sales rose")
    [judged] = book.followed(outcome="kept")
    assert (judged.id, judged.decided_by, judged.note, judged.is_open) == (plan.id, "Ana", "sales rose", False)
    assert [one.id for one in book.followed(open_since="2022-12-31")] == [problem.id]
    with pytest.raises(LedgerError, match="before the statement"):
        book.follow(later.id, "kept", later=plan.id, who="Ana", reason="no")
    with pytest.raises(LedgerError, match="no statement"):
        book.follow("nothing:s1", "kept", who="Ana", reason="no")
    book.embargo(judged.history[0].later_release, datetime.now(UTC) + timedelta(days=1), who="Ana", reason="x")
    with Ledger(tmp_path / "l.db", veiled=True) as veiled:  # what tells of a hidden release is hidden with it
        assert [one.outcome for one in veiled.followed()] == ["", ""]
    book.undo(number, who="Ben")
    [plan] = book.followed(release=plan.release, words="stabilise")
    with pytest.raises(TypeError, match="not asked for by colour"):
        book.followed(colour="red")  # type: ignore[call-arg]  # a misspelt word narrows nothing
    assert (plan.outcome, plan.history[0].undone_by) == ("", "Ben")
    assert not book.verify()
    assert book.reread(plan.release, reader="fast").outcome == "as before"
    book.withdraw(plan.release, who="Ana", reason="not ours")
    assert plan.id not in {one.id for one in book.followed()}


def test_what_was_decided_goes_with_a_statement_that_a_new_reading_moves(ledger: Ledger) -> None:
    """The earlier reading saw words before and behind that the newer one does not."""
    seen = PLAN.replace("Demand", "A preface. Demand") + " We will build a bridge."
    read = _reading(seen, date(2022, 3, 5), "Ministry")
    release = msgspec.structs.replace(read.release, content_hash=sha256(PLAN.encode()).hexdigest())
    kept = ledger.keep(msgspec.structs.replace(read, release=release), original=PLAN.encode())
    ledger.keep(_reading(AFTER, date(2024, 1, 5), "Ministry"), original=AFTER.encode())
    problem, plan, bridge, later = ledger.followed()
    ledger.follow(problem.id, "replaced", later=plan.id, who="Ana", reason="a plan was made")
    ledger.follow(plan.id, "kept", later=later.id, who="Ben", reason="sales rose")
    number = ledger.follow(bridge.id, "not kept", who="Ben", reason="no bridge")
    told = ledger.reread(kept.release_id, reader="fast", dry_run=True)
    assert [one.carried for one in told.decisions] == [True, True, False]
    told = ledger.reread(kept.release_id, reader="fast")
    assert [(one.number, one.problem) for one in told.decisions if not one.carried] == [
        (number, "no statement stands at its place any more")
    ]
    moved = ledger.followed(release=kept.release_id)
    assert [one.quote for one in moved] == [problem.quote, plan.quote]
    assert [(one.outcome, one.decided_by, one.later) for one in moved] == [
        ("replaced", "Ana", moved[1].id), ("kept", "Ben", later.id)
    ]  # fmt: skip
    assert moved[0].id != problem.id
    assert "carried over from decision" in moved[0].note
    assert not ledger.verify()


def test_the_command_lists_suggests_links_and_undoes(tmp_path: Path) -> None:
    where = ["--ledger", str(tmp_path / "l.db")]
    with Ledger(tmp_path / "l.db") as book:
        for text, day in ((PLAN, date(2022, 3, 5)), (AFTER, date(2024, 1, 5))):
            book.keep(_reading(text, day, "=Ministry"), original=text.encode())
        plan = book.followed(words="stabilise")[0].id

    def run(*words: str) -> str:
        done = CliRunner().invoke(group, ["followed", *words, *where])
        assert done.exit_code == 0, done.output
        return done.output

    assert "nobody has said yet" in run("--kind", "problem")
    assert "'=Ministry" in run("--format", "csv")
    assert "Retail sales of consumer goods rose" in run("suggest", plan)
    assert "decision 1" in run("link", plan, "in part", "--reason", "so it seems", "--who", "Ana")
    assert "in part" in run("--outcome", "in part")
    assert "taken back" in run("undo", "1")
    assert msgspec.json.decode(run("--outcome", "in part", "--format", "json")) == []
