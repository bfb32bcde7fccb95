"""When a reader was here before: a cookie that only their browser keeps."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple

COOKIE = "tallystick_seen"
ONE_VISIT = timedelta(minutes=30)
"""Pages opened within this time of each other are one visit."""


class Seen(NamedTuple):
    """The last moment of the visit before this one, empty where there was none, and of this one."""

    before: str
    now: str

    @property
    def cookie(self) -> str:
        """The cookie's text."""
        return f"{self.before}|{self.now}"


def seen(cookie: str | None, moment: datetime) -> Seen:
    """What a reader's cookie says at a moment; what is no cookie of ours counts as none.

    >>> noon = datetime(2024, 3, 1, 12, tzinfo=UTC)
    >>> first = seen(None, noon)
    >>> soon = seen(first.cookie, noon + timedelta(minutes=5))
    >>> first.before, soon.before, seen(soon.cookie, noon + timedelta(days=1)).before
    ('', '', '2024-03-01T12:05:00+00:00')
    """
    before, _, last = (cookie or "").partition("|")
    told = _moment(last)
    if told is None or told > moment:
        return Seen("", _text(moment))
    known = _moment(before)
    ended = told if moment - told > ONE_VISIT else known
    return Seen(_text(ended) if ended else "", _text(moment))


def _text(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")


def _moment(text: str) -> datetime | None:
    try:
        told = datetime.fromisoformat(text)
    except ValueError:
        return None
    return told.astimezone(UTC) if told.tzinfo else None
