"""A comparison for a terminal: what differs and is missing first, then the aligned table, then what stands alone."""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import Console
from rich.text import Text

from tallystick.model import Comparison, Link, Observation
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid
from tallystick.reporting.slips import told_difference
from tallystick.reporting.words import word

_SIGN = {"agrees": "✓", "differs": "≠"}
_STYLE = {"agrees": "green", "differs": "bold red"}


def print_comparison(
    console: Console, comparison: Comparison, language: str = "en", *, everything: bool = True
) -> None:
    """Print the comparison; without `everything` only what differs or stands alone."""
    console.print(Text(_summary(comparison, language), style="bold"))
    if not comparison.is_pair:
        console.print(Text(word("no pair", language), style="bold yellow"))
    for link in comparison.differing:
        console.print()
        console.print(_difference(link, language))
    for key, told in (("figures missing", comparison.missing), ("figures added", comparison.added)):
        if told:
            console.print()
            console.print(_told(word(key, language), told))
    if everything and comparison.aligned:
        console.print()
        console.print(_table(comparison.aligned, language))
    for key, alone, told in (
        ("only in the original", comparison.only_in_original, comparison.missing),
        ("only in the translation", comparison.only_in_translation, comparison.added),
    ):
        rest = [observation for observation in alone if observation not in told]
        if rest:
            console.print()
            console.print(_alone(word(key, language), rest))


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
