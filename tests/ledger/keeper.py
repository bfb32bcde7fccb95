"""A process that keeps made-up releases one after another: python keeper.py URL TOTAL FIRST COUNT."""

from __future__ import annotations

import sys

from benchmarks._synthetic_releases import readings
from tallystick.ledger import Ledger


def main() -> None:
    """Keep the releases and say after each which one is kept."""
    url, (total, first, count) = sys.argv[1], map(int, sys.argv[2:5])
    with Ledger(url) as ledger:
        for reading in list(readings(total))[first : first + count]:
            sys.stdout.write(f"{ledger.keep(reading).release_id}\n")


if __name__ == "__main__":
    main()
