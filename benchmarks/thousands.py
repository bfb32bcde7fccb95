"""Thousand errors put into the returns of made-up enterprises, and how many of them are found: recall and precision.

usage: python -m benchmarks.thousands [--firms N] [--seeds N]
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from time import process_time

import numpy as np

from benchmarks._enterprises import Enterprises, Flags, enterprises
from benchmarks.table import Row, markdown
from tallystick.compiling.methods.editing import CORRECTED, correct_thousands
from tallystick.compiling.methods.thousands import find_thousands

TITLE = "Thousand errors in returns"
LEAST = 0.99
_WILD = 0.4  # a tenth of the enterprises then move by a factor of three in a usual month: shown, with nothing to reach


def rows(firms: int = 20_000, seeds: int = 3) -> Iterator[Row]:
    """Recall and precision on returns that waver little, usually and much; and by the month before alone."""
    for wavering in (0.1, 0.2, 0.4):
        made = [enterprises(firms, seed=seed, wavering=wavering) for seed in range(1, seeds + 1)]
        yield from _found(f"wavering {wavering:g}", made, LEAST if wavering < _WILD else None)
    usual = [enterprises(firms, seed=seed) for seed in range(1, seeds + 1)]
    plain = [(one.wrong, _month_before(one)) for one in usual]
    yield from _scores("the month before alone, 250 to 1,350", plain, None)
    start = process_time()
    for one in usual:
        find_thousands(one.returned)
    cells = sum(one.returned.size for one in usual)
    yield Row("time", f"{1e9 * (process_time() - start) / cells:.0f} ns a return")


def _found(name: str, made: list[Enterprises], least: float | None) -> Iterator[Row]:
    """With what the panel alone tells, and with the register's size beside it."""
    yield from _scores(name, [(one.wrong, find_thousands(one.returned).mark == CORRECTED) for one in made], least)
    beside = [(one.wrong, find_thousands(one.returned, one.auxiliary).mark == CORRECTED) for one in made]
    yield from _scores(f"{name}, register beside", beside, least)


def _month_before(one: Enterprises) -> Flags:
    """The specification's plain use: each month against the return before, as it was corrected."""
    found = np.zeros(one.returned.shape, bool)
    before = one.auxiliary
    for month in range(one.returned.shape[1]):
        told = correct_thousands(one.returned[:, month], before, one.auxiliary, lower=250, upper=1350)
        found[:, month] = told.mark == CORRECTED
        before = np.where(np.isnan(told.value), before, told.value)
    return found


def _scores(name: str, pairs: Sequence[tuple[Flags, Flags]], least: float | None) -> Iterator[Row]:
    """Recall and precision of what was found of what was put in."""
    seeded = sum(int(wrong.sum()) for wrong, _ in pairs)
    found = sum(int(marked.sum()) for _, marked in pairs)
    right = sum(int((wrong & marked).sum()) for wrong, marked in pairs)
    for what, share, of in (("found", right / seeded, seeded), ("rightly", right / found, found)):
        target = "" if least is None else f"≥ {least:g}"
        yield Row(f"{name}: {what}, of {of:,}", f"{share:.4f}", target, None if least is None else share >= least)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--firms", type=int, default=20_000)
    parser.add_argument("--seeds", type=int, default=3)
    arguments = parser.parse_args()
    print(markdown(TITLE, rows(arguments.firms, arguments.seeds)))


if __name__ == "__main__":
    main()
