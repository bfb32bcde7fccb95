"""Full-text search over quotes and subjects, the same in both languages and on both databases."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection, text

from tallystick.knowledge.spelling import forms
from tallystick.ledger.lookup import MOST_WORDS, other_names
from tallystick.ledger.reading_schema import last
from tallystick.ledger.records import Found, Records
from tallystick.ledger.schema import PLACES
from tallystick.ledger.statements import many
from tallystick.ledger.tokens import tokens
from tallystick.ledger.views import DATED_BY, PUBLISHED

_ADD = {
    "sqlite": "INSERT INTO sentence_words (rowid, words) VALUES (?, ?)",
    "postgresql": "INSERT INTO sentence_words (sentence, words)"
    " VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')))",
}
_UNFINDABLE = {  # SQLite would look through the whole index of words for each sentence with NOT IN
    "sqlite": "SELECT count(*) FROM (SELECT key FROM sentence EXCEPT SELECT rowid FROM sentence_words)",
    "postgresql": "SELECT count(*) FROM (SELECT key FROM sentence EXCEPT SELECT sentence FROM sentence_words) AS lost",
}
_JOINED = {"sqlite": (" AND ", " OR ", '"'), "postgresql": (" & ", " | ", "'")}
"""How each database writes: all of these, any of these, a word."""
_FROM = {  # SQLite finds the last kept first by itself; PostgreSQL chooses
    "sqlite": "sentence_words w CROSS JOIN sentence t ON t.key = w.rowid JOIN release r ON r.key = t.release"
    " WHERE w.sentence_words MATCH :words",
    "postgresql": "sentence_words w JOIN sentence t ON t.key = w.sentence JOIN release r ON r.key = t.release"
    " WHERE w.words @@ CAST(:words AS tsquery)",
}
_KEPT_LAST = {"sqlite": "w.rowid DESC", "postgresql": "t.key DESC"}
_FIND = f"""
SELECT t.key, t.text AS sentence, t.section, t.speaker, r.release_id, r.title,
       {PUBLISHED} AS published, {DATED_BY} AS dated_by, r.publisher
FROM {{found}} AND {{narrowed}} AND {{last}}
ORDER BY {{order}}
LIMIT :limit OFFSET :skip
"""  # noqa: S608  our own words
_SORT = "SELECT * FROM ({found}) AS found ORDER BY {order}, key DESC LIMIT :some OFFSET :skip"
_HOLDS = {
    "sqlite": ("w.rowid", "w.sentence_words MATCH :words"),
    "postgresql": ("w.sentence", "w.words @@ CAST(:words AS tsquery)"),
}
"""How each database names a sentence among the words, and asks for those that hold some."""
_COUNT = f"""
SELECT r.publisher, r.language, SUBSTR({PUBLISHED}, 1, 4) AS year, SUM(found.number) AS number FROM (
  SELECT release, count(*) AS number FROM (
    SELECT {{key}} / {PLACES} AS release FROM sentence_words w WHERE {{holds}} AND (
      {{key}} / {PLACES} NOT IN (SELECT g.release FROM reading g)
      OR EXISTS (SELECT 1 FROM sentence t WHERE t.key = {{key}} AND {last("t")}))
    ORDER BY {{key}} DESC LIMIT :limit) AS newest
  GROUP BY release) AS found
