"""Figures of two readings, held together by place: in one text, in a text made anew, and at scale."""

from __future__ import annotations

import msgspec

import tallystick
from tallystick.ledger.places import Lines, changed_fields, pairs
from tallystick.model import Observation, Reading

WORDS = (
    "Harbours in May\n\n"
    "The port of Elmsby moved 31.5 million tonnes in May 2023, up 4.2% on a year earlier.\n\n"
    "Fees rose by 3% in 2022.\n"
)


def shifted(one: Observation, start: int) -> Observation:
    """The figure as a reader sees it that begins so many characters later."""
    return msgspec.structs.replace(one, start=one.start + start, id=f"{one.release}:{one.start + start}")


def read_as(reading: Reading, *figures: Observation) -> Reading:
    return msgspec.structs.replace(reading, observations=tuple(figures))


def test_figures_of_one_text_meet_where_they_share_a_character() -> None:
    reading = tallystick.read_text(WORDS)
    tonnes, growth, fees = reading.observations
    before = read_as(reading, shifted(tonnes, 2), growth)
    after = read_as(reading, tonnes, fees)
    found = [(p.before and p.before.start, p.after and p.after.start) for p in pairs(before, after)]
    assert found == [(tonnes.start + 2, tonnes.start), (growth.start, None), (None, fees.start)]


def test_one_long_figure_takes_the_place_of_two() -> None:
    reading = tallystick.read_text(WORDS)
    tonnes, growth, _ = reading.observations
    whole = msgspec.structs.replace(tonnes, end=growth.end)
    found = [(p.before, p.after) for p in pairs(read_as(reading, tonnes, growth), read_as(reading, whole))]
    assert found == [(tonnes, whole), (growth, None)]


def test_places_are_followed_through_the_lines_that_both_texts_have() -> None:
    before = tallystick.read_text(WORDS)
    after = tallystick.read_text("Menu\nHome\n" + WORDS.replace("Fees rose by 3%", "Fees rose by 3%,"))
    found = {p.before.text: p.after and p.after.text for p in pairs(before, after) if p.before}
    assert found == {"31.5 million tonnes": "31.5 million tonnes", "4.2%": "4.2%", "3%": None}
    assert [p.after.text for p in pairs(before, after) if p.after and not p.before] == ["3%"]


def test_lines_that_repeat_are_told_apart_by_their_neighbours() -> None:
    before = "first\nsame\nsecond\nsame\nlast"
    after = "new\nfirst\nsame\nsecond\nsame\nlast"
    follow = Lines(before, after)
    for start in (0, before.index("same"), before.rindex("same"), before.index("last")):
        assert follow.span(start, start + 3) == (start + 4, start + 7)
    assert Lines("one\ntwo", "two\none").span(0, 3) in ((4, 7), None)
    assert Lines("one\ntwo", "three").span(0, 3) is None


def test_a_figure_that_only_one_reading_sees_is_told_with_all_its_fields() -> None:
    one = tallystick.read_text(WORDS).observations[1]
    assert changed_fields(one, one) == {}
    gone, new = changed_fields(one, None), changed_fields(None, one)
    assert gone["period"] == ("2023-05", "")
    assert {name: values[::-1] for name, values in gone.items()} == new


def test_lines_are_matched_in_time_that_grows_with_the_text() -> None:
    from time import process_time

    def cost(lines: int) -> float:
        text = "\n".join(f"row {n % 7}" if n % 3 else f"line {n}" for n in range(lines))
        start = process_time()
        Lines(text, "head\n" + text.replace("line 9", "line nine"))
        return process_time() - start

    cost(1000)
    small, large = min(cost(4000) for _ in range(3)), min(cost(32000) for _ in range(3))
    assert large < 24 * small
