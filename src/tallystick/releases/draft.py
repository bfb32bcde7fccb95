"""A plain text with what its markup told of it, before it is divided into blocks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tallystick.releases.frontmatter import front_matter
from tallystick.releases.lines import Line, split_lines


@dataclass(slots=True)
class Draft:
    """`lines` carry hints where markup gives them; `body` is where the words begin below a header;
    `given` holds what the header or the page's head says, under lower-case keys."""

    text: str
    lines: Sequence[Line]
    body: int = 0
    given: Mapping[str, str] = field(default_factory=dict)


def draft_of_plain(text: str) -> Draft:
    """A plain text as it is; the lines of a header are furniture."""
    given, body = front_matter(text)
    header = [line._replace(hint="furniture") for line in split_lines(text, 0, body)] if body else []
    return Draft(text, [*header, *split_lines(text, body)], body, given)
