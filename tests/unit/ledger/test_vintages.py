"""First prints, revisions, roundings, editions: what stood when. The view and the program must tell the same."""

from __future__ import annotations

import csv
from datetime import date
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


OFFICE = "National Bureau of Statistics of China"


def test_of_two_releases_of_one_day_the_later_kept_stands_and_both_are_vintages(ledger: Ledger) -> None:
    ledger.keep(release("morning", "2022-01-20", said("9.6", "2021"), publisher=OFFICE))
    ledger.keep(release("evening", "2022-01-20", said("6.9", "2021"), publisher=OFFICE))
    told = ledger.vintages("industry.value_added.growth")
    assert [(str(p.value), p.superseded_on) for p in told] == [("9.6", "2022-01-20"), ("6.9", "")]
    assert [str(p.value) for p in ledger.series("industry.value_added.growth", as_of="2022-01-20")] == ["6.9"]


def test_of_two_releases_of_one_day_the_one_that_corrects_stands(ledger: Ledger) -> None:
    right = release("right", "2022-01-20", said("6.9", "2021"), publisher=OFFICE, title="Industry in 2021 (corrected)")
    ledger.keep(right)
    ledger.keep(release("wrong", "2022-01-20", said("9.6", "2021"), publisher=OFFICE))
    assert [str(p.value) for p in ledger.vintages("industry.value_added.growth")] == ["9.6", "6.9"]
    [revision] = ledger.revisions()  # a correction needs no likelihood
    assert (str(revision.before), str(revision.after)) == ("9.6", "6.9")


def test_a_correction_of_the_same_office_that_names_no_area_is_a_revision(ledger: Ledger) -> None:
    ledger.keep(release("first", "2022-01-20", said("2.7", "2021-12", area="CN"), publisher=OFFICE, title="China"))
    fixed = said("2.4", "2021-12", area="CN")
    ledger.keep(release("fix", "2022-01-22", fixed, publisher="NBS", title="Correction to industry"))
    assert [(str(r.before), str(r.after)) for r in ledger.revisions()] == [("2.7", "2.4")]


def test_a_value_revised_in_its_own_sentence_comes_before_the_new_one(ledger: Ledger) -> None:
    words = "In 2021, growth of value added of industry was revised from 9.6 % to 9.4 %.\n"
    old, new = (said(value, "2021") | {"at": words.index(value)} for value in ("9.6", "9.4"))
    ledger.keep(release("revised", "2022-12-29", old, new, text=words, publisher=OFFICE))
    assert [str(p.value) for p in ledger.series("industry.value_added.growth")] == ["9.4"]
    assert [str(p.value) for p in ledger.vintages("industry.value_added.growth")] == ["9.6", "9.4"]
    [revision] = ledger.revisions()
    assert (str(revision.before), str(revision.after), revision.doubt) == ("9.6", "9.4", "")
    ledger.keep(release("first", "2022-01-17", said("9.6", "2021"), publisher=OFFICE))
    told = ledger.vintages("industry.value_added.growth")
    assert [(str(p.value), p.first_published) for p in told] == [("9.6", "2022-01-17"), ("9.4", "2022-12-29")]


@pytest.mark.parametrize("power", [10, 100, 1000, 100_000_000])
def test_a_step_by_a_power_of_ten_stands_nowhere_until_a_person_decides(ledger: Ledger, power: int) -> None:
    level = {"subject": ROBOTS, "unit": "1", "measure": "level", "half": "0.5"}
    ledger.keep(release("first", "2022-01-17", said("366044", "2021", **level), publisher=OFFICE))
    kept = ledger.keep(release("slip", "2022-02-28", said(str(367000 * power), "2021", **level), publisher=OFFICE))
    assert f"{power:,} times" in kept.doubts[0]
    name = "output.industrial_robots.level"
    assert [str(p.value) for p in ledger.series(name)] == ["366044"]
    [_, odd] = ledger.vintages(name)
    assert (odd.doubt != "", odd.stands) == (True, False)
    assert not ledger.revisions()
    assert [str(r.after) for r in ledger.revisions(doubtful=True)] == [str(367000 * power)]
    later = ledger.keep(release("later", "2022-12-29", said("363000", "2021", **level), publisher=OFFICE))
    assert not later.doubts
    assert [str(p.value) for p in ledger.series(name)] == ["363000"]
    for point in ledger.vintages(name):
        if not point.doubt:  # a person finds that the small ones were in another unit
            ledger.unlink(point.observation, who="an editor", reason="told in thousands")
    assert [str(p.value) for p in ledger.series(name)] == [str(367000 * power)]


