"""Laws of the ledger: whatever is kept comes back, and vintages do not depend on the order of keeping."""

from __future__ import annotations

import tempfile
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text

from tallystick.ledger import Ledger
from tallystick.ledger.rows import exact
from tallystick.ledger.tokens import indexed, tokens
from tallystick.model import Reading
from tests.unit.ledger.build import release, said

DAYS = ("2022-01-17", "2022-02-28", "2022-03-05", "2022-09-30")
FEW = settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
told = st.builds(
    said,
    st.decimals(-99, 99, places=1).map(str),
    st.sampled_from(["2021", "2021-12", "2021-01/2021-11"]),
    half=st.sampled_from(["0.05", "0.5", "0"]),
    qualifier=st.sampled_from(["", "", "", ">", "~"]),
)
releases = st.lists(
    st.tuples(st.sampled_from(DAYS), st.lists(told, min_size=1, max_size=4)), min_size=1, max_size=6
).map(lambda drawn: [release(f"r{n}", day, *figures) for n, (day, figures) in enumerate(drawn)])


def kept(readings: list[Reading], folder: str, name: str) -> Ledger:
    ledger = Ledger(Path(folder) / f"{name}.db")
    for reading in readings:
        ledger.keep(reading)
    return ledger


def vintages(ledger: Ledger) -> list[tuple[object, ...]]:
    return sorted(
        (p.series, p.period_end, str(p.value), p.first_published, p.superseded_on)
        for info in ledger.series_list()
        for p in ledger.vintages(info.key)
    )


@FEW
@given(releases)
def test_whatever_is_kept_comes_back_and_the_view_agrees_with_the_program(readings: list[Reading]) -> None:
    with tempfile.TemporaryDirectory() as folder, kept(readings, folder, "a") as ledger:
        for reading in readings:
            assert ledger.reading(reading.release.id) == reading
        assert not ledger.verify()
        with ledger.store.reading() as connection:
            columns = "series, period_end, value_exact, first_published, COALESCE(superseded_on, '')"
            rows = connection.execute(text(f"SELECT {columns} FROM vintages")).all()
        assert sorted((*row[:2], str(Decimal(row[2])), *row[3:]) for row in rows) == vintages(ledger)


@FEW
@given(releases, st.sampled_from(DAYS))
def test_as_of_is_what_the_ledger_said_when_it_held_no_more(readings: list[Reading], day: str) -> None:
    by_day = sorted(readings, key=lambda r: str(r.release.released))
    then = [reading for reading in by_day if str(reading.release.released) <= day]
    with (
        tempfile.TemporaryDirectory() as folder,
        kept(by_day, folder, "all") as ledger,
        kept(then, folder, "then") as past,
    ):
        for key in [info.key for info in past.series_list()]:
            now = [(p.period, p.value) for p in ledger.series(key, as_of=day)]
            assert now == [(p.period, p.value) for p in past.series(key)]


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_exact_numbers_have_one_text_each(number: Decimal) -> None:
    words = exact(number)
    assert words is not None
    assert Decimal(words) == number
    assert exact(Decimal(words)) == words


@given(st.text(alphabet="规模以上工业 abcXYZ09.%-", max_size=30), st.data())
def test_every_part_of_a_text_is_found_in_it(words: str, data: st.DataObject) -> None:
    pieces = words.split()
    if pieces:
        piece = data.draw(st.sampled_from(pieces))
        assert set(tokens(piece)) <= set(indexed(words).split())
