"""Which stub is part of which: the open stubs above a row, by indent, groups and words like `of which`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from tallystick.releases.tables.around import unit_line
from tallystick.releases.tables.board import Seat
from tallystick.releases.tables.kinds import known
from tallystick.releases.tables.numbering import Numbers, kind_of_number

_BRACKETS = re.compile(r"[(（][^()（）]{1,100}[)）]")
_CLOSE = 0.5  # widths of a letter within which indents are one


@dataclass(slots=True)
class Level:
    """An open stub. What follows is part of it when indented beyond `indent`, or as far if it is an open group."""

    words: str
    indent: float
    printed_at: float  # the indent before a mark like `of which`
    is_group: bool = False
    is_part: bool = False
    bold: bool = False
    is_fresh: bool = True  # nothing is part of it yet
    is_deep: bool = False  # its parts are indented beyond it
    unit: str = ""  # told behind the name, where a row may tell another for the same name


@cache
def of_which() -> re.Pattern[str]:
    """A pattern for marks of a part at the beginning of a name."""
    listed = "|".join(re.escape(word) for word in sorted(known("of_which"), key=len, reverse=True))
    return re.compile(rf"[-–—•]?\s?(?:{listed})(?:\s?[:：,，]\s?|\s(?=\w)|$)", re.IGNORECASE)


def is_unit(words: str) -> bool:
    """Whether a name is nothing but a unit in brackets.

    >>> is_unit("(% of GDP)"), is_unit("(old series)")
    (True, False)
    """
    return bool(_BRACKETS.fullmatch(words)) and bool(unit_line(words))


def parted(words: str) -> tuple[str, str]:
    """A name and the unit in brackets at its end.

    >>> parted("Fish catch (thousand tonnes)"), parted("Fish catch (total)")
    (('Fish catch', '(thousand tonnes)'), ('Fish catch (total)', ''))
    """
    at = max(words.rfind("("), words.rfind("（"))
    return (words[:at].rstrip(), words[at:]) if at > 0 and is_unit(words[at:]) else (words, "")


def _width(words: str) -> int:
    """The width of words in letters; Chinese characters are two wide."""
    return sum(1 if char < "\u2e80" else 2 for char in words)


@dataclass(slots=True)
class Hierarchy:
    """The open stubs, outermost first; `is_flat` where no indents tell anything."""

    is_flat: bool
    has_units: bool = False  # some rows print a unit in place of a name
    numbers: Numbers | None = None  # where numbers tell what is part of what
    spanner: str = ""
    stack: list[Level] = field(default_factory=list)

    def names(self) -> list[str]:
        """The words of the open stubs, the outermost first."""
        inside = (words for level in self.stack for words in (level.words, level.unit))
        return [words for words in (self.spanner, *inside) if words]

    def span(self, words: str) -> None:
        """Begin the rows under words that stand across the columns of figures."""
        self.spanner = words
        self.stack.clear()

    def clear(self) -> None:
        """Begin anew, under other heads."""
        self.spanner = ""
        self.stack.clear()

    def use(self) -> None:
        """Note that figures stand in the open stubs, so that a group that follows is part of none before it."""
        if self.stack and self.stack[-1].is_group:
            self.stack[-1].is_fresh = False

    def place(self, seat: Seat, *, is_group: bool, ends_parts: bool = False, is_whole: bool = False) -> None:
        """Close the stubs that the next one is no part of, and open it.

        Of what indents do not tell, `ends_parts` says that it goes on with no parts, `is_whole` that its looks set it
        above the rows that follow.
        """
        indent, bold = seat.indent, seat.cell.bold
        if self.has_units and not is_group and self.stack and not self.stack[-1].is_group and is_unit(seat.words):
            self.stack[-1].unit = seat.words
            return
        mark = of_which().match(seat.words)
        if mark:
            self._place_part(seat.words[mark.end() :], indent, _width(mark[0]), bold)
            return
        words = seat.words.rstrip(":：").rstrip()
        if self.numbers and (kind := kind_of_number(words)):
            self.stack = [Level(name, indent, indent) for name in self.numbers.above(words, kind)]
            self._push(Level(words, indent, indent, is_group, bold=bold))
            return
        if self.is_flat and not (is_group or ends_parts) and (part := self._open_part()):
            # Without indents, what follows `of which` goes on with its parts.
            self._push(Level(words, part.indent, part.printed_at, is_part=True, bold=bold))
            return
        while ends_parts and self.stack and self.stack[-1].is_part:
            self.stack.pop()
        while self.stack and (is_whole or not self._takes(self.stack[-1], indent, is_group, bold)):
            self.stack.pop()
        name, unit = parted(words) if self.has_units and not is_group else (words, "")
        self._push(Level(name, indent, indent, is_group or is_whole, bold=bold, unit=unit))

    def _place_part(self, words: str, indent: float, mark: int, bold: bool) -> None:
        """Open a stub marked as part of the one above; a second one marked so divides the same whole anew."""
        while self.stack and self._is_past(self.stack[-1], indent):
            self.stack.pop()
        at = indent + mark if words else indent
        self._push(Level(words, at, indent, not words, True, bold))

    @staticmethod
    def _is_past(level: Level, indent: float) -> bool:
        if level.is_part:
            return level.printed_at > indent - _CLOSE
        return level.printed_at > indent + _CLOSE

    def _open_part(self) -> Level | None:
        """The part that is open, which is closed; the whole stays open."""
        if self.stack and self.stack[-1].is_part:
            return self.stack.pop() if self.stack[-1].words else self.stack[-1]
        return None

    def _push(self, level: Level) -> None:
        if self.stack:
            above = self.stack[-1]
            above.is_fresh = False
            above.is_deep |= level.indent > above.indent + _CLOSE
        self.stack.append(level)

    @staticmethod
    def _takes(level: Level, indent: float, is_group: bool, bold: bool) -> bool:
        """Whether a stub at an indent is part of an open one."""
        if indent > level.indent + _CLOSE:
            return True
        if not level.is_group or level.is_deep or indent < level.indent - _CLOSE:
            return False
        return not is_group or level.is_fresh or (level.bold and not bold)
