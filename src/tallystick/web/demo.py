"""A ledger for looking around: the sample releases and series that ship with the project."""

from __future__ import annotations

from pathlib import Path

from tallystick.ledger import Ledger
from tallystick.ledger.intake import take_in
from tallystick.releases import open_source
from tallystick.samples import names, sample

TITLES = {
    "china-industrial-growth": "Industrial growth, month by month",
    "china-industry": "Industry and communications, annual figures",
    "us-industrial-production": "Industrial production of the United States, as first told and as revised",
}


def fill(ledger: Ledger) -> None:
    """Keep every sample, series first and releases in the order of their days."""
    for path in sorted((Path(str(sample(names()[0]))).parent / "series").glob("*.csv")):
        ledger.import_series(path, title=TITLES.get(path.stem, ""))
    opened = [open_source(str(sample(name))) for name in names()]
    for source in sorted(opened, key=lambda one: one.day):
        take_in(ledger, source)
