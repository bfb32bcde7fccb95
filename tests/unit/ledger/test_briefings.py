"""Briefings on SQLite and PostgreSQL: versions, who saved meanwhile, signatures, and what is frozen."""

from __future__ import annotations

import pytest

from tallystick.ledger import Ledger
from tallystick.web import kept_briefings, leaving, people, queries
from tallystick.web.briefing_records import BriefingError, Figure, Proof, SavedMeanwhileError, Words
from tallystick.web.draft_records import Asker
from tallystick.web.kept_briefings import New
from tallystick.web.leaving import Parcel


def test_a_briefing_from_its_first_version_to_what_left(url: str) -> None:
    told, words = (
        New(period="2021", area="CN", given="2022-01-20", unsure=False),
        Words(en="A\n", zh="甲\n", outline=""),
    )
    with Ledger(url) as ledger:
        store = ledger.store
        ana, bea = (Asker(people.add_person(store, name, "editor", "x" * 12), False) for name in ("ana", "bea"))
        number = kept_briefings.save(store, ana, told, words)
        later = Words(en="B\n", zh="甲\n", outline="", left_out=("gdp.growth 2021",))
        assert kept_briefings.add_version(store, ana, number, 1, later, "n") == 2
        assert kept_briefings.add_version(store, ana, number, 2, later, "the same again") == 2
        with pytest.raises(SavedMeanwhileError, match="version 2 was saved meanwhile by ana"):
            kept_briefings.add_version(store, bea, number, 1, words, "")
        assert [(one.number, one.who, one.words) for one in kept_briefings.versions(store, number)] == [
            (2, "ana", later),
            (1, "ana", words),
        ]
        leaving.sign(store, ana, number, 2, "")
        version = kept_briefings.version(store, number, 2)
        assert version
        assert leaving.needs_another(store)
        assert not leaving.is_signed(version, leaving.signatures(store, number), another=True)
        leaving.sign(store, bea, number, 2, "")
        leaving.sign(store, bea, number, 2, "")
        assert [one.name for one in leaving.signatures(store, number)] == ["ana", "bea"]
        with store.reading() as connection:
            stamp = queries.stamp(connection)
        good = Proof(stamp=stamp, at="2026-01-01T00:00", figures=())
        bad = Proof(stamp=stamp, at="", figures=(Figure(language="en", words="9%", why=("wrong", "错")),))
        failing, late = (
            Parcel(proof=one, files={}, rests_on=()) for one in (bad, Proof(stamp="old", at="", figures=()))
        )
        with pytest.raises(BriefingError, match="1 figures do not prove"):
            leaving.send(store, bea, number, 2, failing)
        with pytest.raises(BriefingError, match="the ledger changed"):
            leaving.send(store, bea, number, 2, late)
        assert kept_briefings.get(store, number, works=False) is None
        leaving.send(store, bea, number, 2, Parcel(proof=good, files={"briefing.en.txt": b"B\n"}, rests_on=("r-1",)))
        sent = kept_briefings.get(store, number, works=False)
        assert sent
        assert (sent.sent_by, sent.signed_by, sent.rests_on) == ("bea", ("ana", "bea"), ("r-1",))
        assert kept_briefings.file(store, number, "briefing.en.txt") == (b"B\n", "text/plain; charset=utf-8")
        for change in (
            lambda: kept_briefings.add_version(store, ana, number, 2, words, ""),
            lambda: leaving.sign(store, ana, number, 2, ""),
            lambda: kept_briefings.remove(store, ana, number),
        ):
            with pytest.raises(BriefingError, match="was sent"):
                change()
        other = kept_briefings.save(store, ana, told, words)
        kept_briefings.remove(store, bea, other)
        assert [one.number for one in kept_briefings.latest(store, works=True)] == [number]
        assert not ledger.verify()
