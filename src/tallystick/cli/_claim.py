"""One claim, answered from a ledger and published series."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from tallystick.cli import _forms, _ledger

if TYPE_CHECKING:
    from tallystick.ledger.answering import Reply
    from tallystick.model import Reading
    from tallystick.published import Series


class Asked(NamedTuple):
    """A claim, and what it is held against; `released` is its day, today where none is given."""

    words: str
    against: Sequence[str]
    ledger: str | None
    area: str | None
    released: str | None
    language: str | None
    reader: str
    sure: float | None
    names: str


def answered(asked: Asked, form: str, output: str | None) -> int:
    """Print what is known of a claim; 1 where something contradicts it."""
    from datetime import date

    import tallystick
    from tallystick.cli._output import opened
    from tallystick.cli._sources import reader_here
    from tallystick.model import LedgerError

    url = _ledger.found(asked.ledger)
    if url is None and not asked.against:
        raise LedgerError(
            "there is nothing to check a claim against",
            "keep releases first (tallystick keep release.html), or name a --ledger, or series with --against",
        )
    series = [tallystick.load_series(file) for file in asked.against]
    area = _area(asked.area, url, series) if asked.area else ""
    day = _ledger.day(asked.released) or date.today()
    reader = reader_here(asked.reader)
    reading = tallystick.read_text(asked.words, released=day, language=asked.language, reader=reader, sure=asked.sure)
    replies = _replies(reading, url, series, area, asked.names)
    with opened(output) as stream:
        if form == "csv":
            from tallystick.ledger.recordset import Records

            _forms.write(Records(replies).to_dicts(), "csv", stream)
        elif form in ("json", "jsonl"):
            from msgspec import json

            from tallystick.ledger.recordset import Records

            answers = [
                {**row, "before": Records(reply.before).to_dicts(), "since": Records(reply.since).to_dicts()}
                for row, reply in zip(Records(replies).to_dicts(), replies, strict=True)
            ]
            head: dict[str, object] = {"text": asked.words, "day": str(day)}
            if form == "jsonl":
                stream.write(b"".join(json.encode(head | one) + b"\n" for one in answers))
            else:
                stream.write(json.format(json.encode(head | {"answers": answers}), indent=2) + b"\n")
        else:
            from tallystick.cli._output import console
            from tallystick.reporting.reply_text import replies_text

            told = replies_text(replies, asked.names)
            if form == "markdown":
                from tallystick.reporting.in_markdown import in_markdown

                stream.write(in_markdown([told]).encode())
            else:
                console(stream, output is not None).print(told)
    return int(any(reply.verdict == "contradicts" for reply in replies))


def _area(told: str, url: str | None, against: Sequence[Series]) -> str:
    """The code of an area that the catalogue, the ledger or the series know."""
    from tallystick.published.columns import known_area

    others = {one.area for series in against for one in series.observations}
    if url and told not in others:
        with _ledger.opened(url) as book:
            return book.area(told)
    return known_area(told, others)


def _replies(reading: Reading, url: str | None, against: Sequence[Series], area: str, names: str) -> list[Reply]:
    """What the ledger knows of each figure; where it knows nothing, what the series say."""
    kept: list[Reply] = []
    if url:
        with _ledger.opened(url, marked=True) as book:
            kept = list(book.replies(reading, area=area, language=names))
    if not against:
        return kept
    from tallystick.ledger.series_replies import replies_of_series

    published = replies_of_series(reading, against, area, names)
    by_quote = {reply.quote: reply for reply in published}
    if not kept:
        return list(by_quote.values())
    return [by_quote.get(one.quote, one) if one.verdict == "cannot check" else one for one in kept]