def test_texts_of_no_day_have_no_vintages_until_they_are_dated(ledger: Ledger) -> None:
    undated = release("industry-2021", None, said("9.6", "2021"), publisher=OFFICE)
    ledger.keep(undated)
    assert not ledger.vintages("industry.value_added.growth")
    assert not ledger.series_list()
    assert [o.quote for o in ledger.observations(indicator="industry.value_added")] == ["9.6 %"]
    why = {"who": "an editor", "reason": "the day stands in the file's properties"}
    number = ledger.date_release(undated.release.id, date(2022, 1, 17), **why)
    [point] = ledger.vintages("industry.value_added.growth")
    assert (point.first_published, point.dated_by) == ("2022-01-17", "decided")
    assert [o.published for o in ledger.observations(indicator="industry.value_added")] == ["2022-01-17"]
    with ledger.store.reading() as connection:
        assert connection.execute(text("SELECT published FROM statement")).scalars().all() == ["2022-01-17"]
    assert ledger.info().first_published == "2022-01-17"
    assert not ledger.series("industry.value_added.growth", as_of="2022-01-16")
    assert ledger.series_list()[0].periods == 1
    ledger.date_release(undated.release.id, date(2022, 1, 18), **why)
    assert [p.first_published for p in ledger.vintages("industry.value_added.growth")] == ["2022-01-18"]
    ledger.undo(number + 1, who="an editor")
    ledger.undo(number, who="an editor")
    assert not ledger.vintages("industry.value_added.growth")
    assert not ledger.verify()
    with pytest.raises(LedgerError, match="is not kept"):
        ledger.date_release("nothing", date(2022, 1, 17), **why)


def test_what_others_say_does_not_supersede_the_producer(ledger: Ledger) -> None:
    ledger.keep(release("rumour", "2022-01-10", said("9.9", "2021"), publisher="The Daily Kettle"))
    ledger.keep(release("office", "2022-01-17", said("9.6", "2021"), publisher=OFFICE))
    ledger.keep(release("paper", "2022-01-18", said("6.9", "2021"), publisher="The Daily Kettle"))
    ledger.keep(release("echo", "2022-01-19", said("9.6", "2021"), publisher="The Daily Kettle"))
    told = ledger.vintages("industry.value_added.growth")
    assert [(str(p.value), p.own, p.said) for p in told] == [("9.9", False, 1), ("9.6", True, 2)]


def test_a_month_not_yet_published_does_not_show(ledger: Ledger, tmp_path: Path) -> None:
    prices = "producer prices,{},{},%,growth,US,BLS,{}"
    rows = [prices.format(*row) for row in (("2019-05", "1.8", "2019-06-11"), ("2019-06", "1.7", "2019-07-12"))]
    told = _imported(ledger, tmp_path, rows).series("prices.ppi", as_of="2019-07-11")
    assert [p.period for p in told] == ["2019-05"]


def test_two_vintages_of_one_quarter(ledger: Ledger, tmp_path: Path) -> None:
    rows = [
        f"gross domestic product,{period},{value},USD,level,US,BEA,{day}"
        for day, values in (("2003-02-01", ("8410", "8531")), ("2004-02-01", ("8350", "8467")))
        for period, value in zip(("2002-Q1", "2002-Q2"), values, strict=True)
    ]
    book = _imported(ledger, tmp_path, rows)
    assert [p.value for p in book.series("gdp", as_of="2003-06-01")] == [8410, 8531]
    assert [p.value for p in book.series("gdp", as_of="2004-06-01")] == [8350, 8467]
    assert [r.by for r in book.revisions()] == [-60, -64]
    # 8350 stands beside 8467: its nought is a digit
    assert {p.upper - p.lower for p in book.vintages("gdp") if p.upper and p.lower} == {1}


def test_single_quarters_from_the_year_to_date(ledger: Ledger, tmp_path: Path) -> None:
    totals = (("2021-Q1", "312"), ("2021-01/2021-06", "655"), ("2021-01/2021-09", "981"), ("2021", "1340"))
    rows = [f"exports,{period},{value},billion yuan,level,CN,customs,2022-01-14" for period, value in totals]
    found = _imported(ledger, tmp_path, rows).derived("trade.exports")
    quarters = {d.period: int(d.value) for d in found if d.rule.startswith("difference")}
    assert quarters == {"2021-Q2": 343_000_000_000, "2021-Q3": 326_000_000_000, "2021-Q4": 359_000_000_000}


