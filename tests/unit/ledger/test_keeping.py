"""What is kept comes back equal; keeping twice changes nothing; corrected texts are editions."""

from __future__ import annotations

import hashlib
from decimal import Decimal

import msgspec
import pytest
from sqlalchemy import text

from tallystick.ledger import Ledger
from tallystick.ledger.layouts import LAYOUT
from tallystick.ledger.rows import release_row
from tallystick.model import Claim, Finding, Interval, LedgerError, Repair
from tallystick.model.message import Formula, Measured, Message, Printed, Said
from tallystick.reconciling.wording import told
from tests.unit.ledger.build import ROBOTS, on_a_page, release, said


def test_a_reading_comes_back_equal(ledger: Ledger) -> None:
    reading = release(
        "january",
        "2023-02-10",
        said("4.6", "2023-01"),
        said(("5", "5.5"), "2023", status="target"),
        said("366000", "2022", subject=ROBOTS, unit="1", measure="level", half="500", qualifier=">"),
        said("12.25", "", subject="share of blue kettles in all kettles", measure="share"),
        said("-3.10", "2023-01", subject="orders of tea kettles"),
    )
    kept = ledger.keep(reading)
    assert (kept.outcome, kept.observations, kept.edition) == ("kept", 5, 1)
    assert ledger.reading(reading.release.id) == reading
    assert ledger.original(reading.release.id) == reading.release.text.encode()
    assert not ledger.verify()


def test_a_document_comes_back_with_its_places_and_tables(ledger: Ledger) -> None:
    reading = on_a_page(
        release("page", "2023-02-10", said("4.6", "2023-01"), said("-3.10", "2023-01", subject="kettles"))
    )
    ledger.keep(reading)
    ledger.keep(release("plain", "2023-02-10", said("4.6", "2023-01")))
    assert ledger.reading(reading.release.id) == reading
    [first, second] = ledger.observations(release=reading.release.id)
    assert (first.page, first.place, first.table) == (1, "72,74.5,500.2,86.5", "Of all")
    assert (second.row, second.column) == ("All > Of which", "2021")
    with ledger.store.reading() as connection:
        assert connection.execute(text("SELECT count(*) FROM layout")).scalar() == 1
        [place] = connection.execute(text("SELECT place FROM statement WHERE subject = 'kettles'")).scalars()
        assert place.startswith('{"page":1,"rectangles":[[72.0,')
    assert not ledger.verify()


def test_nothing_that_a_release_has_is_forgotten() -> None:
    plain = release("page", "2023-02-10").release
    assert {*type(plain).__struct_fields__} - {"id"} == {*release_row(plain)} - {"release_id"} | {*LAYOUT}


def test_long_documents_are_packed_and_come_back(ledger: Ledger) -> None:
    reading = release("long", "2023-02-10", said("4.6", "2023-01"))
    original = b"<html>" + b"x" * 5000
    made = msgspec.structs.replace(reading.release, content_hash=hashlib.sha256(original).hexdigest())
    ledger.keep(msgspec.structs.replace(reading, release=made), original=original, media_type="text/html")
    assert ledger.original(made.id) == original


def test_bytes_that_were_not_read_are_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="not those that were read"):
        ledger.keep(release("january", "2023-02-10", said("4.6", "2023-01")), original=b"something else")
    assert not ledger.releases()


def test_keeping_twice_changes_nothing(ledger: Ledger) -> None:
    reading = release("january", "2023-02-10", said("4.6", "2023-01"))
    ledger.keep(reading)
    before = ledger.info()
    again = ledger.keep(reading)
    assert (again.outcome, again.release_id) == ("already kept", reading.release.id)
    after = ledger.info()
    assert (after.releases, after.observations, after.series) == (before.releases, before.observations, before.series)


