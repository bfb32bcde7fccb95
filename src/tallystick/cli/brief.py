"""`tallystick brief`: a briefing written from the ledger in two languages, held back while a figure does not prove."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallystick.cli import _forms, _ledger, _options

if TYPE_CHECKING:
    from tallystick.briefing import Drafts, Failure, Outline
    from tallystick.briefing.backing import Backing
    from tallystick.ledger import Ledger

TEMPLATES = ("five-groups",)


@click.command(
    epilog="Exit code: 0 the briefing is written, 1 a figure does not prove and nothing is written, 2 an error."
)
@click.argument("outline", required=False, type=click.Path(path_type=Path))
@click.option("--template", type=click.Choice(TEMPLATES), help="An outline that ships, instead of a file.")
@click.option("--year", "--period", "period", metavar="PERIOD", help="Of when a template tells: 2021, 2021-Q3.")
@click.option("--area", default="CN", show_default=True, help="Of which area a template tells, by code.")
@click.option("--new", type=click.Path(path_type=Path), metavar="FILE", help="Write an outline to edit, and stop.")
@click.option("--prove", type=click.Path(path_type=Path), multiple=True, metavar="FILE",
              help="Prove a draft that was edited by hand (….en.docx, ….zh.txt), and write nothing.")  # fmt: skip
@click.option("--released", metavar="DATE", help="The day the briefing is given.  [default: today]")
@click.option("--as-of", metavar="DATE", help="Only what was published by this day.")
@_options.reader
@_options.unsure
@click.option("-o", "--output", type=click.Path(path_type=Path), metavar="FOLDER",
              help="Where the files are written, as a set: all of them or none.")  # fmt: skip
@click.option("--desk-copy", is_flag=True, help="Pages that stay at the desk: they list what is not told.")
@click.option("--force", is_flag=True, help="Write over files that were changed since they were written.")
@_ledger.ledger
def command(
    outline: Path | None,
    template: str | None,
    period: str | None,
    area: str,
    new: Path | None,
    prove: tuple[Path, ...],
    released: str | None,
    as_of: str | None,
    reader: str,
    sure: float | None,
    output: Path | None,
    desk_copy: bool,
    force: bool,
    ledger: str,
) -> None:
    """Write a briefing from what the ledger holds, in English and Chinese: texts, pages, Word, charts, evidence.

    Every figure is read back from the text, checked by arithmetic and beside the ledger, and compared between the
    languages. While one fails nothing is written, and the sentence, the figure and the reason are told.

    \b
    tallystick brief --template five-groups --year 2021 -o briefing/
    tallystick brief --new outline.toml --year 2021
    tallystick brief outline.toml -o briefing/
    tallystick brief outline.toml --prove briefing/briefing.en.docx --prove briefing/briefing.zh.docx
    """
    from tallystick.briefing import draft, plainer
    from tallystick.briefing.outline import chosen, outline_text
    from tallystick.cli._file_set import write_set

    if new:
        _forms.write_new(new, outline_text(period or str(date.today().year - 1), area))
        click.echo(f"{new}: edit it, then: tallystick brief {new} -o briefing/")
        return
    plan = chosen(outline, period, area, template=bool(template))
    if output is None and not prove:
        raise click.UsageError("say where to write: -o FOLDER")
    day, until = _ledger.day(released) or plan.released or date.today(), _ledger.day(as_of)
    with _ledger.opened(ledger) as book:
        drafts = draft(plan, book, folder=outline.parent if outline else None, as_of=until, sure=sure)
        for lack in drafts.lacks:
            click.echo(f"not told: {lack.why}; {lack.advice}", err=True)
        if drafts.unsure:
            click.echo(f"left out: {drafts.unsure} read unsurely; --unsure tells them, too", err=True)
        behind = partial(_behind, drafts, book, until, sure)
        failures = _failures(drafts, prove, book, day, reader, behind)
        if failures and not prove:  # a reader may lose its way in a sentence that another one reads
            again = partial(draft, plan, book, folder=outline.parent if outline else None, as_of=until, sure=sure)
            drafts = plainer(drafts, [(one.language, one.sentence) for one in failures], again)
            behind = partial(_behind, drafts, book, until, sure)
            failures = _failures(drafts, prove, book, day, reader, behind)
        files = {} if failures or prove else _files(drafts, behind(), day, for_desk=desk_copy)
        if files:
            files |= _lit(plan, outline.parent if outline else Path(), book, until, sure)
    for failure in failures:
        click.echo(f"{failure.language}  {failure.figure}  {failure.why}\n    {failure.sentence}")
    if failures:
        click.echo(f"held back: {len(failures)} of its figures do not prove; nothing is written", err=True)
        raise SystemExit(1)
    count = len({told.fact.observation for told in drafts.drafts["en"].figures})
    if prove:
        click.echo(f"proven: all {count} figures")
        return
    assert output is not None
    write_set(output, files, force=force)
    click.echo(f"written to {output}: {count} figures in each language")


def _failures(
    drafts: Drafts,
    edited: tuple[Path, ...],
    book: Ledger,
    day: date,
    reader: str,
    behind: Callable[[], Backing],
) -> list[Failure]:
    """What does not prove: of the drafts as they are written, or of those that were edited by hand."""
    from tallystick.briefing import prove
    from tallystick.cli._edited import edited_texts, unlike_outline

    texts = {language: one.text for language, one in drafts.drafts.items()}
    changed: list[Failure] = []
    if edited:
        texts, changed = edited_texts(edited, drafts, behind, day)
    written = {language: [told.fact for told in drafts.drafts[language].figures] for language in texts}
    drafted = {language: one.text for language, one in drafts.drafts.items()}
    failures = prove(texts, written, book, released=day, reader=reader, drafted=drafted)
    if edited:
        for told in unlike_outline(failures, written):
            click.echo(told, err=True)
    return [*failures, *changed]


def _behind(drafts: Drafts, book: Ledger, as_of: date | None, sure: float | None) -> Backing:
    from tallystick.briefing.backing import backing

    return backing(drafts, book, as_of=as_of, sure=sure)


def _files(drafts: Drafts, behind: Backing, day: date, *, for_desk: bool) -> dict[str, bytes]:
    """The files of the briefing; where charts cannot be drawn, it is told how they can."""
    from tallystick.reporting.briefing_files import briefing_files, can_draw

    if not can_draw():
        click.echo('no charts are drawn; for them: pip install "tallystick[web]"', err=True)
    return briefing_files(drafts, behind, released=day, for_desk=for_desk)


def _lit(plan: Outline, folder: Path, book: Ledger, as_of: date | None, sure: float | None) -> dict[str, bytes]:
    """The scorecard of the period, as pages and as rows."""
    from tallystick.monitoring import scorecard
    from tallystick.reporting.briefing_files import scorecard_files

    groups = plan.chosen_groups(folder)
    return scorecard_files(scorecard(book, plan.period, plan.area, as_of=as_of, groups=groups, sure=sure), groups)
