"""A comparison for a terminal: what differs and is missing first, then the aligned table, then what stands alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec
from rich.console import RenderableType
from rich.text import Text

from tallystick.model import Comparison, Link, Observation
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid
from tallystick.reporting.slips import told_difference
from tallystick.reporting.words import word

_SIGN = {"agrees": "✓", "differs": "≠"}
_STYLE = {"agrees": "green", "differs": "bold red"}


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of both texts, or of one alone: `verdict` is agrees, differs, missing, added, or only in one text."""

    verdict: str
    slip: str = ""
    note: str = ""
    original: str = ""
    original_subject: str = ""
    original_start: int | None = None
    original_sentence: str = ""
    translation: str = ""
    translation_subject: str = ""
    translation_start: int | None = None
    translation_sentence: str = ""
    rests_on: tuple[str, ...] = ()


def pairs(comparison: Comparison) -> Iterator[Pair]:
    """The figures of both texts, in the order of the original; behind them those that stand alone."""
    for link in comparison.aligned:
        fields = _side("original", link.original) | _side("translation", link.translation)
        yield Pair(verdict=link.verdict, slip=link.slip or "", note=link.note or "", rests_on=link.rests_on, **fields)
    for side, alone, told, name in (
        ("original", comparison.only_in_original, comparison.missing, "missing"),
        ("translation", comparison.only_in_translation, comparison.added, "added"),
    ):
        for one in alone:
            yield Pair(verdict=name if one in told else f"only in the {side}", **_side(side, one))


def _side(side: str, one: Observation) -> dict[str, Any]:
    told = {"": one.text, "_subject": one.subject, "_start": one.start, "_sentence": one.sentence}
    return {f"{side}{name}": value for name, value in told.items()}


def comparison_parts(
    comparison: Comparison, language: str = "en", *, everything: bool = True
) -> Iterator[RenderableType]:
    """The parts of a comparison; without `everything` only what differs or stands alone."""
    yield Text(_summary(comparison, language), style="bold")
    if not comparison.is_pair:
        yield Text(word("no pair", language), style="bold yellow")
    for link in comparison.differing:
        yield Text()
        yield _difference(link, language)
    for key, told in (("figures missing", comparison.missing), ("figures added", comparison.added)):
        if told:
            yield Text()
            yield _told(word(key, language), told)
    if everything and comparison.aligned:
        yield Text()
        yield _table(comparison.aligned, language)
    for key, alone, told in (
        ("only in the original", comparison.only_in_original, comparison.missing),
        ("only in the translation", comparison.only_in_translation, comparison.added),
    ):
        rest = [observation for observation in alone if observation not in told]
        if rest:
            yield Text()
            yield _alone(word(key, language), rest)


def _summary(comparison: Comparison, language: str) -> str:
    differ = len(comparison.differing)
    return " · ".join(
        (
            word("linked", language, n=len(comparison.aligned)),
            f"✓ {word('agree', language)} {len(comparison.aligned) - differ}",
            f"≠ {word('differ', language)} {differ}",
            word("n missing", language, n=len(comparison.missing)),
            word("only original", language, n=len(comparison.only_in_original)),
            word("only translation", language, n=len(comparison.only_in_translation)),
        )
    )


def _difference(link: Link, language: str) -> Text:
    said = Text("≠ ", style=_STYLE["differs"])
    said.append(f"{word(f'slip {link.slip}', language)}: {one_line(told_difference(link, language))}\n")
    for key, observation in (("original", link.original), ("translation", link.translation)):
        said.append(f"   {word(key, language)}: ", style="dim")
        said.append_text(_in_sentence(observation))
        said.append("\n")
    said.right_crop(1)
    return said


def _told(heading: str, observations: Iterable[Observation]) -> Text:
    """Figures of one text that the other leaves out, each in its sentence."""
    said = Text(heading, style=_STYLE["differs"])
    for observation in observations:
        said.append("\n   ")
        said.append_text(_in_sentence(observation))
    return said


def _in_sentence(observation: Observation) -> Text:
    """The sentence with the figure in bold; where the sentence repeats its words, the first stand out."""
    sentence, words = one_line(observation.sentence or observation.text), one_line(observation.text)
    quote = Text(sentence)
    at = sentence.find(words)
    if at >= 0:
        quote.stylize("bold underline", at, at + len(words))
    return quote


def _table(links: Iterable[Link], language: str) -> Grid:
    original, translation, subject, why = (word(k, language) for k in ("original", "translation", "subject", "why"))
    table = Grid(
        Column(""), Column(original, words=True), Column(subject, 1, words=True), Column(translation, words=True),
        Column(subject, 1, words=True), Column(why, 2, words=True),
    )  # fmt: skip
    for link in links:
        table.add(
            Text(_SIGN[link.verdict], style=_STYLE[link.verdict]),
            link.original.text,
            link.original.subject,
            link.translation.text,
            link.translation.subject,
            Text(", ".join(link.rests_on), style="dim"),
        )
    return table


def _alone(heading: str, observations: Iterable[Observation]) -> Text:
    said = Text(heading, style="bold")
    for observation in observations:
        said.append(f"\n  {one_line(observation.text)}", style="not bold")
        said.append(f"  {one_line(observation.subject)}", style="not bold dim")
    return said
