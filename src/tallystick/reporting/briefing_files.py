"""All files of a briefing: texts, pages, documents for Word, charts, evidence and scorecard, by their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date
from importlib.util import find_spec
from typing import Any

from msgspec import json

from tallystick.briefing import Drafts
from tallystick.briefing.backing import Backing
from tallystick.briefing.outline import LANGUAGES
from tallystick.knowledge.briefing_groups import Groups
from tallystick.monitoring import Scorecard
from tallystick.published.spreadsheets import cell_text
from tallystick.reporting.briefing_charts import Section, sections_of
from tallystick.reporting.briefing_evidence import evidence
from tallystick.reporting.briefing_page import render_briefing
from tallystick.reporting.briefing_word import word_file
from tallystick.reporting.scorecards import render_scorecard
from tallystick.reporting.scorecards import rows as rows_of


def briefing_files(
    drafts: Drafts, backing: Backing, *, released: date | None = None, for_desk: bool = False
) -> dict[str, bytes]:
    """Name → content of every file; `for_desk` makes the pages copies for the desk, with what is not told.

    Charts need the library that draws them: see `can_draw`.
    """
    made: dict[str, bytes] = {}
    told = drafts.drafts
    for language, draft in told.items():
        sections = sections_of(draft, backing if can_draw() else None)
        lacks = drafts.lacks if for_desk else None
        page = render_briefing(told, language, backing, released=released, lacks=lacks, sections=sections)
        made[f"briefing.{language}.txt"] = draft.text.encode()
        made[f"briefing.{language}.html"] = page.encode()
        made[f"briefing.{language}.docx"] = word_file(told, language, backing, released=released)
        made |= _charts(sections, language)
    rows = evidence(told, backing)
    made["evidence.csv"] = _csv(rows)
    made["evidence.json"] = json.format(json.encode(rows), indent=2) + b"\n"
    return made


def scorecard_files(told: Scorecard, groups: Groups) -> dict[str, bytes]:
    """The scorecard beside a briefing: a page in either language, and a row an indicator."""
    pages = {f"scorecard.{one}.html": render_scorecard(told, one, groups=groups).encode() for one in LANGUAGES}
    return pages | {"scorecard.csv": _csv(rows_of(told))}


def can_draw() -> bool:
    """Whether the library that draws charts is installed."""
    return find_spec("vl_convert") is not None


def _charts(sections: Iterable[Section], language: str) -> dict[str, bytes]:
    return {f"charts/{one.name}.{language}.svg": one.drawn.encode() for each in sections for one in each.charts}


def _csv(rows: Sequence[dict[str, Any]]) -> bytes:
    """Rows with a header; no text can be taken for a formula by a spreadsheet, lists are joined by `; `."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(rows[0] if rows else ())
    writer.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue().encode()


def _cell(value: Any) -> Any:
    if isinstance(value, (list, tuple)):
        value = "; ".join(map(str, value))
    return cell_text(value) if isinstance(value, str) else value
