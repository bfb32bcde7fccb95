"""The values of a panel on their way to being added up, with marks of what was done to them."""

from __future__ import annotations

from typing import Any, NamedTuple, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from tallystick.compiling.methods.arrays import Flags, Floats
from tallystick.compiling.methods.imputation_model import Markers
from tallystick.compiling.returns.panel import Panel
from tallystick.model import RecipeError, ReturnsError

T = TypeVar("T")


class Asked(NamedTuple):
    """Returns of a column that are to be asked about: where in the panel, what was expected of each, and why."""

    column: str
    rows: npt.NDArray[np.intp]
    periods: npt.NDArray[np.intp]
    expected: Floats
    why: str

    @classmethod
    def of(cls, column: str, marked: Flags, expected: Floats, why: str) -> Asked:
        """Those that are marked."""
        rows, periods = np.nonzero(marked)
        return cls(column, rows, periods, expected[rows, periods], why)


class Treated(msgspec.Struct, frozen=True, kw_only=True):
    """The values of a panel as they are added up, and which of them were edited or imputed; enterprises × periods.

    What winsorisation draws in counts as edited. `markers` tell how values were made, of those columns of which any
    was; `outlying` what stands out, `asked` what is to be asked about, `clean` the values
    as they came and were edited. Of columns that tell values from the start of the year on, `cumulated` are these, as
    edited, and `revised` where they fell.
    """

    values: dict[str, Floats]
    edited: dict[str, Flags]
    imputed: dict[str, Flags]
    markers: dict[str, Markers] = {}
    outlying: dict[str, Flags] = {}
    asked: list[Asked] = []
    clean: dict[str, Floats] = {}
    cumulated: dict[str, Floats] = {}
    revised: dict[str, Flags] = {}

    def mark(self, panel: Panel, name: str, changed: Flags) -> None:
        """Mark values of a column as edited, beside those that are already."""
        self.edited[name] = self.edited.get(name, none_of(panel)) | changed


def none_of(panel: Panel) -> Flags:
    """A mask that marks nothing."""
    return np.zeros(panel.present.shape, bool)


def options(told: dict[str, Any], kind: type[T], where: str) -> T:
    """Options of a method, by their kind; RecipeError says `where` one is wrong."""
    try:
        return msgspec.convert(told, kind)
    except (msgspec.ValidationError, ReturnsError) as error:
        raise RecipeError(f"{where}: {error}", "see what the method takes: docs/compiling.md") from None
