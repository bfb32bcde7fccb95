"""Embargoes: until a day and hour a release is seen by those alone who work on the ledger.

A release is under embargo by a decision, dated and with a reason as any other; of several the last that stands counts,
so an embargo is lengthened by another and lifted by one that ends at once. When its moment has passed nothing has to be
done: `tallystick.ledger.veil`, through which everybody else asks, hides the release no longer.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, TextClause, text

from tallystick.model import TallystickError

EXAMPLE = "2026-12-01T10:00+08:00"
KEPT_SO = "kept under embargo"
"""The reason of an embargo that a release is kept with."""

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}|\d{8}")
_HELD = """
SELECT r.key, r.release_id, d.until FROM {here}decision d JOIN {here}release r ON r.release_id = d.subject
WHERE d.until > :now AND d.undone_at IS NULL AND NOT EXISTS (
  SELECT 1 FROM {here}decision later WHERE later.subject = d.subject AND later.kind = 'embargo'
  AND later.undone_at IS NULL AND later.key > d.key)
ORDER BY r.key
"""


class EmbargoError(TallystickError):
    """What was said of an embargo is no day and hour."""


class Embargo(NamedTuple):
    """What a release is kept with: until when it is under embargo, and who said so."""

    until: datetime
    who: str


class Held(msgspec.Struct, frozen=True):
    """A release under embargo: its key, its id, and the moment (UTC) until which it is."""

    key: int
    release: str
    until: str


def moment_of(words: str, *, here: bool = False) -> datetime:
    """The day and hour that somebody gives; without a zone it is an error, unless they mean the clock `here`.

    >>> moment_of("2026-12-01T10:00+08:00").isoformat()
    '2026-12-01T02:00:00+00:00'
    """
    told = words.strip()
    if _DAY.fullmatch(told):
        raise EmbargoError(f"an embargo until {told} needs an hour", f"write day and hour like {EXAMPLE}")
    try:
        found = datetime.fromisoformat(told)
        if found.tzinfo is None and not here:
            raise EmbargoError(f"an embargo until {told} needs a zone", f"write it behind the hour, like {EXAMPLE}")
        return found.astimezone(UTC)
    except (ValueError, OverflowError):
        raise EmbargoError(f"no day and hour: {told[:60]}", f"write it like {EXAMPLE}") from None


def now() -> str:
    """This moment as the ledger writes it."""
    return stored(_now())


def _now() -> datetime:
    return datetime.now(UTC)


def stored(moment: datetime) -> str:
    """A moment as the ledger writes it: UTC, to the microsecond, so that texts are in the order of time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def shown(until: str) -> str:
    """A kept moment as people of this machine read it, with its zone.

    >>> shown("2026-12-01T02:00:00.000000+00:00")[-6] in "+-", shown("")
    (True, '')
    """
    return datetime.fromisoformat(until).astimezone().isoformat(" ", "minutes") if until else ""


def for_field(until: str) -> str:
    """A kept moment by the clock of this machine, the way a field for it wants it."""
    return datetime.fromisoformat(until).astimezone().strftime("%Y-%m-%dT%H:%M") if until else ""


def zone() -> str:
    """The zone of this machine's clock."""
    return datetime.now().astimezone().strftime("%Z (UTC%z)")


def passed(until: str, now: str) -> bool:
    """Whether an embargo (both texts as the ledger writes moments) has passed; there is none where it is empty."""
    return not until or until <= now


def held(connection: Connection, here: str = "") -> tuple[Held, ...]:
    """The releases under embargo at this moment, in the order of their keys; `here` names the schema of the tables."""
    return tuple(Held(*row) for row in connection.execute(_held(here), {"now": now()}))


@cache
def _held(here: str) -> TextClause:
    return text(_HELD.format(here=here))


def in_future(until: datetime) -> str:
    """A moment as it is kept, if it lies ahead; an embargo that has passed already would hide nothing."""
    if until <= _now():
        told = shown(stored(until))
        raise EmbargoError(
            f"an embargo until {told} has passed already", "give a later hour, or none to keep it openly"
        )
    return stored(until)
