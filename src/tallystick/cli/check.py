"""`tallystick check`: whether the figures of releases agree, and what they imply."""

from __future__ import annotations

from functools import partial
from typing import IO, TYPE_CHECKING

import click

from tallystick.cli import _forms, _ledger
from tallystick.cli import _options as options

if TYPE_CHECKING:
    from tallystick.model import Reading, Release
    from tallystick.reconciling import Report


@click.command(epilog="Exit code: 0 nothing contradicts, 1 something does, 2 an error.")
@options.sources_or_text
@click.option("--text", "words", metavar="WORDS", help="One claim in words, instead of sources: what is known of it.")
@click.option("--area", help="With --text: the area of figures that name none, by code or name: CN, Japan.")
@options.as_one
@click.option("--against", multiple=True, metavar="FILE", help="Published series (CSV, Parquet) as further evidence.")
@click.option("--together", is_flag=True, help="Check all sources as one body of figures, not each by itself.")
@_ledger.if_there
@options.released
@options.language
@options.reader
@options.sure
@options.ocr
@options.handed
@options.workers
@_forms.form()
@click.option("--names", type=click.Choice(["en", "zh"]), default="en", help="Language in which findings are told.")
@click.option("--implied", is_flag=True, help="Also list what the figures imply and the text does not say.")
@options.output
def command(
    sources: tuple[str, ...],
    words: str | None,
    area: str | None,
    as_one: bool,
    against: tuple[str, ...],
    together: bool,
    ledger: str | None,
    released: str | None,
    language: str | None,
    reader: str,
    sure: float | None,
    ocr: bool,
    observations: str | None,
    read_by: str | None,
    jobs: int,
    timeout: float | None,
    memory: int | None,
    form: str,
    names: str,
    implied: bool,
    output: str | None,
) -> int:
    """Check whether the figures of releases agree, and say what they imply.

    A summary line comes first, then the findings, contradictions before all others, each with its sentences
    and its arithmetic; then how many figures stand in a tie, and why the others stand in none. Of several sources a
    table follows. With a ledger (the one named, or ./tallystick.db) each release is also checked against everything
    kept up to its day.

    A SOURCE that is no file may be the id of a release that the ledger keeps, as tallystick ledger releases lists them.

    With --observations the figures are those that a person or another program read from the same text. Each is held
    against the text; what does not stand there is named on standard error and left out, and what this program's own
    reader reads otherwise is told.

    --text answers one claim of today (or of the day --released): the published value, its source and quote, what it
    was before and since, and the verdict.

    \b
    tallystick check release.html
    tallystick check release.html --names zh --implied
    tallystick check release.html --against published.csv --format json
    tallystick check releases/ --format csv -o findings.csv
    tallystick check release.md --format markdown -o findings.md
    tallystick check first.html second.html --together
    tallystick check release.html --observations figures.jsonl --read-by "Ana Lopez"
    tallystick check --text "GDP grew 5.4% in 2023" --area CN
    """
    if words is not None:
        from tallystick.cli._claim import Asked, answered

        if sources or observations:
            raise click.UsageError("give sources or --text, not both")
        asked = Asked(words, against, ledger, area, released, language, reader, sure, names)
        return answered(asked, form, output)
    if not sources:
        raise click.UsageError("give a SOURCE, or a claim with --text")
    import tallystick
    from tallystick.cli._output import opened
    from tallystick.cli._sources import Failures, dated, expand, open_as_one, progress, reader_here
    from tallystick.cli._workers import workers
    from tallystick.pipeline import check_many
    from tallystick.processes.many import in_order

    failures = Failures()
    found = expand(sources)
    reader = reader_here(reader)
    kept = _ledger.kept(_ledger.found(ledger), found)
    joined: list[Release | Reading] | None = [kept.reading] if kept else None
    if observations:
        from tallystick.cli import _handed

        _handed.only_one(found, as_one)
        release = open_as_one(found, released, language, ocr)
        joined = [_handed.reading(release, observations, read_by, reader, sure)]
    elif as_one:
        joined = [open_as_one(found, released, language, ocr)]
    named = found[:1] if joined else found
    with workers(jobs, timeout, memory, reader) as executor, progress(len(named), "checking") as done:
        if together:
            each = tallystick.read_many(
                joined or found,
                executor=executor,
                released=released,
                language=language,
                reader=reader,
                sure=sure,
                ocr=ocr,
            )
            readings = list(failures.taken(named, each, done))
            series = [tallystick.load_series(file) for file in against]
            whole = in_order(partial(tallystick.check, against=series), [readings] if readings else [], executor)
            reports = list(failures.taken(["the sources together"], whole))
        else:
            every = check_many(
                joined or found,
                against=against,
                executor=executor,
                released=released,
                language=language,
                reader=reader,
                sure=sure,
                ocr=ocr,
            )
            reports = list(failures.taken(named, every, done))
    for report in reports:
        for reading in report.readings:
            dated(reading.release, reading.release.source)
    if url := _ledger.found(ledger):
        reports = _ledger.checked_against(url, reports, kept=kept)
    with opened(output) as stream:
        _write(reports, form, stream, output is not None, names, implied)
    return failures.exit_code() or int(any(report.contradicts for report in reports))


def _write(reports: list[Report], form: str, stream: IO[bytes], to_file: bool, names: str, implied: bool) -> None:
    if form in ("csv", "jsonl"):
        from tallystick.reporting.findings_exports import WRITERS

        WRITERS[form](reports, stream, names, implied=implied)
    elif form == "json":
        from msgspec import json

        told = [report.to_dict(names, implied=implied) for report in reports]
        stream.write(json.format(json.encode(told[0] if len(told) == 1 else told), indent=2) + b"\n")
    elif form == "markdown":
        from tallystick.reporting.findings_exports import write_markdown

        write_markdown(reports, stream, names, implied=implied)
    else:
        _print(reports, stream, to_file, names, implied)


def _print(reports: list[Report], stream: IO[bytes], to_file: bool, names: str, implied: bool) -> None:
    from tallystick.cli._output import console
    from tallystick.reporting.findings_text import report_text, reports_table

    shown = console(stream, to_file)
    for number, report in enumerate(reports):
        if number:
            shown.rule(style="dim")
        shown.print(report_text(report, names, implied=implied))
    if len(reports) > 1:
        shown.rule(style="dim")
        shown.print(reports_table(reports, names))
