"""Returns of made-up enterprises, month by month, with what spoils real ones; and what was done to them.

Sizes are log-normal, each industry has its season (some nearly stand still for months), enterprises enter and leave,
grow at their own pace and waver, some of them wildly; some shut down for a while, some jump for good, some win one
great order; returns are missing; and some, single or in runs, are in units of a thousandth: a thousand times too
high. Values are whole thousands. The same seed makes the same returns.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

INDUSTRIES, REGIONS = 40, 31
Floats = npt.NDArray[np.float64]
Codes = npt.NDArray[np.intp]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Enterprises:
    """`truth` and `returned` (enterprises × months, NaN: not there or not returned), `wrong` where ×1,000.

    `auxiliary` is the size that a register has of each, roughly.
    """

    industry: Codes
    region: Codes
    truth: Floats
    returned: Floats
    wrong: Flags
    auxiliary: Floats


def enterprises(
    count: int, months: int = 24, *, seed: int = 1, wavering: float = 0.2, missing: float = 0.05, errors: float = 0.01
) -> Enterprises:
    """So many enterprises; `wavering` is the standard deviation of logarithms from month to month."""
    chance = np.random.default_rng(seed)
    industry, region = chance.integers(INDUSTRIES, size=count), chance.integers(REGIONS, size=count)
    size = chance.normal(6.5, 1.7, (count, 1))
    pace = chance.normal(0.005, 0.01, (count, 1)) * np.arange(months)
    own = wavering * np.where(chance.random((count, 1)) < 0.1, 3.0, 1.0)
    path = size + pace + _season(chance, industry, months) + own * chance.normal(size=(count, months))
    path += _events(chance, count, months)
    there = _there(chance, count, months)
    truth = np.where(there, np.round(np.exp(path)), np.nan)
    truth[chance.random((count, months)) < 0.002] *= 0
    wrong = _wrong(chance, count, months, errors)
    returned = np.where(chance.random((count, months)) < missing, np.nan, np.where(wrong, truth * 1000, truth))
    auxiliary: Floats = np.round(np.exp(size[:, 0] + chance.normal(0.0, 0.5, count))).astype(float)
    return Enterprises(industry, region, truth, returned, wrong & (returned > 0), auxiliary)


def _season(chance: np.random.Generator, industry: Codes, months: int) -> Floats:
    """Each industry's season in logarithms: a wave, the lull of the New Year, and for a few long months of rest."""
    month = np.arange(months) % 12
    height, phase = chance.uniform(0, 0.6, (INDUSTRIES, 1)), chance.uniform(0, 12, (INDUSTRIES, 1))
    wave = height * np.sin(2 * np.pi * (month - phase) / 12) - 0.3 * (month == 1)
    resting = np.arange(INDUSTRIES)[:, np.newaxis] < 3
    wave -= np.where(resting & (np.sin(2 * np.pi * (month - phase) / 12) < -0.3), 3.0, 0.0)
    return np.asarray(wave[industry])


def _events(chance: np.random.Generator, count: int, months: int) -> Floats:
    """What happens to few: shut-downs to a twentieth or less, lasting jumps, single great orders."""
    path = np.zeros((count, months))
    for one in np.flatnonzero(chance.random(count) < 0.05):
        start, length = chance.integers(months), chance.integers(1, 5)
        path[one, start : start + length] -= chance.uniform(3, 6)
    for one in np.flatnonzero(chance.random(count) < 0.02):
        path[one, chance.integers(months) :] += chance.uniform(1, 3)
    for one in np.flatnonzero(chance.random(count) < 0.02):
        path[one, chance.integers(months)] += chance.uniform(1, 4)
    return path


def _there(chance: np.random.Generator, count: int, months: int) -> Flags:
    """An eighth enters within the months, an eighth leaves; the others are there throughout."""
    first = np.where(chance.random(count) < 0.125, chance.integers(1, months, count), 0)
    last = np.where(chance.random(count) < 0.125, chance.integers(1, months, count), months)
    month = np.arange(months)
    return np.asarray((month >= first[:, np.newaxis]) & (month < np.maximum(last, first + 1)[:, np.newaxis]))


def _wrong(chance: np.random.Generator, count: int, months: int, share: float) -> Flags:
    """Which returns are a thousand times too high: half of them single, half in runs of two to four months."""
    single = chance.random((count, months)) < share / 2
    starts = chance.random((count, months)) < share / 6
    length = chance.integers(2, 5, (count, months))
    runs = np.zeros((count, months), bool)
    for step in range(4):
        runs[:, step:] |= (starts & (length > step))[:, : months - step]
    return np.asarray(single | runs)
