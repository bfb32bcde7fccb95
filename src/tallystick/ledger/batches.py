"""Keeping many releases: several to a transaction, which costs a third of one transaction each.

A release is still kept whole or not at all, and one that cannot be kept keeps no other out.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TypeVar

from tallystick.ledger.keeping import keep, keep_together
from tallystick.ledger.parcel import Parcel
from tallystick.ledger.records import Kept
from tallystick.ledger.store import Store
from tallystick.model import LedgerBusyError, TallystickError
from tallystick.processes.many import attempted

T = TypeVar("T")

MOST = 64
"""Releases in one transaction: beyond these nothing more is won."""

SECONDS = 0.5
"""How long items are gathered before they are worked on, so that slow ones do not wait for each other."""


def batches(items: Iterable[T], most: int = MOST, seconds: float = SECONDS) -> Iterator[list[T]]:
    """Items in lists, each as long as comes in a short while.

    >>> list(batches("abcde", most=2, seconds=60))
    [['a', 'b'], ['c', 'd'], ['e']]
    """
    gathered: list[T] = []
    began = time.monotonic()
    for item in items:
        gathered.append(item)
        if len(gathered) >= most or time.monotonic() - began >= seconds:
            yield gathered
            gathered = []
            began = time.monotonic()
    if gathered:
        yield gathered


def keep_many(store: Store, parcels: Iterable[Parcel], series_known: dict[str, int]) -> Iterator[Kept]:
    """Keep releases in their order; those before one that cannot be kept stay kept when its error is raised."""
    for several in batches(parcels):
        for kept in keep_each(store, several, series_known):
            if isinstance(kept, TallystickError):
                raise kept
            yield kept


def keep_each(store: Store, parcels: list[Parcel], series_known: dict[str, int]) -> Iterator[Kept | TallystickError]:
    """Keep a few releases, together if that can be; of one that cannot be kept its error, and the others are kept."""
    together = attempted(partial(keep_together, store, series_known=series_known), parcels)
    if isinstance(together, list):
        yield from together
    elif len(parcels) == 1 or isinstance(together, LedgerBusyError):
        yield from [together for _ in parcels]
    else:
        yield from (attempted(partial(keep, store, series_known=series_known), parcel) for parcel in parcels)
