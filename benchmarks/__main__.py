"""`make bench`: every part that has `rows()`, as one table each; `--write FILE` also keeps them as Markdown.

A part that is measured alone takes the place of its table in the file; the others stay as they were.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
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
    about = f"{datetime.now(UTC):%Y-%m-%d}, {machine}, {os.getloadavg()[0]:.0f} programs at work before it began"
    print(about, flush=True)
    tables = []
    for name in known:
        part = import_module(f"benchmarks.{name}")
        if hasattr(part, "rows"):
            tables.append(markdown(part.TITLE, part.rows()).replace("\n", f"\n\n{about}\n", 1))
            print(tables[-1], flush=True)
    if arguments.write:
        kept = arguments.write.read_text(encoding="utf-8") if arguments.parts and arguments.write.exists() else HEAD
        arguments.write.write_text(placed(kept, tables), encoding="utf-8")


def placed(page: str, tables: list[str]) -> str:
    """A page with some tables anew: each in the place of that of the same name before its colon, or at the end."""
    head, *sections = re.split(r"^(?=## )", page, flags=re.MULTILINE)
    for table in tables:
        name = table.partition("\n")[0].partition(":")[0]
        place = next((n for n, old in enumerate(sections) if old.startswith(name)), len(sections))
        sections[place : place + 1] = [table]
    return "\n".join(part.rstrip("\n") + "\n" for part in (head, *sections))


if __name__ == "__main__":
    main()