def _imported(ledger: Ledger, folder: Path, rows: list[str]) -> Ledger:
    path = folder / "series.csv"
    path.write_text("\n".join(["series,period,value,unit,measure,area,source,vintage", *rows]) + "\n", "utf-8")
    ledger.import_series(path)
    return ledger


def test_the_views_tell_what_the_program_tells(robots: Ledger) -> None:
    thrice = (said("9.6", "2021"), said("9.8", "2021"), said("9.6", "2021", half="1"))
    robots.keep(release("industry", "2022-01-20", *thrice))
    robots.keep(release("industry2", "2022-02-20", said("9.7", "2021"), said("4.3", "2022-01", qualifier=">")))
    robots.keep(release("industry", "2022-01-20", said("9.6", "2021"), said("9", "2021", half="1", qualifier="~")))
    robots.keep(release("office", "2022-03-20", said("9.5", "2021"), publisher=OFFICE))
    robots.keep(release("paper", "2022-03-21", said("5.9", "2021"), publisher="The Daily Kettle"))
    robots.keep(release("same", "2022-03-20", said("9.4", "2021"), publisher=OFFICE, title="Industry (corrected)"))
    robots.keep(release("day", "2022-03-20", said("9.3", "2021"), publisher=OFFICE))
    robots.keep(release("none", None, said("9.1", "2021"), publisher=OFFICE))
    for day, value in (("2022-04-01", "120"), ("2022-05-01", "121000"), ("2022-06-01", "119"), ("2022-07-01", "1210")):
        level = said(value, "2020", subject=ROBOTS, unit="1", measure="level", half="0.5")
        robots.keep(release(f"levels{value}", day, level))
    words = "In 2020, growth of value added of industry was revised from 2.4 % to 2.8 %.\n"
    old, new = (said(value, "2020") | {"at": words.index(value)} for value in ("2.4", "2.8"))
    robots.keep(release("revised", "2022-12-29", old, new, text=words, publisher=OFFICE))
    expected = [
        (p.series, p.period, float(p.value or 0), p.first_published, p.superseded_by, p.observation, int(p.doubt != ""))
        for s in robots.series_list()
        for p in robots.vintages(s.key)
    ]
    columns = "series, period, value, first_published, COALESCE(superseded_by, ''), observation, step"
    with robots.store.reading() as connection:
        rows = connection.execute(text(f"SELECT {columns} FROM vintages")).all()
        revised = connection.execute(text("SELECT count(*) FROM revisions")).scalar()
        latest = connection.execute(text("SELECT count(*) FROM series_latest")).scalar()
    assert sorted(map(tuple, rows)) == sorted(expected)
    assert revised == sum(1 for r in robots.revisions(doubtful=True) if not r.doubt.startswith("it is"))
    assert latest == sum(1 for row in expected if not row[4] and not row[6])


@pytest.mark.filterwarnings("default")
def test_records_become_tables(robots: Ledger) -> None:
    points = robots.vintages(ROBOT_GROWTH)
    assert points.to_dicts()[0]["value"] == 44.9
    assert points.to_polars()["value"].to_list() == [44.9, 67.9]
    assert points.to_pandas()["value"].tolist() == [44.9, 67.9]
    assert points.to_arrow()["value"].to_pylist() == [44.9, 67.9]
    days = [date.fromisoformat(point.first_published) for point in points]
    assert points.to_polars()["first_published"].to_list() == days
    assert [stamp.date() for stamp in points.to_pandas()["first_published"]] == days
    assert points.to_polars()["superseded_on"].null_count() == sum(not point.superseded_on for point in points)
    assert str(points.to_arrow().schema.field("known_at").type) == "timestamp[us, tz=UTC]"
    assert robots.vintages(ROBOT_GROWTH, known_at=date(2100, 1, 1)) == points
    assert robots.series(ROBOT_GROWTH, as_of=days[0]) == robots.series(ROBOT_GROWTH, as_of=points[0].first_published)
    assert "44.9" in points._repr_html_()
    none = robots.releases(since=date(2100, 1, 1))
    for records in (robots.releases(until=date(2100, 1, 1)), robots.findings(), robots.find("robots"), none):
        assert records.to_polars().height == records.to_arrow().num_rows == len(records.to_pandas()) == len(records)
        assert records._repr_html_()


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
