"""A terminal that breaks lines between words, and between letters of Chinese, and never within a number or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from rich.cells import cell_len, chop_cells
from rich.console import Console, ConsoleOptions, JustifyMethod, OverflowMethod, RenderableType
from rich.containers import Lines
from rich.segment import Segment
from rich.text import Text

_WIDE = "\u2e80-\u2fff\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uffef"
_OPENING = "“‘（《〈「『【([{"
_CLOSING = "”’）》〉」』】)\\]}，。、；：？！…"
_TOKEN = re.compile(
    rf"[{re.escape(_OPENING)}]*(?:[^\s;{_WIDE}{re.escape(_OPENING)}]+[十百千万亿]*;*|[{_WIDE}])[{_CLOSING}]*\s*|\S\s*|\s+"
)
"""What stays together on a line: a word, a number with its sign, unit and scale, or a letter of Chinese."""


class Screen(Console):
    """A console for words and tables; `limited` says whether its width is that of a screen, or of no paper at all."""

    def __init__(self, *, limited: bool = True, **options: Any) -> None:
        super().__init__(highlight=False, emoji=False, markup=False, **options)
        self.limited = limited

    def print(self, *objects: Any, **options: Any) -> None:
        """Print; nothing that is wider than the screen is cut, its line runs on."""
        super().print(*objects, **{"crop": False, **options})

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Segments of anything; texts are broken by `breaks`."""
        text = self.render_str(renderable) if isinstance(renderable, str) else renderable
        return super().render(_Prose.of(text) if type(text) is Text else text, options)


class _Prose(Text):
    """A text that is broken by `breaks`."""

    @classmethod
    def of(cls, text: Text) -> _Prose:
        made = cls(
            text.plain, text.style, justify=text.justify, overflow=text.overflow, no_wrap=text.no_wrap, end=text.end
        )
        made.spans.extend(text.spans)
        return made

    def wrap(
        self,
        console: Console,
        width: int,
        *,
        justify: JustifyMethod | None = None,
        overflow: OverflowMethod | None = None,
        tab_size: int = 8,
        no_wrap: bool | None = None,
    ) -> Lines:
        """The lines of the text."""
        if no_wrap or self.no_wrap or overflow == "ignore":
            return super().wrap(console, width, justify=justify, overflow=overflow, tab_size=tab_size, no_wrap=no_wrap)
        lines = Lines(wrapped(self, width))
        if justify:
            lines.justify(console, width, justify=justify, overflow="fold")
        return lines


def wrapped(text: Text, width: int | None) -> list[Text]:
    """The lines of a text of some width, without blanks at their ends; None breaks only where the text does."""
    lines: list[Text] = []
    for line in text.split(allow_blank=True):
        parts = line.divide(breaks(line.plain, width)) if width else [line]
        for part in parts:
            part.rstrip()
            lines.append(part)
    return lines


def tokens(text: str) -> list[str]:
    """What stays together on a line, with the blanks behind it.

    >>> tokens("增长15.5%，为2.3万亿元。")
    ['增', '长', '15.5%，', '为', '2.3万亿', '元。']
    """
    return _TOKEN.findall(text)


def breaks(text: str, width: int) -> list[int]:
    """Where lines after the first begin; what alone is wider than the width is broken in letters."""
    found: list[int] = []
    used = at = 0
    for token in tokens(text):
        room = cell_len(token.rstrip())
        if used and used + room > width:
            found.append(at)
            used = 0
        if room > width:
            *whole, rest = chop_cells(token, width)
            for part in whole:
                at += len(part)
                found.append(at)
            token, used = rest, 0
        used += cell_len(token)
        at += len(token)
    return found
