"""Releases read anew: a newer reading beside the earlier one, which series follow and decisions hold on to."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from sqlalchemy import text

from tallystick.ledger import Ledger, recalling, rereading
from tallystick.ledger.carrying import NO_FIGURE, NO_FINDING, NO_SERIES
from tallystick.model import LedgerError, Reading
from tallystick.releases import from_bytes
from tests.unit.ledger.build import on_a_page
from tests.unit.ledger.misread import NEWS, keep, misread, nothing_wrong, put, today, wrong_year

VALUE_ADDED, PROFITS, ROBOTS = (
    "industry.value_added.growth",
    "industry.profits.growth",
    "output.industrial_robots.growth",
)


def points(ledger: Ledger, name: str, known_at: str | None = None) -> list[tuple[str, str]]:
    return [(p.period, str(p.value)) for p in ledger.series(name, known_at=known_at)]


def test_what_reads_as_before_is_left_as_it_is(ledger: Ledger) -> None:
    reading = today()
    keep(ledger, reading)
    seal = ledger.info().seal
    done = ledger.reread(reading.release.id, reader="fast")
    assert (done.outcome, done.number, done.changes, done.decisions) == ("as before", 1, (), ())
    assert ledger.info().seal == seal
    assert len(ledger.readings(reading.release.id)) == 1


def test_a_layout_found_otherwise_is_kept_with_its_reading(ledger: Ledger) -> None:
    now = today()
    keep(ledger, on_a_page(now))
    assert ledger.reread(now.release.id, reader="fast").outcome == "read anew"
    assert ledger.reading(now.release.id) == now
    kept_at = ledger.releases()[0].kept_at
    assert ledger.reading(now.release.id, known_at=kept_at) == on_a_page(now)
    assert ledger.reread(now.release.id, reader="fast").outcome == "as before"
    assert not ledger.verify()


def test_what_changed_is_listed_and_counts_from_now_on(ledger: Ledger) -> None:
    now = today()
    before = misread(now, lambda figures: [*wrong_year(figures)[:2]])
    keep(ledger, before)
    kept_at = ledger.releases()[0].kept_at
    done = ledger.reread(now.release.id, reader="fast", who="an editor")
    assert (done.outcome, done.number, done.figures) == ("read anew", 2, 3)
    told = {change.kind: change for change in done.changes}
    assert told["changed"].fields["period"] == ("2020", "2021")
    assert told["changed"].fields["base"] == ("2019", "2020")
    assert set(told["changed"].fields) == {"period", "base"}
    assert told["new"].quote == "44.9%"
    assert told["new"].fields["series"][1].startswith("output.industrial_robots.growth;")
    assert ledger.reading(now.release.id) == now
    assert points(ledger, VALUE_ADDED) == [("2021", "9.6")]
    assert points(ledger, ROBOTS) == [("2021", "44.9")]
    assert [f.observation for f in ledger.observations(release=now.release.id)] == [o.id for o in now]
    assert ledger.release(now.release.id).observations == ledger.info().observations == 3
    assert ledger.info().unread == len(now.unread)
    assert ledger.find("robots")
    assert not ledger.verify()
    # What was read before is there as it was, for those who ask what was known before.
    assert ledger.reading(now.release.id, known_at=kept_at) == before
    assert points(ledger, VALUE_ADDED, known_at=kept_at) == [("2020", "9.6")]
    assert points(ledger, ROBOTS, known_at=kept_at) == []
    first, second = ledger.readings(now.release.id)
    assert (first.number, first.figures, first.last, first.read_by) == (1, 2, False, "")
    assert (second.number, second.figures, second.last, second.read_by) == (2, 3, True, "an editor")
    assert (second.reader, second.read_at) == ("fast", done.read_at)
    assert second.program.startswith("tallystick ")


def test_a_figure_that_is_none_any_more_is_gone_from_series_and_search(ledger: Ledger) -> None:
    now = today()
    extra = put(
        now.observations[0], start=0, end=8, text=NEWS[:8], id=f"{now.release.id}:0", sentence="A zebra said so"
    )
    keep(ledger, misread(now, lambda figures: [extra, *figures]))
    assert ledger.find("zebra")
    done = ledger.reread(now.release.id, reader="fast")
    assert [(c.kind, c.observation) for c in done.changes] == [("gone", extra.id)]
    assert done.changes[0].fields["period"] == ("2021", "")
    assert not ledger.find("zebra")
    assert not ledger.verify()
    with pytest.raises(LedgerError, match="no figure"):
        ledger.unlink(extra.id, who="an editor", reason="no figure")


def test_a_dry_run_tells_the_same_and_writes_nothing(ledger: Ledger) -> None:
    now = today()
    before = misread(now, wrong_year)
    keep(ledger, before)
    ledger.unlink(before.observations[1].id, who="an editor", reason="of another survey")
    seal = ledger.info().seal
    would = ledger.reread(now.release.id, reader="fast", dry_run=True)
    assert would.outcome == "would be read anew"
    assert ledger.info().seal == seal
    assert ledger.reading(now.release.id) == before
    done = ledger.reread(now.release.id, reader="fast")
    assert done.changes == would.changes
    assert [(d.number, d.carried) for d in done.decisions] == [(d.number, d.carried) for d in would.decisions]


def test_read_anew_again_and_again_the_last_reading_counts(ledger: Ledger) -> None:
    """Four readings, each of another opinion, the last of the same as the second."""
    now = today()
    opinions = [misread(now, wrong_year), now, misread(now, lambda f: f[:1]), now]
    keep(ledger, opinions[0])
    for number, opinion in enumerate(opinions[1:], start=2):
        with ledger.store.reading() as connection:
            row = recalling.release_row(connection, now.release.id)
            work = rereading.compared(connection, row, recalling.as_read(connection, row), opinion)
        assert rereading.write_down(ledger.store, work, {}, "an editor").number == number
    readings = ledger.readings(now.release.id)
    assert [r.figures for r in readings] == [3, 3, 1, 3]
    assert [ledger.reading(now.release.id, known_at=r.read_at) for r in readings] == opinions
    assert points(ledger, ROBOTS, known_at=readings[2].read_at) == []
    assert points(ledger, ROBOTS) == [("2021", "44.9")]
    assert not ledger.verify()


def test_decisions_go_to_the_figure_at_the_same_place(ledger: Ledger) -> None:
    now = today()
    one, two, three = now.observations
    older = put(three, start=three.start - 3, id=f"{now.release.id}:{three.start - 3}", text=f"by {three.text}")
    keep(ledger, misread(now, lambda _: [*wrong_year([one, two]), older]))
    who = {"who": "an editor", "reason": "of another survey"}
    parted = ledger.unlink(older.id, **who)
    fields = {"period": "2021", "base": "2020", "subject": "the output of kettles"}
    settled = ledger.settle(one.id, fields, who="an editor", reason="of another survey")
    ledger.note(two.id, **who)
    ledger.note(now.release.id, **who)
    done = ledger.reread(now.release.id, reader="fast")
    assert {d.number: (d.kind, d.carried, bool(d.into)) for d in done.decisions} == {
        parted: ("unlink", True, True),
        settled: ("settle", True, True),
        settled + 1: ("note", True, False),
    }
    by_number = {d.number: d for d in ledger.decisions()}
    over = {d.number: by_number[d.into] for d in done.decisions if d.into}
    assert over[parted].subject == three.id
    assert over[settled].fields == {"subject": "the output of kettles"}
    assert over[settled].who == "an editor"
    assert over[settled].reason == f"of another survey (carried over from decision {settled})"
    assert ledger.reading(now.release.id).observations[0].subject == "the output of kettles"
    assert not ledger.observations(release=now.release.id)[2].series
    assert not ledger.verify()
    ledger.undo(over[parted].number, who="another")
    assert ledger.observations(release=now.release.id)[2].series
    assert not ledger.verify()


def test_decisions_whose_place_holds_nothing_for_them_are_said(ledger: Ledger) -> None:
    now = today()
    one, two, three = now.observations
    made_up = put(one, start=0, end=8, text=NEWS[:8], id=f"{now.release.id}:0")
    other = put(two, value=Decimal("3.43"), lower=Decimal("3.425"), upper=Decimal("3.435"))
    keep(ledger, misread(now, lambda _: [made_up, one, other, three]))
    who = {"who": "an editor", "reason": "seen"}
    lost = [
        ledger.unlink(made_up.id, **who),
        ledger.settle(other.id, who="an editor", reason="seen"),
        ledger.note(made_up.id, **who),
    ]
    done = ledger.reread(now.release.id, reader="fast")
    problems = {d.number: d.problem for d in done.decisions}
    assert problems[lost[0]] == problems[lost[2]] == NO_FIGURE
    assert problems[lost[1]].startswith("the number at its place is read otherwise")
    assert not any(d.carried for d in done.decisions)
    assert ledger.reading(now.release.id) == now
    assert len(ledger.decisions()) == 3
    assert not ledger.verify()


def test_a_link_of_series_that_holds_no_figure_any_more_is_said(ledger: Ledger) -> None:
    now = today()
    keep(ledger, misread(now, lambda f: [put(f[0], area="IN"), *f[1:]]))
    keep(ledger, today(NEWS.replace("2021", "2020"), "before", "2021-02-28"))
    india, nowhere = (s.key for s in ledger.series_list(indicator=VALUE_ADDED))
    number = ledger.link(india, nowhere, who="an editor", reason="misread")
    done = ledger.reread(now.release.id, reader="fast")
    assert [(d.number, d.problem) for d in done.decisions] == [(number, NO_SERIES)]
    assert points(ledger, VALUE_ADDED) == [("2020", "9.6"), ("2021", "9.6")]
    assert not ledger.verify()


def test_notes_on_findings_go_to_the_findings_that_are_made_again(ledger: Ledger) -> None:
    keep(ledger, today())
    now = today(NEWS.replace("Industry in 2021", "Industry told again"), "again", "2022-03-05")
    extra = put(now.observations[0], start=0, end=8, text=now.release.text[:8], id=f"{now.release.id}:0")
    keep(ledger, misread(now, lambda f: [extra, *f]))
    with ledger.store.reading() as connection:
        found = connection.execute(text("SELECT key FROM finding ORDER BY key")).scalars().all()
    assert len(found) > 3
    numbers = {ledger.note(f"finding:{key}", who="an editor", reason=f"seen {key}"): key for key in found}
    done = ledger.reread(now.release.id, reader="fast")
    by_number = {d.number: d for d in ledger.decisions()}
    with ledger.store.reading() as connection:
        newer = set(connection.execute(text("SELECT key FROM finding WHERE reading > 0")).scalars())
    for decision in done.decisions:
        assert decision.number in numbers
        assert decision.carried or decision.problem == NO_FINDING
        if decision.carried:
            assert int(by_number[decision.into].subject.removeprefix("finding:")) in newer
    assert {d.carried for d in done.decisions} == {True, False}
    assert [f.finding.verdict for f in ledger.findings(release=now.release.id)]
    assert len(ledger.findings(release=now.release.id)) == len(newer)
    assert not ledger.verify()


def test_a_withdrawn_release_stays_withdrawn_and_comes_back_as_it_was_read_last(ledger: Ledger) -> None:
    now = today()
    keep(ledger, misread(now, wrong_year))
    ledger.withdraw(now.release.id, who="an editor", reason="a draft")
    ledger.reread(now.release.id, reader="fast")
    with pytest.raises(LedgerError):
        assert not ledger.series(VALUE_ADDED, status="target")
    assert points(ledger, VALUE_ADDED) == []
    ledger.reinstate(now.release.id, who="an editor")
    assert points(ledger, VALUE_ADDED) == [("2021", "9.6")]
    assert not ledger.verify()


def test_a_release_read_anew_keeps_its_place_among_those_of_its_day_and_its_editions(ledger: Ledger) -> None:
    first = today()
    keep(ledger, misread(first, wrong_year))
    later = today(NEWS.replace("9.6%", "9.8%"), "industry-2")
    kept = keep(ledger, later)
    assert (kept.outcome, kept.edition) == ("new edition", 2)
    ledger.reread(first.release.id, reader="fast")
    told = [(p.period, str(p.value), p.superseded_by) for p in ledger.vintages(VALUE_ADDED)]
    assert told == [("2021", "9.6", later.release.id), ("2021", "9.8", "")]
    with ledger.store.reading() as connection:
        rows = connection.execute(text("SELECT value_exact FROM vintages WHERE indicator = 'industry.value_added'"))
        assert sorted(rows.scalars()) == ["9.6", "9.8"]
    corrected = keep(ledger, today(NEWS.replace("9.6%", "9.7%"), "industry-3"))
    assert corrected.edition == 3
    assert not ledger.verify()


def test_series_that_a_reading_made_are_there_for_later_releases(ledger: Ledger) -> None:
    """Whose a series is, is told by who had a figure of it first: the seals of all others do not hold it."""
    now = today()
    keep(ledger, misread(now, lambda f: f[:1]))
    keep(ledger, today(NEWS.replace("2021", "2020"), "before", "2021-02-28"))
    ledger.reread(now.release.id, reader="fast")
    assert not ledger.verify()
    cars = "In 2022, the output of automobiles grew by 3.4%.\n"
    keep(ledger, misread(today(NEWS + cars, "more", "2023-02-28"), lambda f: f[:1]))
    ledger.reread(ledger.releases()[-1].release_id, reader="fast")
    keep(ledger, today(f"Cars\n\n{cars}", "cars", "2023-03-01"))
    assert "vehicles.all.output" in {s.indicator for s in ledger.series_list()}
    assert not ledger.verify()


def test_the_day_that_people_gave_is_what_last_month_counts_from(ledger: Ledger) -> None:
    words = "Industry\n\nThe added value of industries above designated size rose by 9.6% last year.\n"
    undated = today(words, "undated", None)
    keep(ledger, undated)
    ledger.date_release(undated.release.id, date(2022, 2, 28), who="an editor", reason="in the file's name")
    done = ledger.reread(undated.release.id, reader="fast")
    assert done.head["released"] == ("", "2022-02-28")
    assert ledger.reading(undated.release.id).release.released == date(2022, 2, 28)
    assert points(ledger, VALUE_ADDED) == [("2021", "9.6")]
    assert not ledger.verify()


def test_a_day_that_the_text_tells_now_is_taken_by_a_decision(ledger: Ledger) -> None:
    now = today(NEWS.replace("BEIJING, Feb. 28, 2022 -- ", "February 28, 2022\n\n"), released=None)
    assert now.release.is_dated
    unknown = msgspec.structs.replace(now, release=msgspec.structs.replace(now.release, released=None, event=None))
    keep(ledger, unknown)
    assert not points(ledger, VALUE_ADDED)
    ledger.reread(now.release.id, reader="fast", who="an editor")
    [decision] = ledger.decisions()
    assert (decision.kind, decision.day, decision.who) == ("date", "2022-02-28", "an editor")
    assert points(ledger, VALUE_ADDED) == [("2021", "9.6")]
    ledger.undo(decision.number, who="an editor")
    assert not points(ledger, VALUE_ADDED)
    assert not ledger.verify()


PAGE = f"""<html><head><title>Industry</title></head><body>
<nav><a href="/">Home</a> <a href="/a">All topics</a></nav>
<h1>Industry in 2021</h1>{"".join(f"<p>{line}</p>" for line in NEWS.splitlines()[2:] if line)}</body></html>"""


def test_places_are_followed_where_the_text_is_made_otherwise_from_the_bytes(ledger: Ledger) -> None:
    """An older program left a menu in the text, so every figure stood further on."""
    data = PAGE.encode()
    anew = from_bytes(data, "page", "https://a.example/page", media_type="text/html", released=date(2022, 2, 28))
    older = today("Skip to what is new\n" + anew.text, "page")
    release = msgspec.structs.replace(
        older.release, id=anew.id, source=anew.source, content_hash=anew.content_hash, title="", publisher=""
    )
    figures = tuple(put(o, release=anew.id, id=f"{anew.id}:{o.start}") for o in older)
    before = Reading(release, figures, older.unread, older.reader)
    ledger.keep(before, original=data, media_type="text/html")
    number = ledger.unlink(figures[1].id, who="an editor", reason="of another survey")
    done = ledger.reread(anew.id, reader="fast")
    assert done.head["title"][1] == anew.title
    assert all(change.kind != "gone" for change in done.changes)
    assert done.figures == len(figures)
    [carried] = [d for d in done.decisions if d.number == number]
    new = ledger.reading(anew.id)
    assert new.release.text == anew.text
    assert {d.number: d for d in ledger.decisions()}[carried.into].subject == new.observations[1].id
    assert new.observations[1].id != figures[1].id
    assert ledger.reading(anew.id, known_at=ledger.releases()[0].kept_at) == before
    assert not ledger.verify()


def test_what_was_read_anew_meanwhile_is_not_written_over(ledger: Ledger) -> None:
    now = today()
    keep(ledger, misread(now, wrong_year))
    with ledger.store.reading() as connection:
        work = rereading.prepare(connection, now.release.id, "fast")
    ledger.reread(now.release.id, reader="fast")
    with pytest.raises(LedgerError, match="meanwhile"):
        rereading.write_down(ledger.store, work, {}, "another")
    assert len(ledger.readings(now.release.id)) == 2
    assert not ledger.verify()


def test_what_has_no_text_cannot_be_read_anew(ledger: Ledger) -> None:
    from pathlib import Path

    samples = Path(__file__).parents[3] / "src" / "tallystick" / "samples" / "series"
    kept = ledger.import_series(next(iter(sorted(samples.glob("*.csv")))), released=date(2022, 1, 17))
    with pytest.raises(LedgerError, match="file of series"):
        ledger.reread(kept[0].release_id)
    with pytest.raises(LedgerError, match="not kept"):
        ledger.reread("nothing-of-the-kind")
    assert not ledger.readings("nothing-of-the-kind")


def test_checks_of_new_releases_see_what_was_read_last(ledger: Ledger) -> None:
    now = today()
    keep(ledger, misread(now, lambda f: [put(f[0], value=Decimal(96), lower=Decimal(95), upper=Decimal(97)), *f[1:]]))
    same = today(NEWS.replace("Industry in 2021", "Industry told again"), "again", "2022-03-05")
    assert not any(f.verdict == "holds" and same.observations[0].id in f.figures for f in ledger.check_against(same))
    ledger.reread(now.release.id, reader="fast")
    assert any(f.verdict == "holds" and same.observations[0].id in f.figures for f in ledger.check_against(same))


def test_a_text_in_a_language_it_was_kept_by_force_in_is_read_in_it_again(ledger: Ledger) -> None:
    words = "Der Bericht\n\nDie Einfuhren und die Ausfuhren stiegen nicht mehr, sagte der Minister am Montag.\n" * 4
    release = from_bytes(words.encode(), "bericht", "bericht.txt", language="en", released=date(2022, 2, 28))
    reading = Reading(release, (), (), today().reader)
    ledger.keep(reading)
    assert ledger.reread(release.id, reader="fast").figures == 0
    assert ledger.reading(release.id).release.language == "en"


def test_nothing_wrong_is_nothing_changed(ledger: Ledger) -> None:
    now = today()
    keep(ledger, msgspec.structs.replace(misread(now, nothing_wrong), reader=type(now.reader)()))
    done = ledger.reread(now.release.id, reader="fast")
    assert (done.outcome, done.changes) == ("read anew", ())
    assert [r.reader for r in ledger.readings(now.release.id)] == ["", "fast"]
