"""Sheets of labels → label files: `python -m training.sheets SHEET…` (see labels/README.md)."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

from tallystick.model import Period
from tallystick.model.observation import MEASURES
from training.labelled import OWN, SHARED

_HEAD = re.compile(r"(source|released|publisher|labeller|from|to):\s*(.*)")
_MARKED = re.compile(r"(.*?)\[\[(.+?)\]\](.*)", re.DOTALL)
_BLANKS = re.compile(r"\s+")
_DATED = re.compile(r"\d{4}")


class SheetError(ValueError):
    """A sheet that cannot be used; says which line and why."""


def labels_of(sheet: Path) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The head of a label file and its labels; raises SheetError with the line that does not fit."""
    head: dict[str, str] = {}
    rows: list[str] = []
    for line in sheet.read_text(encoding="utf-8").splitlines():
        found = _HEAD.fullmatch(line.strip())
        if found and not rows:
            head[found[1]] = found[2].strip()
        elif line.strip():
            rows.append(line.strip())
    text = (SHARED / "corpus" / head["source"]).read_text(encoding="utf-8")
    start = _find(text, head["from"], 0)[0]
    end = _find(text, head["to"], start)[1]
    labels, at = [], start
    for row in rows:
        label = _label(row, text, at, end)
        at = label["end"]
        labels.append({**label, "start": label["start"] - start, "end": label["end"] - start})
    about = {key: head[key] for key in ("source", "released", "publisher", "labeller")}
    return {**about, "start": start, "end": end}, labels


def _find(text: str, words: str, start: int, end: int | None = None) -> tuple[int, int]:
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    found = re.compile(pattern).search(text, start, len(text) if end is None else end)
    if not found:
        raise SheetError(f"not found behind character {start}: «{words}»")
    return found.span()


def _label(row: str, text: str, at: int, end: int) -> dict[str, Any]:
    marked = _MARKED.fullmatch(row)
    if not marked:
        raise SheetError(f"no [[words]] in «{row}»")
    before, words, rest = marked[1].strip(), marked[2], marked[3]
    fields = [field.strip() for field in rest.lstrip(" |").split("|")]
    if not 5 <= len(fields) <= 7:
        raise SheetError(f"needs value | unit | measure | period<base | subject: «{row}»")
    value, unit, measure, times, subject, *more = fields
    joined = f"{before} {words}" if before and not before.endswith(("$", "(", "-")) else before + words
    try:
        b = _find(text, joined, at, end)[1]
    except SheetError:
        b = _find(text, before + words, at, end)[1]
    a = max(m.start() for m in re.finditer(r"\s+".join(map(re.escape, words.split())), text[:b]) if m.end() == b)
    period, _, base = times.partition("<")
    if measure not in MEASURES:
        raise SheetError(f"no measure is called {measure!r}: «{row}»")
    if period.strip():
        Period.parse(period.strip())
    qualifier = next((m for m in more if m in (">", "<", "~")), "")
    status = next((m for m in more if m in ("target", "forecast")), "actual")
    return {
        "text": text[a:b], "start": a, "end": b, "value": json.loads(value), "unit": unit, "measure": measure,
        "subject": subject, "period": period.strip(), "base": base.strip(), "qualifier": qualifier, "status": status,
    }  # fmt: skip


def main(sheets: list[str]) -> None:
    """Check the sheets and write their label files; the first that does not fit stops with its line."""
    for name in sheets:
        sheet = Path(name)
        try:
            head, labels = labels_of(sheet)
        except (SheetError, ValueError, KeyError) as error:
            sys.exit(f"{sheet}: {type(error).__name__}: {error}")
        target = OWN / f"{sheet.stem}.jsonl"
        lines = [json.dumps(row, ensure_ascii=False) for row in (head, *labels)]
        target.write_text("\n".join(lines) + "\n", encoding="utf-8")
        sys.stdout.write(f"{target.name}: {len(labels)} figures\n")


if __name__ == "__main__":
    main(sys.argv[1:])
