"""What may tell what became of a statement: later ones, and figures, of the same indicators or words."""

from __future__ import annotations

from collections import Counter

import msgspec
from sqlalchemy import Connection, bindparam, text

from tallystick.knowledge.indicators import catalogue
from tallystick.ledger import following
from tallystick.ledger.following import Followed
from tallystick.ledger.recordset import Records
from tallystick.ledger.tokens import tokens
from tallystick.model.frames import Day

MOST = 5
_ENOUGH = 0.25
_SHARED = 0.35
_SHORT = 3
_TOLD = 4

_FIGURES = text(
    "SELECT observation, quote, sentence, release, publisher, published, indicator, period, period_end, confidence"
    " FROM series_statement WHERE indicator IN :indicators AND status = 'actual' AND published > :day"
    " AND kind <> 'compiled'"
    " ORDER BY published LIMIT 200"
).bindparams(bindparam("indicators", expanding=True))


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """A later statement or figure (`id`) that may tell what became of one, with the indicators and words they share."""

    id: str
    quote: str
    release: str
    publisher: str
    published: Day
    indicators: tuple[str, ...]
    words: tuple[str, ...]
    likeness: float


def suggestions(connection: Connection, earlier: Followed) -> Records[Suggestion]:
    """What may tell it, the likeliest first: statements, then figures of the indicators it names."""
    every = [one for one in following.listed(connection) if one.published > earlier.published]
    known = {one.id: _words(one.quote) for one in every}
    own = _words(earlier.quote)
    often = Counter(word for words in known.values() for word in words)
    found = [_alike(earlier, one, own & known[one.id], own, often) for one in every]
    likely = [one for one in found if one.likeness >= _ENOUGH]
    likely.sort(key=lambda one: (-one.likeness, one.published, one.id))
    return Records([*likely[:MOST], *_figures(connection, earlier)[:MOST]])


def _words(quote: str) -> frozenset[str]:
    """The words of a quote that tell anything: Latin ones of more than three letters, pairs of Han characters."""
    return frozenset(w for w in tokens(quote) if (len(w) > _SHORT if w.isascii() else len(w) > 1) and not w.isdigit())


def _alike(
    earlier: Followed, later: Followed, shared: frozenset[str], own: frozenset[str], often: Counter[str]
) -> Suggestion:
    """Shared rare words count most; an indicator that both name counts as much as a third of the words."""
    weight = {word: 1 / (1 + often[word]) ** 0.5 for word in own}
    words = sum(weight[word] for word in shared) / (sum(weight.values()) or 1)
    both = tuple(one for one in earlier.indicators if one in later.indicators)
    return Suggestion(
        id=later.id,
        quote=later.quote,
        release=later.release,
        publisher=later.publisher,
        published=later.published,
        indicators=both,
        words=tuple(sorted(shared, key=lambda word: (often[word], word))[:_TOLD]),
        likeness=round(min(words + (_SHARED if both else 0), 1.0), 3),
    )


def _figures(connection: Connection, earlier: Followed) -> list[Suggestion]:
    """Actual figures told later of the indicators, those of the period it is due in first."""
    asked = [one for one in earlier.indicators if one in catalogue()]
    if not asked:
        return []
    rows = connection.execute(_FIGURES, {"indicators": asked, "day": earlier.published}).all()
    year = (earlier.due or earlier.published)[:4]
    rows = sorted(rows, key=lambda row: ((row.period_end or "")[:4] != year, row.period_end or "", row.published))
    return [
        Suggestion(
            id=row.observation,
            quote=row.sentence or row.quote,
            release=row.release,
            publisher=row.publisher,
            published=row.published,
            indicators=(row.indicator,),
            words=(row.quote,),
            likeness=0.0,
        )
        for row in rows
    ]
