"""Sentences that a page break cuts in two."""

from __future__ import annotations

from tallystick.model import Release
from tallystick.reading.en.accurate import prepare, read
from tallystick.reading.en.page_breaks import broken, without_breaks
from tallystick.releases import from_text

HALVES = """Dues of the harbour

Dues on timber rose by 4.2% in the year 2018 while those on wool and on hides fell, owing to a loss of 26.7% in land

4

-----

{rest}
"""


def opened(rest: str) -> Release:
    return from_text(HALVES.format(rest=rest), "dues")


def test_a_sentence_goes_on_behind_a_page_number() -> None:
    release = opened("trade of 3,150 tonnes. Tolls were 12 shillings.")
    first = next(s for s in prepare(release, release.blocks) if s.quantities)
    told = [first.items[k].low for k in first.quantities]
    assert told == ["4.2%", "26.7%", "3,150 tonnes"]
    assert "in land trade of" in " ".join(first.text[first.start : first.end].split())
    halves = [release.text[slice(*first.part_at(first.items[k].start)[1])][:4] for k in first.quantities]
    assert halves == ["Dues", "Dues", "trad"]


def test_what_is_whole_stays_apart() -> None:
    for rest in ("Trade fell.", "a) trade fell by 3%."):
        release = opened(rest)
        assert list(broken(release.text, release.blocks)) == []
        assert without_breaks(release.text, []) == release.text


def test_numbers_between_the_halves_are_told_once() -> None:
    release = opened("trade of 3,150 tonnes.")
    _, left = read(release, release.blocks)
    assert [(number.text, number.reason) for number in left if number.text == "4"] == [("4", "furniture")]
