"""Full-text search over quotes and subjects, the same in both languages and on both databases."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, text

from tallystick.knowledge.spelling import spellings
from tallystick.ledger.reading_schema import last
from tallystick.ledger.records import Found, Records
from tallystick.ledger.schema import PLACES
from tallystick.ledger.statements import many
from tallystick.ledger.tokens import tokens

_ADD = {
    "sqlite": "INSERT INTO sentence_words (rowid, words) VALUES (?, ?)",
    "postgresql": "INSERT INTO sentence_words (sentence, words)"
    " VALUES (%s, array_to_tsvector(string_to_array(%s, ' ')))",
}
_HOLDS = {
    "sqlite": "SELECT rowid FROM sentence_words WHERE sentence_words MATCH :words",
    "postgresql": "SELECT sentence FROM sentence_words WHERE words @@ CAST(:words AS tsquery)",
}
_UNFINDABLE = {  # SQLite would look through the whole index of words for each sentence with NOT IN
    "sqlite": "SELECT count(*) FROM (SELECT key FROM sentence EXCEPT SELECT rowid FROM sentence_words)",
    "postgresql": "SELECT count(*) FROM (SELECT key FROM sentence EXCEPT SELECT sentence FROM sentence_words) AS lost",
}
_JOINED = {"sqlite": (" AND ", " OR ", '"'), "postgresql": (" & ", " | ", "'")}
"""How each database writes: all of these, any of these, a word."""
_FIND = """
SELECT t.key, t.text AS sentence, t.section, t.speaker, r.release_id, r.title, r.published, r.publisher
FROM sentence t JOIN release r ON r.key = t.release
WHERE t.key IN ({holds}) AND {last}
ORDER BY t.key DESC
LIMIT :limit OFFSET :skip
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


def find(connection: Connection, words: str, *, limit: int, skip: int) -> Records[Found]:
    """Sentences that hold, or whose figures' subjects hold, all the words in any spelling; last kept first."""
    wanted = sorted(set(tokens(words)))
    if not wanted:
        return Records()
    kind = connection.dialect.name
    joined = _JOINED[kind][0].join(_any_spelling(word, *_JOINED[kind][1:]) for word in wanted)
    query = text(_FIND.format(holds=_HOLDS[kind], last=last("t")))
    rows = connection.execute(query, {"words": joined, "limit": limit, "skip": skip})
    return Records(_found(connection, row) for row in rows.all())


def _any_spelling(word: str, either: str, quote: str) -> str:
    return f"({either.join(f'{quote}{form}{quote}' for form in spellings(word))})"


def _found(connection: Connection, row: Any) -> Found:
    figures = connection.execute(text(_FIGURES), {"release": row.key // PLACES, "sentence": row.key}).all()
    return Found(
        release=row.release_id,
        title=row.title,
        published=row.published,
        publisher=row.publisher,
        section=row.section,
        speaker=row.speaker,
        sentence=row.sentence,
        observations=tuple(f.observation for f in figures),
        figures=tuple(f.quote for f in figures),
    )
