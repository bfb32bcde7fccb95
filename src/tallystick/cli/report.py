"""`tallystick report`: the annotated release, or original and translation side by side, as one page."""

from __future__ import annotations

import click

from tallystick.cli import _ledger
from tallystick.cli import _options as options
from tallystick.cli._output import opened


@click.command()
@options.sources
@options.as_one
@click.option("--translation", metavar="OTHER", help="Show SOURCE beside its translation, their figures linked.")
@click.option("--against", multiple=True, metavar="FILE", help="Published series (CSV, Parquet) that join the check.")
@_ledger.if_there
@options.released
@options.language
@options.reader
@options.sure
@options.ocr
@options.handed
@click.option("--names", type=click.Choice(["en", "zh"]), help="Language of the page's own words.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False), metavar="FILE", help="The page.")
def command(
    sources: tuple[str, ...],
    as_one: bool,
    translation: str | None,
    against: tuple[str, ...],
    ledger: str | None,
    released: str | None,
    language: str | None,
    reader: str,
    sure: float | None,
    ocr: bool,
    observations: str | None,
    read_by: str | None,
    names: str | None,
    output: str,
) -> int:
    """Write SOURCE as an annotated page: its text, every figure marked by verdict, the arithmetic beside it.

    The page is one file that needs no network: it can be mailed, printed and kept. Figures of a PDF are shown on their
    page, cells of a table with the rows around them.

    With a ledger (named, or tallystick.db in this folder) the page says what was said before of each figure, and tests
    claims against what is kept.

    \b
    tallystick report release.html -o page.html
    tallystick report release.pdf annex.pdf --as-one -o page.html
    tallystick report release.txt --against published.csv -o page.html
    tallystick report release.txt --observations figures.jsonl --read-by "Ana Lopez" -o page.html
    tallystick report release.txt --ledger tallystick.db -o page.html
    tallystick report report.zh.txt --translation report.en.txt -o pair.html
    """
    import tallystick
    from tallystick.cli._sources import dated, expand, open_either, reader_here
    from tallystick.releases import open_together

    found = expand(sources)
    if len(found) > 1 and not as_one:
        raise click.UsageError("a report is of one release: name one SOURCE, or take all as one with --as-one")
    opened_as = open_together(found, released=_ledger.day(released), language=language, ocr=ocr)
    release = dated(opened_as.release, opened_as.release.source)
    if observations:
        from tallystick.cli import _handed

        reading = _handed.reading(release, observations, read_by, reader_here(reader), sure)
    else:
        reading = tallystick.read(release, reader=reader_here(reader), sure=sure)
    words = names or reading.release.language
    if translation:
        from tallystick.reporting.pair_page import render_pair

        other = tallystick.read(open_either(translation, released, language), reader=reader_here(reader), sure=sure)
        page = render_pair(reading, other, tallystick.compare(reading, other), words)
    else:
        from tallystick.reporting.page import render

        report = tallystick.check(reading, against=[tallystick.load_series(file) for file in against])
        if url := _ledger.found(ledger):
            (report,) = _ledger.checked_against(url, [report], veiled=True)
        page = render(reading, report.findings, words, opened_as.original)
    with opened(output) as stream:
        stream.write(page.encode("utf-8", errors="replace"))
    click.echo(f"wrote {output}: open it in any browser", err=True)
    return 0
