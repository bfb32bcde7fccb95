"""What was computed of a series is kept apart from what was published: it is nobody's figure, and no evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from tallystick.briefing.facts import facts
from tallystick.ledger import Ledger
from tallystick.ledger.identity import is_compiled
from tallystick.model import LedgerError
from tallystick.monitoring.choosing import chosen
from tallystick.web.overview import series_by_indicator
from tallystick.web.series_data import info_of, months_and_totals, relatives
from tallystick.web.series_implied import sibling
from tests.unit.adjusting.book_of import keep_adjusted, rising, steel
from tests.unit.ledger.build import release, said

NAME = "output.crude_steel.level"
STEEL = {"subject": "output of crude steel", "unit": "t", "measure": "level", "half": "0.5", "area": "CN"}


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    folder = tmp_path_factory.mktemp("apart")
    with steel(folder, folder / "l.db") as ledger:
        keep_adjusted(ledger, NAME, date(2022, 2, 21), lambda n: rising(n) + 7)
        yield ledger


def test_a_short_name_stands_for_what_was_published(book: Ledger) -> None:
    assert {point.series for point in book.series(NAME)} == {point.series for point in book.vintages(NAME)}
    assert len(book.series(NAME)) == 144
    adjusted = book.series(NAME, adjustment="seasonally adjusted, compiled")
    assert (len(adjusted), adjusted[0].value) == (144, Decimal(1007))
    with pytest.raises(LedgerError, match="no series"):
        book.series("output.crude_steel.index")


def test_a_briefing_tells_no_computed_level(book: Ledger) -> None:
    [told] = facts(book, "output.crude_steel", "2021-12", area="CN")
    assert (told.value, told.publisher) == (Decimal(1716), "National Bureau of Statistics of China")


def test_a_release_is_not_held_against_what_was_computed(book: Ledger) -> None:
    day = date(2022, 3, 1).isoformat()
    trend = release("news", day, said("1429", "2021-12", **STEEL))
    found = {finding.verdict: finding for finding in book.check_against(trend)}
    quotes = [quote for finding in found.values() for quote in finding.quotes]
    assert not any("1429.0" in quote or "1645.0" in quote for quote in quotes)
    alone = release("alone", day, said("1429", "2021-12", **STEEL | {"subject": "trend of crude steel"}))
    assert not [one for one in book.check_against(alone) if one.verdict == "contradicts"]
    [reply] = book.replies(release("claim", day, said("1429", "2021-12", **STEEL)))
    assert reply.published in (1716, None)


def test_estimates_are_no_revisions_and_no_news(book: Ledger) -> None:
    assert not list(book.revisions(doubtful=True))
    assert not [one for one in book.find("crude steel", limit=500) if one.release.startswith("adjusted-")]
    assert not list(book.verify())


def test_pages_and_scorecard_choose_among_what_was_published(book: Ledger) -> None:
    every = book.series_list()
    assert sum(is_compiled(info.key) for info in every) == 3
    for found in (series_by_indicator(every), chosen(every, ""), chosen(every, "2021-12")):
        assert [info.adjustment for info in found["output.crude_steel"]] == ["not adjusted"]
    [own] = [info for info in every if info.adjustment == "not adjusted"]
    assert sibling(own, relatives(book, own)) is None
    computed = [info for info in every if is_compiled(info.key)]
    assert all(months_and_totals(book, info, every) == ([], []) for info in computed)
    assert info_of(book, computed[0].key) == computed[0]


def test_an_export_tells_them_apart(book: Ledger) -> None:
    rows = Counter(row.series for row in book.bundle(["output.crude_steel"]).rows)
    assert sorted(rows.values()) == [144] * 4
    assert sum(is_compiled(key) for key in rows) == 3
