"""`make changelog VERSION=…`: gathers changelog.d/ into CHANGELOG.md under a version, and takes its files away."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import tallystick

ROOT = Path(__file__).parents[1]
CHANGELOG, WAITING = ROOT / "CHANGELOG.md", ROOT / "changelog.d"
KINDS = ("added", "changed", "fixed", "removed")
_ENDS = (".", "!", "?", "。")


def entries(told: str) -> Iterator[str]:
    """The entries of a file: each begins a line with a dash, or where the line before ends a sentence.

    >>> list(entries("One thing.\\nAnother, told\\nin two lines.\\n"))
    ['- One thing.', '- Another, told\\n  in two lines.']
    """
    lines: list[str] = []
    for line in filter(None, map(str.strip, told.splitlines())):
        if lines and (line.startswith("- ") or lines[-1].endswith(_ENDS)):
            yield "\n  ".join(lines)
            lines = []
        lines.append(line if lines or line.startswith("- ") else f"- {line}")
    if lines:
        yield "\n  ".join(lines)


def section(version: str, day: date, files: list[Path]) -> str:
    """What changed with a version, by kind; a file is named `<topic>.<kind>.md`."""
    parts = [f"## {version} ({day.isoformat()})"]
    for kind in KINDS:
        told = [path.read_text(encoding="utf-8") for path in files if path.suffixes == [f".{kind}", ".md"]]
        if told:
            parts.append(f"### {kind.capitalize()}\n" + "\n".join(entry for one in told for entry in entries(one)))
    return "\n\n".join(parts) + "\n"


def gather(version: str, day: date, changelog: Path = CHANGELOG, waiting: Path = WAITING) -> None:
    """Write a version's section above those of earlier ones, and take away the files it was made of."""
    files = sorted(waiting.glob("*.md"))
    before = changelog.read_text(encoding="utf-8")
    if not files:
        sys.exit(f"nothing waits in {waiting.name}/: no section is written")
    if re.search(rf"^## {re.escape(version)} ", before, flags=re.MULTILINE):
        sys.exit(f"{changelog.name} has a section for {version} already: give another VERSION")
    head, mark, earlier = before.partition("\n## ")
    written = f"{head.rstrip()}\n\n{section(version, day, files)}" + (f"{mark}{earlier}" if mark else "")
    changelog.write_text(written, encoding="utf-8")
    for path in files:
        path.unlink()


if __name__ == "__main__":
    (asked,) = sys.argv[1:] or [""]
    if asked != tallystick.__version__:
        sys.exit(f"say VERSION={tallystick.__version__}, or set __version__ in src/tallystick/__init__.py first")
    gather(asked, datetime.now(tz=UTC).date())
