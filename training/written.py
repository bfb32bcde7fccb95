"""Texts written for training: short releases with each figure marked where it stands (see written/README.md)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tallystick.model.observation import MEASURES, STATUSES
from training.labelled import Label

FOLDER = Path(__file__).parent / "written"
_MARK = re.compile(r"\{([^{}|]+)\|([^{}]*)\}")
_HEAD = re.compile(r"(released|publisher|title):\s*(.*)")


class MarkError(ValueError):
    """A mark that cannot be read; says where and what is wrong."""


@dataclass(frozen=True)
class WrittenText:
    """A written text: its plain form, and its labels, which count that form's characters."""

    name: str
    released: str
    publisher: str
    title: str
    text: str
    marked: tuple[Label, ...]


def written_texts(language: str) -> Iterator[WrittenText]:
    """All written texts of a language, file by file."""
    for path in sorted((FOLDER / language).glob("*.txt")):
        for n, part in enumerate(re.split(r"(?m)^===\s*$", path.read_text(encoding="utf-8"))):
            if part.strip():
                yield parse(part.strip("\n"), f"{path.stem}:{n + 1}")


def parse(part: str, name: str) -> WrittenText:
    """One text with its marks; raises MarkError for a mark that is not of the form."""
    head: dict[str, str] = {}
    lines = part.split("\n")
    while lines and (found := _HEAD.fullmatch(lines[0].strip())):
        head[found[1]] = found[2].strip()
        lines.pop(0)
    if "released" not in head:
        raise MarkError(f"{name}: no line `released: YYYY-MM-DD` at its head")
    body = "\n".join(f"\n{line[2:]}\n" if line.startswith("# ") else line for line in lines).strip("\n")
    body = re.sub(r"\n{3,}", "\n\n", body)
    if head.get("title"):
        body = f"{head['title']}\n\n{body}"
    plain: list[str] = []
    labels: list[Label] = []
    length = at = 0
    for found in _MARK.finditer(body):
        before = body[at : found.start()]
        plain += [before, found[1]]
        length += len(before)
        labels.append(_label(found[1], found[2], length, name))
        length += len(found[1])
        at = found.end()
    plain.append(body[at:])
    text = "".join(plain)
    if "{" in text or "}" in text:
        raise MarkError(
            f"{name}: a brace that opens no mark, near «{text[max(text.find('{'), text.find('}')) :][:40]}»"
        )
    return WrittenText(name, head["released"], head.get("publisher", ""), head.get("title", ""), text, tuple(labels))


def _label(words: str, fields: str, start: int, name: str) -> Label:
    parts = [part.strip() for part in fields.split("|")]
    if not 3 <= len(parts) <= 4:
        raise MarkError(f"{name}: «{words}» needs measure|period|subject, and at most a status behind them")
    measure, times, subject, *status = parts
    falls = measure.endswith("-")
    measure = measure.removesuffix("-")
    if measure not in MEASURES:
        raise MarkError(f"{name}: «{words}»: no measure is called {measure!r}")
    if status and status[0] not in STATUSES:
        raise MarkError(f"{name}: «{words}»: no status is called {status[0]!r}")
    period, _, base = times.partition("<")
    return {
        "text": words, "start": start, "end": start + len(words), "measure": measure, "falls": falls,
        "period": period.strip(), "base": base.strip(), "subject": subject, "status": status[0] if status else "actual",
    }  # fmt: skip