def test_a_corrected_text_is_an_edition_with_its_differences(ledger: Ledger) -> None:
    first = release("january", "2023-02-10", said("4.6", "2023-01"), said("7", "2023-01", subject=ROBOTS))
    second = release(
        "january", "2023-02-10", said("4.9", "2023-01"), said("1", "2023-01", subject="output of steel kettles")
    )
    ledger.keep(first)
    kept = ledger.keep(second)
    assert (kept.outcome, kept.edition) == ("new edition", 2)
    assert [(d.kind, d.before, d.after) for d in kept.differences] == [
        ("changed", "4.6 %", "4.9 %"),
        ("added", "", "1 %"),
        ("dropped", "7 %", ""),
    ]
    assert [r.latest_edition for r in ledger.releases()] == [False, True]
    assert [p.value for p in ledger.series("industry.value_added.growth")] == [second.observations[0].value]


def test_a_figure_that_the_corrected_text_leaves_out_no_longer_stands(ledger: Ledger) -> None:
    ledger.keep(release("january", "2023-02-10", said("4.6", "2023-01"), said("7", "2023-01", subject=ROBOTS)))
    second = release("january", "2023-02-10", said("4.6", "2023-01"), said("7", "2023-01", subject="kettles of robots"))
    ledger.keep(second)
    name = ledger.reading(second.release.id).observations[0].indicator
    assert name is not None
    assert len(ledger.series(f"{name}.growth")) == 1
    [robots] = ledger.vintages("output.industrial_robots.growth")
    assert robots.superseded_by == second.release.id


def test_texts_of_other_days_or_of_other_words_are_no_editions(ledger: Ledger) -> None:
    ledger.keep(release("monthly", "2023-02-10", said("4.6", "2023-01"), title="Industry"))
    assert ledger.keep(release("monthly", "2023-03-10", said("4.7", "2023-02"), title="Industry")).edition == 1
    other = release("news", "2023-02-10", text="Quite another matter was told", title="Industry")
    assert ledger.keep(other).edition == 1


def test_releases_without_a_day_are_dated_by_their_keeping(ledger: Ledger) -> None:
    ledger.keep(release("undated", None, said("4.6", "2023-01")))
    [kept] = ledger.releases()
    assert (kept.dated_by, kept.published) == ("kept", kept.kept_at[:10])


def test_findings_come_back_equal_and_are_tied_to_their_figures(ledger: Ledger) -> None:
    reading = release("january", "2023-02-10", said("4.6", "2023-01"))
    claim = Claim("industry", "growth", "%", "2023-01", "2022-01", Interval.of(1, 2, upper_open=True))
    finding = Finding(
        verdict="contradicts",
        kind="check",
        identity="growth_from_levels",
        figures=(reading.observations[0].id, "elsewhere.csv#4"),
        quotes=("4.6 %", "5"),
        published=claim,
        derived=claim,
        repairs=(Repair("x", Interval.of(None, 3)),),
        **told(
            Message("does not follow", {"what": Measured("growth", "industry"), "published": Said("4.6 %")}),
            [Message("confidence", {"odds": "0.80"})],
            [Formula("{} = {} − {}", (Printed(Decimal("4.6"), "%"), "?", Printed(Decimal(1))))],
        ),
    )
    ledger.keep(reading, [finding], ledger_findings=[finding])
    assert [(f.scope, f.finding) for f in ledger.findings(verdict="contradicts")] == [
        ("release", finding),
        ("ledger", finding),
    ]
    assert not ledger.findings(verdict="holds")
    assert not ledger.verify()


def test_what_is_not_kept_is_named(ledger: Ledger) -> None:
    for ask in (ledger.release, ledger.reading, ledger.original):
        with pytest.raises(LedgerError, match="nothing-00000000 is not kept"):
            ask("nothing-00000000")


def test_observations_are_found_by_their_fields(ledger: Ledger) -> None:
    ledger.keep(release("january", "2023-02-10", said("4.6", "2023-01"), said("7", "2022", subject=ROBOTS)))
    [robots] = ledger.observations(indicator="output.industrial_robots")
    assert (robots.period, robots.quote, robots.publisher) == ("2022", "7 %", "Bureau of Figures")
    assert [o.quote for o in ledger.observations(period="2023-01")] == ["4.6 %"]
    assert len(ledger.observations(limit=1)) == 1