JOIN release r ON r.key = found.release
GROUP BY 1, 2, 3
"""  # noqa: S608  our own words
MOST_COUNTED = 5_000
"""Sentences that are counted and put in another order at most: those kept last."""

ORDERS = ("published", "publisher", "title")
"""What sentences can be put in order by, besides when they were kept."""
_INDICATORS = """
SELECT DISTINCT s.indicator FROM series s WHERE EXISTS (SELECT 1 FROM observation o WHERE o.series = s.key)
"""
_FIGURES = """
SELECT o.sentence, r.release_id || ':' || o.start AS observation, o.quote
FROM observation o JOIN release r ON r.key = o.release
WHERE o.release = :release AND o.sentence = :sentence ORDER BY o.key
"""


def add_words(connection: Connection, words: dict[int, str]) -> None:
    """Index sentences by their words."""
    if words:
        many(connection, _ADD[connection.dialect.name], list(words.items()))


def unfindable(connection: Connection) -> int:
    """How many sentences are missing among the words to search by."""
    return int(connection.execute(text(_UNFINDABLE[connection.dialect.name])).scalar_one())


class Narrowed(NamedTuple):
    """Which sentences: of a publisher, in a language, published in a year; empty fields ask nothing."""

    publisher: str = ""
    language: str = ""
    year: str = ""

    @property
    def condition(self) -> str:
        """The condition in SQL, on the release `r`."""
        fields = {"publisher": "r.publisher", "language": "r.language", "year": f"SUBSTR({PUBLISHED}, 1, 4)"}
        told = [f"{fields[name]} = :{name}" for name in self._fields if getattr(self, name)]
        return " AND ".join(told) or "1 = 1"


def find(
    connection: Connection, words: str, *, limit: int, skip: int, narrowed: Narrowed | None = None, order: str = ""
) -> Records[Found]:
    """Sentences that hold, or whose figures' subjects hold, all the words in any spelling and number; last kept first.

    What an indicator is called otherwise than in its first names (`chips`) finds its figures, too. `order` is one of
    ORDERS, with `-` before it the other way round: then the MOST_COUNTED kept last are put in order.
    """
    kind, wanted, within = connection.dialect.name, narrowed or Narrowed(), order.removeprefix("-")
    joined = _joined(words, kind)
    if not joined:
        return Records()
    found = _FIND.format(found=_FROM[kind], order=_KEPT_LAST[kind], last=last("t"), narrowed=wanted.condition)
    values = {"words": joined, "limit": limit, "skip": skip, **wanted._asdict()}
    if within in ORDERS:
        way = "DESC" if order.startswith("-") else "ASC"
        found = _SORT.format(found=found.replace("OFFSET :skip", ""), order=f"{within} {way}")
        values |= {"limit": MOST_COUNTED, "some": limit}
    rows = connection.execute(text(found), values)
    return Records(_found(connection, row) for row in rows.all())


def count(connection: Connection, words: str) -> list[tuple[Narrowed, int]]:
    """How many sentences `find` finds by publisher, language and year, of the MOST_COUNTED kept last."""
    kind = connection.dialect.name
    joined = _joined(words, kind)
    if not joined:
        return []
    key, holds = _HOLDS[kind]
    query = text(_COUNT.format(key=key, holds=holds))
    rows = connection.execute(query, {"words": joined, "limit": MOST_COUNTED})
    return [(Narrowed(row.publisher, row.language, row.year), int(row.number)) for row in rows]


def _joined(words: str, kind: str) -> str:
    """The question as the database writes it: all the words, or all of another name."""
    wanted = list(dict.fromkeys(tokens(words)))[:MOST_WORDS]
    if not wanted:
        return ""
    every, either, quote = _JOINED[kind]
    alike: list[list[tuple[str, ...]]] = [[(word,) for word in dict.fromkeys(tokens(n))] for n in other_names(words)]
    groups = [[forms(word) for word in wanted], *alike]
    return either.join(f"({every.join(_any_of(told, either, quote) for told in group)})" for group in groups)


def _any_of(words: tuple[str, ...], either: str, quote: str) -> str:
    return f"({either.join(f'{quote}{word}{quote}' for word in words)})"


def indicators(connection: Connection) -> frozenset[str]:
    """The indicators of the series that are kept, by their ids."""
    return frozenset(connection.execute(text(_INDICATORS)).scalars())


def _found(connection: Connection, row: Any) -> Found:
    figures = connection.execute(text(_FIGURES), {"release": row.key // PLACES, "sentence": row.key}).all()
    return Found(
        release=row.release_id,
        title=row.title,
        published=row.published,
        dated_by=row.dated_by,
        publisher=row.publisher,
        section=row.section,
        speaker=row.speaker,
        sentence=row.sentence,
        observations=tuple(f.observation for f in figures),
        figures=tuple(f.quote for f in figures),
    )
