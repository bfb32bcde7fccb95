"""The values of a panel on their way to being added up, with marks of what was done to them."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
import numpy as np

from tallystick.compiling.imputation_model import Markers
from tallystick.compiling.panel import Mask, Panel
from tallystick.compiling.returns import Floats
from tallystick.model import RecipeError, ReturnsError

T = TypeVar("T")


class Treated(msgspec.Struct, frozen=True, kw_only=True):
    """The values of a panel as they are added up, and which of them were edited or imputed; enterprises × periods.

    What winsorisation draws in counts as edited. `markers` tell how values were made, of those columns of which any
    was; `outlying` what stands out.
    """

    values: dict[str, Floats]
    edited: dict[str, Mask]
    imputed: dict[str, Mask]
    markers: dict[str, Markers] = {}
    outlying: dict[str, Mask] = {}

    def mark(self, panel: Panel, name: str, changed: Mask) -> None:
        """Mark values of a column as edited, beside those that are already."""
        self.edited[name] = self.edited.get(name, none_of(panel)) | changed


def none_of(panel: Panel) -> Mask:
    """A mask that marks nothing."""
    return np.zeros(panel.present.shape, bool)


def options(told: dict[str, Any], kind: type[T], where: str) -> T:
    """Options of a method, by their kind; RecipeError says `where` one is wrong."""
    try:
        return msgspec.convert(told, kind)
    except (msgspec.ValidationError, ReturnsError) as error:
        raise RecipeError(f"{where}: {error}", "see what the method takes: docs/compiling.md") from None
