"""A report as Markdown, in the form that GitHub shows: nothing that a text holds can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from tallystick.knowledge.wording import sentence
from tallystick.model.source_names import source_name
from tallystick.reconciling.coverage import COUNTS, TIED
from tallystick.reconciling.shown.lines import Shown, closing, handed_in, place_words, shown, verdict_words
from tallystick.reconciling.shown.quotes import Quote, Quotes
from tallystick.reconciling.tables.counts import IN_PROSE, PROVEN

if TYPE_CHECKING:
    from tallystick.reconciling.report import Report

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&@])")
_BLANKS = re.compile(r"\s+")
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def markdown(report: Report, language: str = "en", *, implied: bool = False) -> str:
    """The releases, a table of counts, each finding with its sentences and arithmetic, and the closing lines."""
    quotes = Quotes(report.readings)
    lines = list(_heads(report, language))
    summary = report.summary
    names = [name for name in summary if name in _verdicts([summary])]
    lines += [
        f"| {' | '.join(verdict_words(name, language) for name in names)} |",
        f"|{' --: |' * len(names)}",
        f"| {' | '.join(str(summary[name]) for name in names)} |",
    ]
    last = ""
    for finding in report.findings:
        if finding.kind == "implied" and not implied:
            continue
        one = shown(finding, quotes, language)
        if one.heading != last:
            lines += ["", f"### {plain(one.heading[:1].upper() + one.heading[1:])}"]
            last = one.heading
        lines += ["", *_finding(one, language)]
    told = [*handed_in(report.readings, language), *closing(summary, language)]
    lines += ["", *(f"{plain(line)}  " for line in told)]
    return "\n".join(lines).rstrip() + "\n"


def table_of(reports: Sequence[Report], language: str = "en") -> str:
    """A table over several reports: figures, those in a tie, and how many findings have each verdict."""
    summaries = [report.summary for report in reports]
    names = [name for name in dict.fromkeys(name for one in summaries for name in one) if name in _verdicts(summaries)]
    heads = [sentence("file", language), sentence("figures", language), sentence("in a tie", language)]
    lines = [
        f"| {' | '.join((*heads, *(verdict_words(name, language) for name in names)))} |",
        f"| --- |{' --: |' * (len(names) + 2)}",
    ]
    for report, summary in zip(reports, summaries, strict=True):
        files = ", ".join(source_name(reading.release.source) or reading.release.name for reading in report.readings)
        numbers = (len(report.observations), summary[TIED], *(summary.get(name, 0) for name in names))
        lines.append(f"| {' | '.join((plain(files), *map(str, numbers)))} |")
    return "\n".join(lines) + "\n"


def _verdicts(summaries: Sequence[Mapping[str, int]]) -> set[str]:
    return {name for one in summaries for name in one if name not in (IN_PROSE, PROVEN, *COUNTS)}


def _heads(report: Report, language: str) -> Iterator[str]:
    for reading in report.readings:
        figures = sentence("n figures", language).format(n=len(reading))
        yield f"## {plain(reading.release.name)}"
        yield f"{figures} · {reading.release.event or reading.release.released or sentence('no date', language)}"
        yield ""


def _finding(told: Shown, language: str) -> Iterator[str]:
    yield f"- **{plain(told.statement)}**"
    for quote in told.quotes:
        yield f"  > {_quoted(quote)} ({place_words(quote, language)})"
        yield ""
    for label, words in told.rows:
        yield f"  - {label}: {plain(words)}"


def _quoted(quote: Quote) -> str:
    """A sentence with its figures in bold."""
    pieces, done = [], 0
    for start, end in quote.marks:
        if start >= done:
            pieces += [plain(quote.sentence[done:start], keep=True), f"**{plain(quote.sentence[start:end])}**"]
            done = end
    return "".join((*pieces, plain(quote.sentence[done:], keep=True))).strip()


def plain(words: str, *, keep: bool = False) -> str:
    """Words in one line in which nothing is markup; `keep` leaves blanks at the ends."""
    told = _UNSEEN.sub("\ufffd", _BLANKS.sub(" ", words))
    return _MARKUP.sub(r"\\\1", told if keep else told.strip())
