"""The evidence of a briefing as records: a row a figure, with what it is, how surely, and the words that say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tallystick.briefing.backing import Backing, Evidence, evidence_of, series_of
from tallystick.briefing.drafting import Draft
from tallystick.briefing.sentences import CLAIMS
from tallystick.knowledge.indicators import catalogue

PROVEN = "proven"
"""The verdict of a figure that came back from both languages as it was written, and that nothing contradicts."""


def evidence(
    drafts: Mapping[str, Draft], backing: Backing | None = None, *, verdict: str = PROVEN
) -> list[dict[str, Any]]:
    """The figures in the order in which they are told, each once; `verdict` is what the proof said of them all.

    Columns are the same whatever the languages: ids, ISO days and numbers as the ledger holds them; names and printed
    words stand once a language.
    """
    known = backing or Backing()
    return [_row(one, known, verdict) for one in evidence_of(drafts)]


def _row(one: Evidence, backing: Backing, verdict: str) -> dict[str, Any]:
    fact, said = one.fact, one.fact.said
    names = catalogue()[fact.indicator]
    kept = backing.releases.get(fact.release)
    before = backing.before(fact)
    return {
        "number": one.number,
        "sentences_en": one.sentences.get("en", ()),
        "sentences_zh": one.sentences.get("zh", ()),
        "figure_en": one.printed.get("en", ""),
        "figure_zh": one.printed.get("zh", ""),
        "indicator": fact.indicator,
        "name_en": names.name("en"),
        "name_zh": names.name("zh"),
        "measure": fact.form if fact.form in CLAIMS else fact.measure,
        "unit": fact.unit,
        "area": fact.area,
        "period": fact.period,
        "base": fact.base,
        "qualifier": fact.qualifier,
        "value": fact.value,
        "lower": said.lower if said else None,
        "upper": said.upper if said else None,
        "release": fact.release,
        "title": kept.title if kept else "",
        "source": kept.source if kept else "",
        "publisher": fact.publisher,
        "published": fact.published,
        "quote": fact.quote,
        "sentence": fact.sentence,
        "table": said.table if said else "",
        "row": said.row if said else "",
        "column": said.column if said else "",
        "page": (said.page or None) if said else None,
        "sure": fact.sure,
        "confidence": said.confidence if said else None,
        "revised_from": [point.value for point in before],
        "revised_from_published": [point.first_published for point in before],
        "history_periods": [period for period, _ in fact.history],
        "history_values": [value for _, value in fact.history],
        "verdict": verdict,
        "series": series_of(fact),
        "observation": fact.observation,
    }
