"""What is known of a claim, as an answer of a few lines."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Group
from rich.text import Text

from tallystick.knowledge.areas import area_name
from tallystick.knowledge.wording import sentence
from tallystick.ledger.answering import CANNOT, CLAIM, Reply, Vintage
from tallystick.model.excerpting import shortened
from tallystick.reconciling.shown import verdict_words
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.show import MARKS, show_period

STYLES = {"contradicts": "bold red", "cannot check": "yellow", "explained": "yellow"}
_BETWEEN = {"en": ", ", "zh": "，"}
LONGEST = 200
"""Characters of a sentence that are shown."""


def replies_text(replies: Sequence[Reply], language: str = "en") -> Group:
    """Each figure with its verdict, the published value and its source, what it was before and since, and why."""
    if not replies:
        return Group(_head(CANNOT, sentence("no figure read", language), language))
    return Group(*(line for reply in replies for line in _lines(reply, language)))


def _lines(reply: Reply, language: str) -> list[Text]:
    what = sentence("a claim", language) if reply.what == CLAIM else reply.what
    area = area_name(reply.area, language) if reply.area else ""
    about = _BETWEEN[language].join(part for part in (what, area, show_period(reply.period, language)) if part)
    lines = [_head(reply.verdict, sentence("quote about", language).format(quote=reply.quote, about=about), language)]
    if reply.published_quote:
        source = _source(reply.publisher, reply.published_on, reply.release)
        lines.append(_line(sentence("label published", language), f"{reply.published_quote} — {source}"))
        if reply.published_sentence:
            lines.append(_line("", f"“{shortened(reply.published_sentence, LONGEST)}”"))
    lines += _vintages(sentence("label before", language), reply.before)
    lines += _vintages(sentence("label since", language), reply.since)
    return [*lines, _line(sentence("label because", language), reply.reason)] if reply.reason else lines


def _head(verdict: str, words: str, language: str) -> Text:
    head = Text(f"{MARKS[verdict]} {verdict_words(verdict, language)}  ", style=STYLES.get(verdict, "green"))
    return head.append(one_line(words), style="not bold default")


def _source(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _vintages(name: str, told: Sequence[Vintage]) -> list[Text]:
    return [_line(name, f"{one.quote} — {_source(one.publisher, one.published_on, one.release)}") for one in told]


def _line(name: str, words: str) -> Text:
    return Text(f"   {name}{' ' * max(1, 11 - cell_len(name))}", style="dim").append(one_line(words), "default")
