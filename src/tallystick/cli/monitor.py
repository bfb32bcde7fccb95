"""`tallystick monitor`: the scorecard of the ledger, each indicator of the groups with a light and its rule."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from tallystick.cli import _forms, _ledger, _options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tallystick.knowledge.briefing_groups import Groups
    from tallystick.knowledge.lights import Rule
    from tallystick.monitoring import Scorecard


@click.command(epilog="Exit code: 0 the scorecard is told, whatever its lights; 2 an error.")
@click.option("--period", metavar="PERIOD", help="2021, 2021-Q3, 2021-08, 2021-01/2021-08.  [default: newest of each]")
@click.option("--area", default="CN", show_default=True, help="Of which area, by code or name.")
@click.option("--as-of", metavar="DATE", help="Only what was published by this day.")
@click.option("--groups", type=click.Path(path_type=Path), metavar="FILE",
              help="Which indicators, as `tallystick groups` prints them.")  # fmt: skip
@click.option("--lights", type=click.Path(path_type=Path), metavar="FILE", help="Other rules for the lights.")
@click.option("--new-lights", type=click.Path(path_type=Path), metavar="FILE",
              help="Write the rules of the lights to edit, and stop.")  # fmt: skip
@click.option("--names", type=click.Choice(["en", "zh"]), default="en", show_default=True,
              help="Language of a page, and of the words in rows.")  # fmt: skip
@_options.sure
@_options.unsure
@_forms.form(*_forms.RECORDS, "html")
@_options.output
@_ledger.ledger
def command(
    period: str | None,
    area: str,
    as_of: str | None,
    groups: Path | None,
    lights: Path | None,
    new_lights: Path | None,
    names: str,
    sure: float | None,
    form: str,
    output: str | None,
    ledger: str,
) -> None:
    """Tell how each indicator of the five groups stands: its value, changes, place in its history, target and light.

    A light follows from the kept figures by a rule in words (--new-lights shows them). It is grey where the ledger
    cannot say, and the reason is told; where another number that rounds to a printed one gives another light, that is
    told too. Nothing is compared across series, kinds of period, days of publication, or publishers that disagree.

    \b
    tallystick monitor
    tallystick monitor --period 2021 --area CN
    tallystick monitor --period 2021-01/2021-08 --as-of 2021-10-01
    tallystick monitor --format csv -o scorecard.csv
    tallystick monitor --format html --names zh -o scorecard.html
    tallystick monitor --groups groups.toml --lights lights.toml
    """
    from tallystick.cli._output import opened
    from tallystick.knowledge.briefing_groups import briefing_groups
    from tallystick.knowledge.lights import light_rules, shipped_text
    from tallystick.monitoring import scorecard

    if new_lights:
        _forms.write_new(new_lights, shipped_text())
        click.echo(f"{new_lights}: edit it, then: tallystick monitor --lights {new_lights}")
        return
    chosen, rules, day = briefing_groups(groups), light_rules(lights), _ledger.day(as_of)
    with _ledger.opened(ledger, marked=True) as book:
        told = scorecard(book, period or "", book.area(area), as_of=day, groups=chosen, rules=rules, sure=sure)
        if form == "html":
            from tallystick.reporting.scorecards import render_scorecard

            with opened(output) as stream:
                stream.write(render_scorecard(told, names, groups=chosen, rules=rules).encode())
        else:
            _tell(form, output, told, chosen, rules, names)
        if all(card.value is None for card in told.cards) and form in ("text", "markdown"):
            when = f" for {told.period}" if told.period else ""
            then = "tallystick series lists what is kept; --period names another period, --area another area"
            _ledger.say_none(book, f"no value of these indicators{when} in {told.area}", then)


def _tell(form: str, output: str | None, told: Scorecard, groups: Groups, rules: Sequence[Rule], language: str) -> None:
    from tallystick.cli._output import opened
    from tallystick.reporting.scorecards import rows, scorecard_grid

    if form in ("text", "markdown"):
        _forms.show(form, output, lambda: scorecard_grid(told, groups=groups, rules=rules))
        return
    with opened(output) as stream:
        _forms.write(rows(told, rules=rules, language=language), form, stream)
