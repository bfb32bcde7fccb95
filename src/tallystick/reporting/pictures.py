"""Crops of pages inside a page that needs no other file: small, and only so many."""

from __future__ import annotations

import base64
import time
from dataclasses import dataclass
from typing import Protocol

from tallystick.model import Observation
from tallystick.reporting.page_images import PageImages

LARGEST = 4 * 1024 * 1024
"""Bytes of all crops of a page."""

LONGEST_SECONDS = 60.0


class Pictures(Protocol):
    """Where pages get their crops from: the address of one, or none; and whether some were left out."""

    @property
    def shown(self) -> int:
        """How many there are."""

    @property
    def capped(self) -> bool:
        """Whether some were left out."""

    def of(self, one: Observation) -> str:
        """The address of the crop around a figure; empty where there is none."""


@dataclass(slots=True)
class EmbeddedPictures:
    """Crops as addresses that hold their own data; `capped` says that some were left out, `shown` how many were not."""

    images: PageImages | None = None
    largest: int = LARGEST
    longest: float = LONGEST_SECONDS
    shown: int = 0
    capped: bool = False
    _size: int = 0
    _until: float = 0.0

    def of(self, one: Observation) -> str:
        """The crop around a figure; empty where there is none, or no room for it."""
        if self.images is None or one.place is None or not one.place.rectangles or self.capped:
            return ""
        self._until = self._until or time.monotonic() + self.longest
        data = self.images.crop(one.place, wide=bool(one.table))
        self.capped = self._size + len(data) > self.largest or time.monotonic() > self._until
        if not data or self.capped:
            return ""
        self._size += len(data)
        self.shown += 1
        return f"data:image/png;base64,{base64.b64encode(data).decode()}"
