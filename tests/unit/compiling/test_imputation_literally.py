"""The panels give what the specifications say, taken literally: unit by unit, period by period, for random samples."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from tallystick.compiling.methods.imputation import Imputation, impute
from tallystick.compiling.methods.imputation_model import ImputationRule, Marker, Sample

Made = tuple[float, str]


class Literal:
    """A sample imputed by recursion from each value that is missing."""

    def __init__(self, sample: Sample, by_means: bool) -> None:
        self.sample, self.by_means = sample, by_means
        self.units, self.periods = sample.values.shape
        self.value, self.link = cache(self._value), cache(self._link)

    def asked(self, unit: int, period: int) -> bool:
        return 0 <= period < self.periods and bool(self.sample.sampled[unit, period])

    def answer(self, unit: int, period: int) -> float | None:
        told = self.asked(unit, period) and not np.isnan(self.sample.values[unit, period])
        return float(self.sample.values[unit, period]) if told else None

    def _link(self, group: int, period: int, other: int) -> float:
        assert self.sample.considered is not None
        pairs = []
        for unit in range(self.units):
            now, then = self.answer(unit, period), self.answer(unit, other)
            if self.sample.groups[unit] != group or now is None or then is None:
                continue
            if self.sample.considered[unit, period] and self.sample.considered[unit, other]:
                pairs.append((now, then))
        if self.by_means:
            below = sum(then for _, then in pairs)
            return sum(now for now, _ in pairs) / below if below else 1.0
        growth = [now / then for now, then in pairs if now and then]
        return sum(growth) / len(growth) if growth else 1.0

    def construction(self, group: int, period: int) -> float:
        assert self.sample.considered is not None
        assert self.sample.auxiliary is not None
        above = below = 0.0
        for unit in range(self.units):
            now = self.answer(unit, period)
            if self.sample.groups[unit] == group and now is not None and self.sample.considered[unit, period]:
                above, below = above + now, below + float(self.sample.auxiliary[unit, period])
        return above / below if below else 1.0

    def by_hand(self, unit: int, period: int) -> float | None:
        assert self.sample.manual is not None
        told = self.asked(unit, period) and not np.isnan(self.sample.manual[unit, period])
        return float(self.sample.manual[unit, period]) if told and self.answer(unit, period) is None else None

    def response(self, unit: int, period: int, step: int) -> float | None:
        """A response, or what is carried from one that lies in the direction of `step`."""
        answer = self.answer(unit, period)
        if answer is not None or not self.asked(unit, period) or self.by_hand(unit, period) is not None:
            return answer
        carried = self.response(unit, period + step, step)
        return None if carried is None else carried * self.link(int(self.sample.groups[unit]), period, period + step)

    def _value(self, unit: int, period: int) -> Made:
        assert self.sample.auxiliary is not None
        for found, marker in (
            (self.answer(unit, period), "R"),
            (self.by_hand(unit, period), "MC"),
            (self.response(unit, period, -1), "FIR"),
            (self.response(unit, period, 1), "BI"),
        ):
            if found is not None:
                return found, marker
        group = int(self.sample.groups[unit])
        if self.asked(unit, period - 1):
            before, marker = self.value(unit, period - 1)
            carried = {"MC": "FIMC", "FIMC": "FIMC", "C": "FIC", "FIC": "FIC"}[marker]
            return before * self.link(group, period, period - 1), carried
        return float(self.sample.auxiliary[unit, period]) * self.construction(group, period), "C"


def drawn(seed: int) -> Sample:
    """A sample with two groups, holes, zeros, manual constructions and responses that may not enter links."""
    draw = np.random.default_rng(seed)
    shape = (12, 7)
    values = draw.integers(0, 9, shape).astype(np.float64)
    sampled = draw.random(shape) < 0.85
    values[~sampled | (draw.random(shape) < 0.45)] = np.nan
    return Sample(
        values=values,
        sampled=sampled,
        groups=draw.integers(0, 2, shape[0]),
        auxiliary=draw.integers(1, 9, shape).astype(np.float64),
        manual=np.where(draw.random(shape) < 0.1, 5.0, np.nan),
        considered=draw.random(shape) < 0.9,
    )


@pytest.mark.parametrize("method", ["ratio of means", "mean of ratios"])
@pytest.mark.parametrize("seed", range(25))
def test_panels_are_imputed_as_if_unit_by_unit(method: str, seed: int) -> None:
    sample = drawn(seed)
    done: Imputation = impute(sample, ImputationRule(method=method))  # type: ignore[arg-type]
    wanted = Literal(sample, method == "ratio of means")
    for unit, period in np.argwhere(sample.sampled).tolist():
        value, marker = wanted.value(unit, period)
        assert Marker(done.markers[unit, period]).name == marker
        assert done.values[unit, period] == pytest.approx(value)
    assert np.isnan(done.values[~sample.sampled]).all()
