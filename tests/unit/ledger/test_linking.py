"""Decisions join and part series, are dated with a reason, and are undone as easily."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tallystick.ledger import Ledger
from tallystick.model import LedgerError
from tests.unit.ledger.build import ROBOTS, release, said

WHY = {"who": "an analyst", "reason": "the bureau renamed it"}


@pytest.fixture
def keys(ledger: Ledger) -> tuple[str, str]:
    """Two series that could be one: the same growth, once for all China and once for no area named."""
    ledger.keep(release("old", "2020-01-20", said("9.1", "2019", subject=ROBOTS, area="CN")))
    ledger.keep(release("new", "2022-01-20", said("44.9", "2021", subject=ROBOTS, area="CN-GD")))
    guangdong, china = ledger.series_list()
    return china.key, guangdong.key


def test_linked_series_are_one_until_undone(ledger: Ledger, keys: tuple[str, str]) -> None:
    number = ledger.link(*keys, **WHY)
    [info] = ledger.series_list()
    assert (info.key, info.statements) == (keys[1], 2)
    assert [p.period for p in ledger.series(keys[0])] == ["2019", "2021"]
    assert not ledger.verify()
    ledger.undo(number, who="an analyst")
    assert len(ledger.series_list()) == 2
    assert [p.period for p in ledger.series(keys[0])] == ["2019"]
    [decision] = ledger.decisions()
    assert (decision.kind, decision.reason, decision.undone_by) == ("link", "the bureau renamed it", "an analyst")
    assert decision.undone_at is not None
    assert not ledger.verify()


def test_a_figure_is_taken_out_and_put_back(ledger: Ledger, keys: tuple[str, str]) -> None:
    [point] = ledger.series(keys[0])
    number = ledger.unlink(point.observation, **WHY)
    assert not ledger.series(keys[0])
    with ledger.store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM vintages WHERE series = :k"), {"k": keys[0]}).scalar() == 0
    ledger.undo(number, who="an analyst")
    assert ledger.series(keys[0]) == (point,)


def test_later_figures_of_a_linked_series_count_with_it(ledger: Ledger, keys: tuple[str, str]) -> None:
    ledger.link(*keys, **WHY)
    ledger.keep(release("more", "2021-01-20", said("19.1", "2020", subject=ROBOTS, area="CN")))
    assert [p.period for p in ledger.series(keys[1])] == ["2019", "2020", "2021"]


def test_decisions_that_make_no_sense_are_refused(ledger: Ledger, keys: tuple[str, str]) -> None:
    with pytest.raises(LedgerError, match="one with itself"):
        ledger.link(keys[0], keys[0], **WHY)
    with pytest.raises(LedgerError, match="is kept"):
        ledger.link(keys[0], "kettles.growth;unit=%", **WHY)
    with pytest.raises(LedgerError, match="no figure"):
        ledger.unlink("nothing:1", **WHY)
    with pytest.raises(LedgerError, match="needs a reason"):
        ledger.link(*keys, who="an analyst", reason=" ")
    with pytest.raises(LedgerError, match="no decision 7"):
        ledger.undo(7, who="an analyst")
    ledger.keep(release("level", "2022-01-20", said("366000", "2021", subject=ROBOTS, unit="1", measure="level")))
    level = ledger.series_list(measure="level")[0].key
    with pytest.raises(LedgerError, match="differ in measure, unit"):
        ledger.link(level, keys[0], **WHY)
    assert not ledger.decisions()


def test_a_circle_of_links_is_refused(ledger: Ledger, keys: tuple[str, str]) -> None:
    ledger.link(*keys, **WHY)
    with pytest.raises(LedgerError, match="already"):
        ledger.link(keys[1], keys[0], **WHY)


def test_notes_stay_on_record(ledger: Ledger) -> None:
    ledger.note("some finding", who="an editor", reason="asked the bureau")
    assert [d.kind for d in ledger.decisions()] == ["note"]
