"""The outcome of a check for a terminal: a summary, what needs a look first, and how many figures stand in a tie."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.text import Text

from tallystick.knowledge.wording import sentence
from tallystick.model.excerpting import end_of, start_of
from tallystick.model.finding import UNTESTED, VERDICTS
from tallystick.reconciling import Report
from tallystick.reconciling.coverage import TIED
from tallystick.reconciling.shown import Quote, Quotes, Shown, closing, handed_in, place_words, shown, verdict_words
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.grid import Column, Grid
from tallystick.reporting.show import MARKS

_STYLES = {
    "contradicts": "bold red",
    "cannot check": "yellow",
    "explained": "yellow",
    "implied": "cyan",
    UNTESTED: "dim",
}
_MARKS = {**MARKS, "implied": "→", UNTESTED: "○"}
_EXCERPT = 240  # characters of a sentence that are shown around its figures


def report_text(report: Report, language: str = "en", *, implied: bool = False) -> Group:
    """Everything `tallystick check` shows: summary line, findings with contradictions first, closing lines."""
    quotes = Quotes(report.readings)
    several = len(report.readings) > 1
    parts: list[RenderableType] = list(_summary(report, language))
    for finding in report.findings:
        if implied or finding.kind != "implied":
            told = shown(finding, quotes, language)
            parts += [Text(), _headline(told), _details(told, language, several)]
    hidden = 0 if implied else report.summary["implied"]
    return Group(*parts, *_closing(report, hidden, language))


def reports_table(reports: Sequence[Report], language: str = "en") -> Grid:
    """One row a file: its figures, those in a tie, and how many findings have each verdict."""
    every = [name for name in (*VERDICTS, UNTESTED, "implied") if any(one.summary.get(name) for one in reports)]
    counts = [Column(sentence(name, language), right=True) for name in ("figures", "in a tie")]
    heads = [Column(f"{_MARKS[name]} {verdict_words(name, language)}", right=True) for name in every]
    table = Grid(Column(sentence("file", language), lead=True), *counts, *heads)
    for report in reports:
        summary = report.summary
        numbers = [
            Text(str(summary.get(name, 0)), style=_style(name) if summary.get(name) else "dim") for name in every
        ]
        table.add(name_of(report), str(len(report.observations)), str(summary[TIED]), *numbers)
    return table


def name_of(report: Report) -> str:
    """The file of a report; of several the first, and how many more."""
    first, *rest = (reading.release.source or reading.release.name for reading in report.readings)
    return one_line(f"{first} +{len(rest)}" if rest else first)


def _style(counted: str) -> str:
    return _STYLES.get(counted, "green")


def _closing(report: Report, hidden: int, language: str) -> Iterator[Text]:
    lines = [*handed_in(report.readings, language), *closing(report.summary, language)]
    if hidden:
        key = "implied left out one" if hidden == 1 else "implied left out"
        lines.append(sentence(key, language).format(n=hidden))
    if lines:
        yield Text()
    for line in lines:
        yield Text(one_line(line), style="dim")


def _summary(report: Report, language: str) -> Iterator[Text]:
    for reading in report.readings:
        release = reading.release
        day = str(release.event or release.released or sentence("no date", language))
        figures = sentence("n figures", language).format(n=len(reading))
        yield Text(one_line("  ".join((release.name, release.language, day))), style="bold").append(
            f"   {figures}", style="not bold"
        )
    checks = sum(finding.counts_as == finding.verdict for finding in report.findings)
    told = sentence("one check" if checks == 1 else "n checks", language).format(n=checks)
    line = Text(f"{told}: ")
    counts = [(name, report.summary[name]) for name in (*VERDICTS, "implied", UNTESTED) if name in report.summary]
    for place, (name, number) in enumerate(counts):
        line.append(" · " if place else "")
        line.append(f"{_MARKS[name]} {verdict_words(name, language)} {number}", style=_style(name) if number else "dim")
    yield line
    if not report.findings:
        yield Text(sentence("nothing tied", language), style="dim")


def _headline(told: Shown) -> Text:
    line = Text(f"{_MARKS[told.verdict]} {told.heading}  ", style=_style(told.verdict))
    return line.append(one_line(told.statement), style="not bold default")


def _details(told: Shown, language: str, several: bool) -> Grid:
    """The lines of a finding, what each is standing before it."""
    table = Grid(Column("", lead=True), Column("", words=True), indent=3, heads=False, prose=True)
    for quote in told.quotes:
        place = place_words(quote, language)
        table.add(Text(one_line(f"{quote.release} {place}" if several else place), style="dim"), _quoted(quote))
    for label, words in told.rows:
        table.add(Text(label, style="dim"), words)
    return table


def _quoted(quote: Quote) -> Text:
    """A sentence with its figures in bold; of a long one what stands around them."""
    first = start_of(quote.sentence, quote.marks[0][0] - _EXCERPT) if quote.marks else 0
    last = end_of(quote.sentence, quote.marks[-1][1] + _EXCERPT if quote.marks else first + 2 * _EXCERPT)
    line = Text("“" if not first else "“…")
    done = first
    for start, end in quote.marks:
        if start >= done:
            line.append(_piece(quote.sentence[done:start])).append(_piece(quote.sentence[start:end]), style="bold")
            done = end
    line.append(_piece(quote.sentence[done:last]))
    return line.append("”" if last >= len(quote.sentence) else "…”")


def _piece(words: str) -> str:
    """Part of a sentence on one line; blanks at its ends stay."""
    told = one_line(words)
    return f"{' ' if words[:1].isspace() else ''}{told}{' ' if told and words[-1:].isspace() else ''}"
