"""Original and translation paragraph beside paragraph, their figures linked: a self-contained page, or parts of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from tallystick.aligning.paragraphs import side_by_side
from tallystick.model import Comparison, Observation, Reading
from tallystick.reporting.annotate import annotate
from tallystick.reporting.annotated import Passage
from tallystick.reporting.page import asset, csp_hash, environment

TALLEST = 26_000
"""Pixels of a phone that the passages of one part may fill, as far as that can be told from their letters."""

_LINE, _APART, _ROW = 29, 30, 46
_LETTERS = {"zh": 18, "en": 38}


class PairRow(NamedTuple):
    """Passages of the original and those of the translation that say the same."""

    original: tuple[Passage, ...]
    translation: tuple[Passage, ...]


def render_pair(original: Reading, translation: Reading, comparison: Comparison, language: str = "en") -> str:
    """The page as HTML; `comparison` is the one of these two readings."""
    style, script = asset("report.css"), asset("pair.js")
    return (
        environment(language)
        .get_template("pair.html.j2")
        .render(
            **pair_contents(original, translation, comparison),
            style=style,
            script=script,
            style_hash=csp_hash(style),
            script_hash=csp_hash(script),
        )
    )


def pair_contents(
    original: Reading, translation: Reading, comparison: Comparison, part: int | None = None
) -> dict[str, Any]:
    """What the templates of a pair show, by the names they use; `o` is the original, `t` the translation.

    With `part` (counted from 0) only so much of both texts as fits one page of a phone.
    """
    rows = _rows(original, translation, comparison)
    parts = [rows] if part is None else _parts(rows)
    number = min(part or 0, len(parts) - 1)
    part_of = {key: n for n, several in enumerate(parts) for row in several for key in _figures(row)}
    here = {key for row in parts[number] for key in _figures(row)}
    return {
        "title": original.release.title or original.release.name,
        "comparison": comparison,
        "rows": parts[number],
        "part": number,
        "parts_n": len(parts),
        "linked": {
            "o": {link.original.start: link for link in comparison.aligned},
            "t": {link.translation.start: link for link in comparison.aligned},
        },
        "linked_here": [link for link in comparison.aligned if ("o", link.original.start) in here],
        "alone": {
            "o": _alone(comparison.only_in_original, comparison.missing, "o", here),
            "t": _alone(comparison.only_in_translation, comparison.added, "t", here),
        },
        "to": lambda side, one: _address(part_of.get((side, one.start), number), number, side, one),
        "undated": {side for side, one in (("o", original), ("t", translation)) if not one.release.is_dated},
        "from_language": original.release.language,
        "to_language": translation.release.language,
        "languages": {"o": original.release.language, "t": translation.release.language},
    }


def _rows(original: Reading, translation: Reading, comparison: Comparison) -> list[PairRow]:
    ours, theirs = annotate(original), annotate(translation)
    at = [{card.observation.start: n for n, row in enumerate(side) for card in row.cards} for side in (ours, theirs)]
    places = ((at[0].get(link.original.start), at[1].get(link.translation.start)) for link in comparison.aligned)
    shared = [(i, j) for i, j in places if i is not None and j is not None]
    return [
        PairRow(tuple(ours[i] for i in row.original), tuple(theirs[j] for j in row.translation))
        for row in side_by_side([_kind(p) for p in ours], [_kind(p) for p in theirs], shared)
    ]


def _kind(row: Passage) -> str:
    return "heading" if row.block.kind in ("title", "heading") else row.block.kind


def _parts(rows: Sequence[PairRow]) -> list[list[PairRow]]:
    """The rows cut so that no part is much taller than TALLEST."""
    parts: list[list[PairRow]] = [[]]
    filled = 0
    for row in rows:
        tall = sum(_height(passage) for side in row for passage in side)
        if parts[-1] and filled + tall > TALLEST:
            parts.append([])
            filled = 0
        parts[-1].append(row)
        filled += tall
    return parts


def _height(passage: Passage) -> int:
    if passage.rows:
        return _ROW * len(passage.heads + passage.rows) + _APART
    letters = sum(len(piece.text) for piece in passage.segments)
    return _LINE * (1 + letters // _LETTERS.get(passage.block.language, 38)) + _APART


def _figures(row: PairRow) -> list[tuple[str, int]]:
    return [
        (side, card.observation.start) for side, some in zip("ot", row, strict=True) for p in some for card in p.cards
    ]


def _alone(
    every: Sequence[Observation], told: Sequence[Observation], side: str, here: set[tuple[str, int]]
) -> list[Observation]:
    """Figures of one text only that stand in this part and are not told on top."""
    above = {one.start for one in told}
    return [one for one in every if (side, one.start) in here and one.start not in above]


def _address(part: int, shown: int, side: str, one: Observation) -> str:
    return f"{'' if part == shown else f'?part={part}'}#{side}-{one.start}"
