"""Days and hours as the number formats of sheets print them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from tallystick.releases.formats.sheet.codes import COMMA, DATE, DIGIT, LITERAL, NOON, POINT, SLASH, Section

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_MONTHS = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST = 2_958_465  # the last day of 9999
_LEAP_THAT_WAS_NONE = 60  # sheets count a 29 February 1900
_SIGNS = frozenset((LITERAL, SLASH, POINT, COMMA))
_SEPARATORS = frozenset(" /-.,:")


def moment(serial: float, since_1904: bool) -> datetime | None:
    """The day and time a sheet's number stands for, to the second; None for a number that is no day.

    >>> moment(45078.75, False)
    datetime.datetime(2023, 6, 1, 18, 0)
    """
    if not 0 <= serial <= _LAST:
        return None
    if not since_1904 and serial < _LEAP_THAT_WAS_NONE:
        serial += 1
    seconds = round(serial * 86_400)
    try:
        return (_EPOCH_1904 if since_1904 else _EPOCH) + timedelta(seconds=seconds)
    except OverflowError:
        return None


class DateSection:
    """A section that prints days or hours. Days in figures alone are printed as ISO 8601 has them, years in full:
    whether the day or the month comes first, or a number is a day or a year, is known here and not to readers."""

    def __init__(self, section: Section) -> None:
        self._tokens = _with_minutes(section.tokens)
        self._twelve = section.has(NOON)
        self._chinese = section.is_chinese
        self._iso = _is_all_figures(section)

    def show(self, serial: float, since_1904: bool) -> str | None:
        """The day or the hours; None for a number that is neither."""
        when = moment(serial, since_1904)
        if when is None:
            return None
        if self._iso:
            day = f"{when:%Y-%m-%d}"
            return f"{day} {when:%H:%M}" if any(text[0] in "hH" for kind, text in self._tokens if kind == DATE) else day
        return " ".join("".join(self._part(kind, text, when, serial) for kind, text in self._tokens).split())

    def _part(self, kind: str, text: str, when: datetime, serial: float) -> str:
        if kind == NOON:
            return "AM" if when.hour < 12 else "PM"
        if kind != DATE:
            return text if kind in _SIGNS else ""
        letter, length = text[0].lower(), len(text)
        if letter == "[":
            unit = {"h": 3600, "m": 60, "s": 1}[text[1].lower()]
            return str(round(serial * 86_400) // unit)
        if letter == "y" or letter == "e":
            return str(when.year)
        if letter == "m":
            return self._month(when, length)
        if letter in "da" and length >= 3:
            return _WEEKDAYS[when.weekday()][: 3 if length == 3 else None]
        number = {"d": when.day, "h": self._hour(when), "n": when.minute, "s": when.second}.get(letter)
        return "" if number is None else f"{number:02d}" if length > 1 else str(number)

    def _hour(self, when: datetime) -> int:
        return (when.hour % 12 or 12) if self._twelve else when.hour

    def _month(self, when: datetime, length: int) -> str:
        if length < 3:
            return f"{when.month:02d}" if length == 2 else str(when.month)
        if self._chinese:
            return f"{when.month if length == 3 else _CHINESE_MONTHS[when.month - 1]}月"
        name = _MONTHS[when.month - 1]
        return name[:3] if length == 3 else name[:1] if length == 5 else name


def _with_minutes(tokens: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The tokens with `m` beside hours or seconds told apart, as `n`, from months."""
    found = list(tokens)
    dates = [i for i, (kind, _) in enumerate(found) if kind == DATE]
    for place, i in enumerate(dates):
        text = found[i][1]
        if text[0] not in "mM" or len(text) > 2:
            continue
        before = found[dates[place - 1]][1].lstrip("[") if place else ""
        after = found[dates[place + 1]][1].lstrip("[") if place + 1 < len(dates) else ""
        if before[:1] in ("h", "H") or after[:1] in ("s", "S"):
            found[i] = (DATE, "n" * len(text))
    return found


def _is_all_figures(section: Section) -> bool:
    """Whether year, month and day are printed as numbers with nothing but signs between."""
    dates = [text.lower() for kind, text in section.tokens if kind == DATE]
    named = any(len(text) > 2 and text[0] in "md" for text in dates)
    signs = all(set(text) <= _SEPARATORS for kind, text in section.tokens if kind in _SIGNS)
    return {"y", "m", "d"} <= {text[0] for text in dates} and signs and not named and not section.has(DIGIT)
