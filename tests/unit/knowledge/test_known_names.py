"""Names of the catalogue found in a text, however long it is."""

from __future__ import annotations

from time import process_time

from tallystick.knowledge.known_names import Known, names_in

WORDS = "The floor space of buildings completed rose. "


def test_each_name_is_found_where_it_begins() -> None:
    name = "floor space of buildings completed"
    once = names_in(WORDS)
    assert [WORDS[known.start : known.end] for known in once] == [name]
    assert names_in(WORDS * 3) == tuple(
        Known(start + len(WORDS) * n, end + len(WORDS) * n) for n in range(3) for start, end in once
    )


def test_a_sentence_without_end_takes_linear_time() -> None:
    names_in("loads the catalogue")
    taken = []
    for times in (1_500, 6_000):
        start = process_time()
        assert len(names_in(WORDS * times)) == times
        taken.append(process_time() - start)
    assert taken[1] < max(taken[0] * 12, 0.8)
