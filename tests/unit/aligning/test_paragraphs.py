"""Passages beside passages: every one stands in one row, in order, where its figures are."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from tallystick.aligning.paragraphs import side_by_side

KINDS = st.lists(st.sampled_from(["heading", "paragraph", "table"]), max_size=12)
SHARED = st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=20)


@given(KINDS, KINDS, SHARED)
def test_every_passage_stands_once_and_in_order(
    ours: list[str], theirs: list[str], shared: list[tuple[int, int]]
) -> None:
    rows = side_by_side(ours, theirs, [(i, j) for i, j in shared if i < len(ours) and j < len(theirs)])
    assert [i for row in rows for i in row.original] == list(range(len(ours)))
    assert [j for row in rows for j in row.translation] == list(range(len(theirs)))
    assert all(row.original or row.translation for row in rows)


def test_a_figure_told_again_elsewhere_moves_nothing() -> None:
    rows = side_by_side(["paragraph"] * 4, ["paragraph"] * 4, [(0, 0), (0, 0), (0, 3), (1, 1), (2, 2), (3, 3), (3, 3)])
    assert [(list(row.original), list(row.translation)) for row in rows] == [([n], [n]) for n in range(4)]


def test_long_texts_are_quickly_side_by_side() -> None:
    started = time.process_time()
    rows = side_by_side(["paragraph"] * 20_000, ["paragraph"] * 20_000, [(n, n * 7919 % 20_000) for n in range(20_000)])
    assert time.process_time() - started < 5
    assert sum(len(row.original) for row in rows) == 20_000
