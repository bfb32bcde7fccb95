"""Figures read with too little confidence stand nowhere by themselves; what a person settles counts from then on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from tallystick.ledger import Ledger
from tallystick.model import Candidate, LedgerError, Reader, Reading
from tests.unit.ledger.build import ROBOTS, release, said

NAME = "output.industrial_robots.growth"


def unsure(*figures: dict[str, Any], confidence: float = 0.4, name: str = "bureau", day: str = "2022-01-20") -> Reading:
    """A release whose figures were read with this confidence."""
    reading = release(name, day, *figures)
    weighed = (Candidate("period", "2021", 0.6), Candidate("period", "2020", 0.4))
    told = tuple(
        msgspec.structs.replace(o, confidence=confidence, candidates=weighed).judged_by(0.7)
        for o in reading.observations
    )
    return msgspec.structs.replace(reading, observations=told, reader=Reader("accurate", "0123456789abcdef"))


def robots(value: str, period: str) -> dict[str, Any]:
    return said(value, period, subject=ROBOTS)


def values(ledger: Ledger, **how: Any) -> list[tuple[str, str]]:
    try:
        return [(p.period, str(p.value)) for p in ledger.series(NAME, **how)]
    except LedgerError:
        return []


def test_what_was_told_of_a_reading_comes_back(url: str) -> None:
    reading = unsure(robots("44.9", "2021"))
    with Ledger(url) as ledger:
        ledger.keep(reading)
        assert ledger.reading(reading.release.id) == reading
        assert [(s.confidence, s.sure) for s in ledger.observations()] == [(0.4, False)]
        assert not ledger.verify()


def test_an_unsure_figure_is_in_series_only_when_asked(url: str) -> None:
    with Ledger(url) as ledger:
        ledger.keep(unsure(robots("44.9", "2021")))
        ledger.keep(unsure(robots("36.6", "2020"), name="other", day="2021-01-20", confidence=0.9))
        assert values(ledger) == [("2020", "36.6")]
        assert values(ledger, sure=0.0) == [("2020", "36.6"), ("2021", "44.9")]
        assert values(ledger, sure=0.95) == []
        assert [(p.confidence, p.sure) for p in ledger.vintages(NAME, sure=0.0)] == [(0.9, True), (0.4, False)]
        assert [s.statements for s in ledger.series_list()] == [1]
        assert [s.statements for s in ledger.series_list(sure=0.0)] == [2]


def test_an_unsure_figure_revises_nothing(url: str) -> None:
    with Ledger(url) as ledger:
        ledger.keep(release("early", "2021-01-20", robots("36.6", "2020")))
        ledger.keep(unsure(robots("37.1", "2020")))
        assert values(ledger) == [("2020", "36.6")]
        assert not ledger.revisions()
        assert len(ledger.revisions(sure=0.0)) == 1


def test_a_settled_figure_counts_from_then_on(url: str) -> None:
    reading = unsure(robots("44.9", "2021"))
    figure = reading.observations[0].id
    with Ledger(url) as ledger:
        ledger.keep(reading)
        number = ledger.settle(figure, who="an editor", reason="as printed")
        assert values(ledger) == [("2021", "44.9")]
        (told,) = ledger.reading(reading.release.id)
        assert (told.sure, told.confidence) == (True, None)
        assert told.evidence[0].rule == f"decision {number}"
        assert not ledger.verify()
        ledger.undo(number, who="an editor")
        assert values(ledger) == []
        assert ledger.reading(reading.release.id) == reading
        assert not ledger.verify()


def test_fields_are_put_right(url: str) -> None:
    reading = unsure(robots("44.9", "2021"))
    figure = reading.observations[0].id
    with Ledger(url) as ledger:
        ledger.keep(reading)
        ledger.settle(figure, {"period": "2020"}, who="an editor", reason="the heading says so")
        ledger.settle(figure, {"period": "2019"}, who="an editor", reason="no, the table does")
        assert values(ledger) == [("2019", "44.9")]
        (one, two) = ledger.decisions()
        assert (one.fields, one.undone_by) == ({"period": "2020"}, "an editor")
        assert (two.kind, two.fields, two.undone_at) == ("settle", {"period": "2019"}, None)
        with ledger.store.reading() as connection:
            from sqlalchemy import text

            rows = connection.execute(text("SELECT period, value FROM series_latest")).all()
            words = connection.execute(text("SELECT period, confidence, settled_by FROM statement")).all()
        assert [tuple(row) for row in rows] == [("2019", 44.9)]
        assert [tuple(row) for row in words] == [("2019", None, 2)]
        assert not ledger.verify()


def test_a_settled_figure_that_a_person_parts_is_in_no_series(url: str) -> None:
    reading = unsure(robots("44.9", "2021"))
    with Ledger(url) as ledger:
        ledger.keep(reading)
        ledger.settle(reading.observations[0].id, who="an editor", reason="as printed")
        ledger.unlink(reading.observations[0].id, who="an editor", reason="of another survey")
        assert values(ledger) == []


def test_a_sign_is_turned_with_its_bounds(url: str) -> None:
    reading = unsure(said("9.6", "2021"))
    with Ledger(url) as ledger:
        ledger.keep(reading)
        ledger.settle(reading.observations[0].id, {"sign": "-"}, who="an editor", reason="it fell")
        (told,) = ledger.reading(reading.release.id)
        before = reading.observations[0]
        assert (told.value, told.interval.lower, told.interval.upper) == (
            -before.value,  # type: ignore[operator]  # no range here
            -(before.interval.upper or 0),
            -(before.interval.lower or 0),
        )


def test_a_series_first_made_by_a_decision_is_sealed_with_the_next_release(url: str) -> None:
    reading = unsure(robots("44.9", "2021"))
    figure = reading.observations[0].id
    with Ledger(url) as ledger:
        ledger.keep(reading)
        number = ledger.settle(figure, {"status": "target"}, who="an editor", reason="a plan")
        assert not ledger.verify()
        later = msgspec.structs.replace(
            (one := release("later", "2022-05-20", robots("50.1", "2022"))),
            observations=(msgspec.structs.replace(one.observations[0], status="target"),),
        )
        ledger.keep(later)
        assert not ledger.verify()
        ledger.undo(number, who="an editor")
        assert not ledger.verify()


def test_what_is_settled_cannot_be_changed_unseen(url: str) -> None:
    from sqlalchemy import text

    reading = unsure(robots("44.9", "2021"))
    changes = (
        "UPDATE settled SET value = 50",
        "UPDATE settled SET period = '2018'",
        'UPDATE decision SET settled = \'{"period":"2018"}\'',
        "DELETE FROM settled",
        "UPDATE observation SET confidence = NULL",
        "UPDATE observation SET candidates = ''",
        "UPDATE release SET reader = 'fast'",
    )
    for k, change in enumerate(changes):
        with Ledger(url) as ledger:
            if not k:
                ledger.keep(reading)
                ledger.settle(reading.observations[0].id, {"period": "2020"}, who="an editor", reason="as printed")
            assert not ledger.verify()
            with ledger.store.engine.connect() as connection:
                connection.execute(text(change))
                assert ledger_faults(connection), change
                connection.rollback()


def ledger_faults(connection: Any) -> list[Any]:
    """The faults of seals and decisions as they stand within a transaction."""
    from tallystick.ledger import settling, verifying_seals

    return [*verifying_seals.faults(connection), *settling.faults(connection)]


@pytest.mark.parametrize(
    ("fields", "advice"),
    [
        ({"period": "last spring"}, "write it like 2021"),
        ({"measure": "speed"}, "give one of"),
        ({"status": "maybe"}, "give one of"),
        ({"colour": "blue"}, "it has subject"),
        ({"subject": " "}, "give its subject"),
        ({"subject": "x" * 400}, "in a few words"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(tmp_path: Path, fields: dict[str, str], advice: str) -> None:
    reading = unsure(robots("44.9", "2021"))
    with Ledger(tmp_path / "figures.db") as ledger:
        ledger.keep(reading)
        ledger.settle(reading.observations[0].id, who="an editor", reason="as printed")
        with pytest.raises(LedgerError, match=advice):
            ledger.settle(reading.observations[0].id, fields, who="an editor", reason="tried")
        assert [d.undone_at for d in ledger.decisions()] == [None]
        with pytest.raises(LedgerError, match="no figure"):
            ledger.settle("nothing:1", who="an editor", reason="tried")


def test_commands_leave_out_and_show_and_settle(tmp_path: Path) -> None:
    from click.testing import CliRunner

    from tallystick.cli.series import command

    reading, url = unsure(robots("44.9", "2021")), str(tmp_path / "figures.db")
    with Ledger(url) as ledger:
        ledger.keep(reading)

    def said_by(*words: str) -> str:
        told = CliRunner().invoke(command, [*words, "--ledger", url])
        assert told.exit_code == 0, told.output
        return told.output

    assert "44.9" not in said_by(NAME)
    assert "44.9 †" in said_by(NAME, "--unsure")
    assert "44.9" in said_by(NAME, "--sure", "0.3")
    how = ("--reason", "the heading says so", "--who", "an editor")
    assert said_by("settle", reading.observations[0].id, "--period", "2020", *how) == "decision 1\n"
    assert "2020" in said_by(NAME)
    assert "settle" in said_by("decisions")
    assert "period=2020" in said_by("decisions")
