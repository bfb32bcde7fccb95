"""First prints, revisions, roundings, editions: what stood when. The view and the program must tell the same."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from sqlalchemy import text

from tallystick.ledger import Ledger
from tallystick.model import LedgerError
from tests.unit.ledger.build import INDUSTRY, ROBOTS, release, said

ROBOT_GROWTH = "output.industrial_robots.growth"


@pytest.fixture
def robots(ledger: Ledger) -> Ledger:
    """A first print, the same said again, and a revision eight months later."""
    ledger.keep(release("first", "2022-01-20", said("44.9", "2021", subject=ROBOTS)))
    ledger.keep(release("again", "2022-02-28", said("44.9", "2021", subject=ROBOTS)))
    ledger.keep(release("later", "2022-09-30", said("67.9", "2021", subject=ROBOTS)))
    return ledger


def test_as_of_gives_the_value_that_stood(robots: Ledger) -> None:
    [early] = robots.series(ROBOT_GROWTH, as_of="2022-03-01")
    assert (str(early.value), early.quote, early.first_published) == ("44.9", "44.9 %", "2022-01-20")
    assert early.superseded_by.startswith("later-")
    assert early.superseded_on == "2022-09-30"
    [now] = robots.series(ROBOT_GROWTH)
    assert (str(now.value), now.superseded_by, now.said) == ("67.9", "", 1)
    assert "67.9 %" in now.sentence
    assert not robots.series(ROBOT_GROWTH, as_of="2022-01-19")
    assert [str(p.value) for p in robots.series(ROBOT_GROWTH, as_of="2022-09-30")] == ["67.9"]


def test_known_at_leaves_out_what_was_kept_later(robots: Ledger) -> None:
    moments = [r.kept_at for r in robots.releases()]
    assert [str(p.value) for p in robots.series(ROBOT_GROWTH, known_at=moments[1])] == ["44.9"]
    assert not robots.series(ROBOT_GROWTH, known_at="2000-01-01")
    assert len(robots.series(ROBOT_GROWTH, known_at="2999-01-01")) == 1


def test_revisions_tell_what_changed_when_and_by_how_much(robots: Ledger) -> None:
    [revision] = robots.revisions()
    assert (str(revision.before), str(revision.after), str(revision.by)) == ("44.9", "67.9", "23.0")
    assert (revision.first_published, revision.revised_on) == ("2022-01-20", "2022-09-30")
    assert (revision.quote_before, revision.quote_after) == ("44.9 %", "67.9 %")
    assert robots.revisions(since="2022-09-30") == robots.revisions(series=ROBOT_GROWTH)
    assert not robots.revisions(since="2022-10-01")


def test_keeping_in_another_order_gives_the_same_vintages(ledger: Ledger) -> None:
    ledger.keep(release("later", "2022-09-30", said("67.9", "2021", subject=ROBOTS)))
    ledger.keep(release("first", "2022-01-20", said("44.9", "2021", subject=ROBOTS)))
    assert [str(p.value) for p in ledger.vintages(ROBOT_GROWTH)] == ["44.9", "67.9"]


def test_a_rounder_telling_is_no_vintage_and_a_finer_one_no_revision(ledger: Ledger) -> None:
    gdp = {"subject": "gross domestic product", "unit": "CNY", "measure": "level"}
    ledger.keep(release("exact", "2022-01-17", said("114367000000000", "2021", half="50000000", **gdp)))
    ledger.keep(release("round", "2022-03-05", said("114400000000000", "2021", half="50000000000", **gdp)))
    ledger.keep(release("about", "2022-03-06", said("114000000000000", "2021", half="0", qualifier="~", **gdp)))
    [point] = ledger.vintages("gdp.level")
    assert (point.first_published, point.said) == ("2022-01-17", 3)
    ledger.keep(release("older", "2021-12-31", said("114000000000000", "2021", half="500000000000", **gdp)))
    assert [p.first_published for p in ledger.vintages("gdp.level")] == ["2021-12-31", "2022-01-17"]
    assert not ledger.revisions()


def test_a_second_value_in_one_release_is_not_taken_for_a_revision(ledger: Ledger) -> None:
    ledger.keep(release("twice", "2022-01-17", said("4.6", "2022-01"), said("8.3", "2022-01")))
    assert [str(p.value) for p in ledger.vintages("industry.value_added.growth")] == ["4.6"]
    assert not ledger.revisions()
    assert len(ledger.observations(period="2022-01")) == 2


def test_targets_and_months_and_totals_stay_apart(ledger: Ledger) -> None:
    ledger.keep(
        release(
            "all",
            "2022-09-20",
            said("5.5", "2022", status="target"),
            said("4.2", "2022-08"),
            said("3.6", "2022-01/2022-08"),
            said("0.32", "2022-08", base="2022-07"),
        )
    )
    every = ledger.series_list(indicator="industry.value_added")
    assert {(s.status, s.frequency, s.accumulation, s.comparison) for s in every} == {
        ("target", "year", "single", "year earlier"),
        ("actual", "month", "single", "year earlier"),
        ("actual", "month", "year-to-date", "year earlier"),
        ("actual", "month", "single", "previous period"),
    }
    assert [str(p.value) for p in ledger.series("industry.value_added.growth", status="target")] == ["5.5"]
    assert [str(p.value) for p in ledger.series("industry.value_added", accumulation="year-to-date")] == ["3.6"]


def test_english_and_chinese_tell_the_same_series(ledger: Ledger) -> None:
    chinese = said("3.6", "2022", subject="规模以上工业增加值", area="")
    ledger.keep(release("chinese", "2023-01-17", chinese, language="zh", title="工业生产"))
    english = said("9.6", "2021", area="")
    ledger.keep(release("china", "2022-03-01", english, title="Industry in China"))
    keys = {s.key for s in ledger.series_list(indicator="industry.value_added", area="CN")}
    assert len(keys) == 1
    assert [p.period for p in ledger.series("industry.value_added.growth", area="CN")] == ["2021", "2022"]


def test_words_outside_the_catalogue_make_no_series(ledger: Ledger) -> None:
    ledger.keep(release("kettles", "2022-02-28", said("9.6", "2021", subject="output of tea kettles")))
    assert not ledger.series_list()
    assert [f.figures for f in ledger.find("tea kettles")] == [("9.6 %",)]


def test_a_series_that_is_not_kept_is_answered_with_near_ones(robots: Ledger) -> None:
    with pytest.raises(LedgerError, match=r"did you mean output\.industrial_robots"):
        robots.series("output.industrial_robot.growth")
    with pytest.raises(LedgerError, match="not told apart by colour"):
        robots.series(ROBOT_GROWTH, colour="red")


def test_the_views_tell_what_the_program_tells(robots: Ledger) -> None:
    thrice = (said("9.6", "2021"), said("9.8", "2021"), said("9.6", "2021", half="1"))
    robots.keep(release("industry", "2022-01-20", *thrice))
    robots.keep(release("industry2", "2022-02-20", said("9.7", "2021"), said("4.3", "2022-01", qualifier=">")))
    robots.keep(release("industry", "2022-01-20", said("9.6", "2021"), said("9", "2021", half="1", qualifier="~")))
    expected = [
        (p.series, p.period, float(p.value or 0), p.first_published, p.superseded_by, p.observation)
        for s in robots.series_list()
        for p in robots.vintages(s.key)
    ]
    columns = "series, period, value, first_published, COALESCE(superseded_by, ''), observation"
    with robots.store.reading() as connection:
        rows = connection.execute(text(f"SELECT {columns} FROM vintages")).all()
        revised = connection.execute(text("SELECT count(*) FROM revisions")).scalar()
        latest = connection.execute(text("SELECT count(*) FROM series_latest")).scalar()
    assert sorted(map(tuple, rows)) == sorted(expected)
    assert revised == len(robots.revisions())
    assert latest == sum(1 for row in expected if not row[4])


@pytest.mark.filterwarnings("default")
def test_records_become_tables(robots: Ledger) -> None:
    points = robots.vintages(ROBOT_GROWTH)
    assert points.to_dicts()[0]["value"] == 44.9
    assert points.to_polars()["value"].to_list() == [44.9, 67.9]
    assert points.to_pandas()["value"].tolist() == [44.9, 67.9]
    assert points.to_arrow()["value"].to_pylist() == [44.9, 67.9]


def test_published_months_beside_the_words(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "industry.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["series", "area", "period", "value", "unit", "measure"])
        writer.writerow([INDUSTRY, "CN", "2023-04", "5.6", "%", "real y/y, month"])
    ledger.keep(release("words", "2023-05-16", said("5.6", "2023-04")))
    ledger.import_series(path)
    [point] = ledger.vintages("industry.value_added.growth")
    assert (point.said, point.first_published) == (2, "2023-05-16")
