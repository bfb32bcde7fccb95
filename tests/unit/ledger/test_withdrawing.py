"""A withdrawn release is in no series from its day on, is still read, was known before, and is put back as easily."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import text

from tallystick.ledger import Ledger
from tallystick.model import LedgerError
from tests.unit.ledger.build import ROBOTS, release, said

ROBOT_GROWTH = "output.industrial_robots.growth"
WHY = {"who": "an editor", "reason": "it was a draft"}
KETTLES = "share of blue kettles in all kettles"


@pytest.fixture
def names(ledger: Ledger) -> list[str]:
    """A first print, what a draft said wrongly, and another period said by the draft alone."""
    ledger.keep(release("first", "2022-01-20", said("44.9", "2021", subject=ROBOTS)))
    draft = (said("67.9", "2021", subject=ROBOTS), said("12.25", "2021", subject=KETTLES, measure="share"))
    ledger.keep(release("draft", "2022-09-30", *draft, said("21", "2022", subject=ROBOTS)))
    return [kept.release_id for kept in ledger.releases()]


def values(ledger: Ledger, **options: Any) -> list[str]:
    return [str(point.value) for point in ledger.series(ROBOT_GROWTH, **options)]


def test_its_values_leave_the_series_and_come_back(ledger: Ledger, names: list[str]) -> None:
    assert values(ledger) == ["67.9", "21"]
    before = ledger.releases()[-1].kept_at
    number = ledger.withdraw(names[1], **WHY)
    assert values(ledger) == ["44.9"]
    assert values(ledger, known_at=before) == ["67.9", "21"]
    assert values(ledger, known_at="2999-01-01") == ["44.9"]
    assert [(p.value, p.superseded_by) for p in ledger.vintages(ROBOT_GROWTH)] == [
        (ledger.series(ROBOT_GROWTH)[0].value, "")
    ]
    assert not ledger.revisions()
    assert ledger.series_list()[0].statements == 1
    assert not ledger.verify()
    assert ledger.reinstate(names[1], who="another") == number
    assert values(ledger) == ["67.9", "21"]
    decision = ledger.decisions()[-1]
    assert values(ledger, known_at=decision.decided_at) == ["44.9"]
    assert (decision.kind, decision.reason, decision.undone_by) == ("withdraw", "it was a draft", "another")
    assert not ledger.verify()


def test_views_leave_it_out_too(ledger: Ledger, names: list[str]) -> None:
    ledger.withdraw(names[1], **WHY)
    with ledger.store.reading() as connection:
        assert connection.execute(text("SELECT value FROM vintages")).scalars().all() == [44.9]
        query = text("SELECT count(*) FROM statement WHERE release = :name AND series IS NULL")
        assert connection.execute(query, {"name": names[1]}).scalar() == 3


def test_it_stays_to_be_read_and_says_that_it_is_withdrawn(ledger: Ledger, names: list[str]) -> None:
    ledger.withdraw(names[1], **WHY)
    kept = ledger.release(names[1])
    assert (kept.withdrawn_by, kept.withdrawn_why) == ("an editor", "it was a draft")
    assert [bool(one.withdrawn_at) for one in ledger.releases()] == [False, True]
    assert len(ledger.reading(names[1]).observations) == 3
    assert {row.series for row in ledger.observations(release=names[1])} == {""}
    assert len(ledger.observations(series=ledger.series_list()[0].key)) == 1


def test_nothing_is_checked_against_it(ledger: Ledger, names: list[str]) -> None:
    again = release(
        "again",
        "2022-10-30",
        said("67.9", "2021", subject=ROBOTS),
        said("12.25", "2021", subject=KETTLES, measure="share"),
    )
    assert names[1] in {finding.citation for finding in ledger.check_against(again)}
    ledger.withdraw(names[1], **WHY)
    assert names[1] not in {finding.citation for finding in ledger.check_against(again)}


def test_the_edition_before_stands_again(ledger: Ledger) -> None:
    ledger.keep(release("january", "2023-02-10", said("4.6", "2023-01"), said("7", "2023-01", subject=ROBOTS)))
    second = release("january", "2023-02-10", said("4.6", "2023-01"), said("9", "2023-01", subject="kettles of robots"))
    ledger.keep(second)
    assert not ledger.series(ROBOT_GROWTH)
    ledger.withdraw(second.release.id, **WHY)
    assert values(ledger) == ["7"]
    third = release("january", "2023-02-10", said("4.7", "2023-01"), said("9", "2023-01", subject="kettles of robots"))
    ledger.keep(third)
    [gone] = ledger.vintages(ROBOT_GROWTH)
    assert gone.superseded_by == third.release.id


def test_what_makes_no_sense_is_refused(ledger: Ledger, names: list[str]) -> None:
    with pytest.raises(LedgerError, match="nothing-1 is not kept"):
        ledger.withdraw("nothing-1", **WHY)
    with pytest.raises(LedgerError, match="needs a reason"):
        ledger.withdraw(names[0], who="an editor", reason=" ")
    with pytest.raises(LedgerError, match="is not withdrawn"):
        ledger.reinstate(names[0], who="an editor")
    ledger.withdraw(names[0], **WHY)
    with pytest.raises(LedgerError, match="withdrawn already"):
        ledger.withdraw(names[0], **WHY)
