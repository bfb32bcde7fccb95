"""`tallystick compare`: a translation held against its original."""

from __future__ import annotations

import sys

import click

from tallystick.cli import _completing, _forms
from tallystick.cli import _options as options
from tallystick.cli._output import console, opened


@click.command(epilog="Exit code: 0 nothing differs, 1 figures differ or are missing, 2 an error or no pair.")
@click.argument("original", shell_complete=_completing.files)
@click.argument("translation", shell_complete=_completing.files)
@options.released
@options.language_of_either
@click.option("--names", type=click.Choice(["en", "zh"]), default="en", help="Language of the output's own words.")
@_forms.form()
@click.option("--brief", is_flag=True, help="Leave out the table of all linked figures.")
@options.output
def command(
    original: str,
    translation: str,
    released: str | None,
    language: str | None,
    names: str,
    form: str,
    brief: bool,
    output: str | None,
) -> int:
    """Hold a TRANSLATION against its ORIGINAL, figure by figure.

    Figures are linked by what they mean, whatever their order; those that differ beyond rounding and unit
    conversion are listed with both quotes and the likeliest slip. A figure that the translation clearly leaves
    out is listed as missing and counts as a difference; one that it adds is listed and does not.

    \b
    tallystick compare report.zh.txt report.en.txt
    tallystick compare report.zh.html https://example.org/report.html --format json
    tallystick report report.zh.txt --translation report.en.txt -o pair.html   both texts side by side
    """
    import tallystick
    from tallystick.cli._sources import open_either

    result = tallystick.compare(*(open_either(source, released, language) for source in (original, translation)))
    with opened(output) as stream:
        if form == "json":
            import msgspec

            stream.write(msgspec.json.format(msgspec.json.encode(result.to_dict()), indent=2) + b"\n")
        elif form in ("csv", "jsonl"):
            from msgspec import structs

            from tallystick.reporting.pair_table import pairs

            _forms.write([structs.asdict(pair) for pair in pairs(result)], form, stream)
        else:
            from tallystick.reporting.in_markdown import in_markdown
            from tallystick.reporting.pair_table import comparison_parts

            parts = list(comparison_parts(result, names, everything=not brief))
            if form == "markdown":
                stream.write(in_markdown(parts).encode())
            else:
                shown = console(stream, output is not None)
                for part in parts:
                    shown.print(part)
    if not result.is_pair:
        few = f"these two texts do not look like a pair: {len(result.aligned)} figures could be linked"
        click.echo(f"tallystick: {few}; give the original and its own translation", err=True)
        return 2
    sys.stdout.flush()
    return 0 if result.is_clean else 1
