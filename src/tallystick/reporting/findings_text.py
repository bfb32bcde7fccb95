"""The outcome of a check for a terminal: a summary, what needs a look first, then what the figures imply."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from tallystick.model import Claim, Finding, Repair
from tallystick.model.finding import UNTESTED
from tallystick.reconciling import Report
from tallystick.reconciling.report import IN_PROSE, PROVEN
from tallystick.reporting.cleaning import one_line
from tallystick.reporting.show import MARKS, show_interval, show_measure, show_period

_STYLES = {
    "contradicts": "bold red",
    "cannot check": "yellow",
    "explained": "yellow",
    "implied": "cyan",
    UNTESTED: "dim",
}
_MARKS = {**MARKS, "implied": "→", UNTESTED: "·"}
MOST_QUOTES = 12  # of one finding that are shown


def report_text(report: Report) -> Group:
    """Everything `tallystick check` shows: summary line, findings with contradictions first, implied figures."""
    quotes = {o.id: o.text for o in report.observations}
    parts: list[RenderableType] = list(_summary(report))
    for finding in report.findings:
        parts += [Text(), _headline(finding), Padding(Text("\n").join(_details(finding, quotes)), (0, 0, 0, 3))]
    return Group(*parts, *_closing(report.summary))


def _closing(summary: Mapping[str, int]) -> Iterator[Text]:
    """How many of the text's figures the release's own tables prove, where it has any."""
    if PROVEN in summary:
        yield Text()
        yield Text(f"{summary[PROVEN]} of the {summary[IN_PROSE]} figures of the text are proven by its own tables")


def _summary(report: Report) -> Iterator[Text]:
    for reading in report.readings:
        release = reading.release
        about = (release.name, release.language, str(release.event or release.released or "no date told"))
        yield Text(one_line("  ".join(about)), style="bold").append(f"   {len(reading)} figures", style="not bold")
    checks = sum(finding.counts_as == finding.verdict for finding in report.findings)
    counts = " · ".join(f"{_MARKS[verdict]} {verdict} {number}" for verdict, number in _verdicts(report))
    yield Text(f"{checks} checks: {counts}")
    if not report.findings:
        yield Text("no two figures are tied by an identity: nothing to check", style="dim")


def _verdicts(report: Report) -> Iterator[tuple[str, int]]:
    return ((name, number) for name, number in report.summary.items() if name not in (IN_PROSE, PROVEN))


def _headline(finding: Finding) -> Text:
    verdict = finding.counts_as
    named = "claim not tested" if verdict == UNTESTED else verdict
    line = Text(f"{_MARKS[verdict]} {named}  ", style=_STYLES.get(verdict, "green"))
    return line.append(one_line(finding.statement), style="not bold default")


def _details(finding: Finding, quotes: Mapping[str, str]) -> Iterator[Text]:
    if finding.kind == "implied":
        yield Text(" · ".join(one_line(told) for told in (finding.formula, finding.reason) if told), style="dim")
        return
    if finding.quotes:
        yield Text("said       ", style="dim").append(_quoted(finding.quotes), "default")
    if finding.formula:
        yield Text("arithmetic ", style="dim").append(one_line(finding.formula), "default")
    if finding.published:
        yield Text("published  ", style="dim").append(_claim(finding.published), "default")
    if finding.derived:
        yield Text("gives      ", style="dim").append(_claim(finding.derived), "default")
    if finding.reason:
        yield Text("because    ", style="dim").append(one_line(finding.reason), "default")
    if finding.citation:
        yield Text("see        ", style="dim").append(one_line(finding.citation), "default")
    for repair in finding.repairs:
        yield Text("mends it   ", style="dim").append(one_line(_repair(repair, finding, quotes)), "default")


def _quoted(quotes: Sequence[str]) -> str:
    """The words of a finding; of many only the first."""
    told = " · ".join(f"“{one_line(quote)}”" for quote in quotes[:MOST_QUOTES])
    return told if len(quotes) <= MOST_QUOTES else f"{told} and {len(quotes) - MOST_QUOTES} more"


def _claim(claim: Claim) -> str:
    base = f"against {show_period(claim.base)}" if claim.base else ""
    when = f"{show_period(claim.period)} {base}".strip()
    told = (show_interval(claim.interval, claim.unit), show_measure(claim.measure), claim.subject, when)
    return one_line(" · ".join(part for part in told if part))


def _repair(repair: Repair, finding: Finding, quotes: Mapping[str, str]) -> str:
    unit = finding.published.unit if finding.published and repair.figure in finding.figures[:1] else "1"
    words = quotes.get(repair.figure, repair.figure)
    edit = f" ({repair.edit}: {repair.printed})" if repair.edit else ""
    return (
        f"“{words}” within {show_interval(repair.allowed, unit)}{edit}{', the likeliest' if repair.likeliest else ''}"
    )
