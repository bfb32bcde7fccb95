"""`make bench`: every part that has `rows()`, as one table each; `--write FILE` also keeps them as Markdown."""

from __future__ import annotations

import argparse
import os
import platform
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from benchmarks.table import markdown

HEAD = """# Benchmarks

Written by `make bench-docs`. Every ratio is to a peer or a floor measured in the same run on the same text.
"""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help="only these parts (reading, reconcile, …)")
    parser.add_argument("--write", type=Path, help="also write the tables to this file")
    arguments = parser.parse_args()
    folder = Path(__file__).parent
    known = arguments.parts or sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    about = f"{datetime.now(UTC):%Y-%m-%d}, {machine}\n"
    print(about, flush=True)
    tables = []
    for name in known:
        part = import_module(f"benchmarks.{name}")
        if hasattr(part, "rows"):
            tables.append(markdown(part.TITLE, part.rows()))
            print(tables[-1], flush=True)
    if arguments.write:
        arguments.write.write_text("\n".join([HEAD, about, *tables]), encoding="utf-8")


if __name__ == "__main__":
    main()
