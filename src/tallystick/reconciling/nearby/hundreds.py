"""Shares of a sentence that make up all, known division or not, and the points they moved by, that cancel out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

from tallystick.reconciling.nearby.figures import Near
from tallystick.reconciling.nearby.wholes import is_told_of_share, weight

MOST = 12  # shares that make up all
ALL = 100.0
FEWEST_MOVES = 2
BEHIND = 2  # sentences behind shares in which they may be said to have moved


def hundreds(passages: Sequence[Sequence[Near]]) -> Iterator[tuple[Near, ...]]:
    """Runs of shares, each sentence by itself, that add up to all by more than chance."""
    for here in passages:
        for shares in _of_one_kind(here):
            yield from _runs(shares)


def cancelling(passages: Sequence[Sequence[Near]]) -> Iterator[tuple[Near, ...]]:
    """Moves of as many shares as made up all in the same sentence or just before, that add up to nothing."""
    counts: dict[int, set[int]] = {}
    for here in passages:
        for run in (run for shares in _of_one_kind(here) for run in _runs(shares)):
            counts.setdefault(run[0].sentence, set()).add(len(run))
    for here in passages:
        sizes = set().union(*(counts.get(here[0].sentence - back, set()) for back in range(BEHIND + 1)))
        moves = [near for near in here if (near.figure.measure, near.figure.unit) == ("change", "pp")]
        if not any(is_told_of_share(near) for near in moves):
            continue
        for size in sizes:
            yield from _cancelling(moves, size)


def _cancelling(moves: Sequence[Near], size: int) -> Iterator[tuple[Near, ...]]:
    """Groups of moves told one after another, or in turns where each part tells several."""
    if size < FEWEST_MOVES or not moves or len(moves) % size:
        return
    turns = len(moves) // size
    blocks = [tuple(moves[at : at + size]) for at in range(0, len(moves), size)]
    rows = [tuple(moves[at::turns]) for at in range(turns)]
    for groups in (blocks, rows):
        if all(_cancels(one) for one in groups):
            yield from groups
            return


def _cancels(moves: Sequence[Near]) -> bool:
    up_and_down = len({near.value > 0 for near in moves}) > 1
    of_shares = any(is_told_of_share(near) for near in moves) and len({near.figure.base for near in moves}) == 1
    return up_and_down and of_shares and sum(near.low for near in moves) <= 0 <= sum(near.high for near in moves)


def _of_one_kind(here: Sequence[Near]) -> Iterator[list[Near]]:
    """The shares of a sentence by measure and period, in the order of the text."""
    kinds: dict[tuple[str, str], list[Near]] = {}
    for near in here:
        figure = near.figure
        sure = figure.qualifier in ("", "~") and not isinstance(figure.value, tuple) and near.in_words
        if figure.measure in ("share", "contribution") and figure.unit == "%" and sure and near.value < ALL:
            kinds.setdefault((figure.measure, figure.period), []).append(near)
    yield from kinds.values()


def _runs(shares: Sequence[Near]) -> Iterator[tuple[Near, ...]]:
    """Of the runs that add up to all the longest, none within another."""
    end = 0
    tried = log(max(1, len(shares) * (len(shares) - 1) // 2))
    for first in range(len(shares)):
        if first < end:
            continue
        for last in range(min(len(shares), first + MOST), first + 1, -1):
            run = tuple(shares[first:last])
            if _makes_all(run) and -log(_chance(run)) - tried + _joined(run) >= weight("least"):
                yield run
                end = last
                break


def _makes_all(run: Sequence[Near]) -> bool:
    of_one = len({near.figure.base for near in run} - {""}) < 2
    return of_one and sum(near.low for near in run) <= ALL <= sum(near.high for near in run)


def _chance(run: Sequence[Near]) -> float:
    return min(1.0, (sum(near.width for near in run)) / ALL)


def _joined(run: Sequence[Near]) -> float:
    """How much it says that they are told in a row: 11.6%、86.6%和1.8%."""
    row = all(near.before.strip(" ") in ("、", "和", "与", ",", "，", "：", ":", "∶", "及", "以及") for near in run[1:])
    return weight("row") if row else 0.0
