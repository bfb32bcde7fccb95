"""The views for the common questions. They hold no data and are made anew at every upgrade.

`statement` is every figure with its release and its series (decisions applied); `vintages` every value that a
period of a series ever had, with the days it stood; `series_latest` the value that stands; `revisions` what
changed (a value told more exactly has not changed). The rules are those of `tallystick.ledger.vintages`.

Texts of no known day are left out of `series_statement`, and so of all that is made of it, until a decision
gives them one. The figures of a withdrawn release are in none of them but `statement`, without a
series. `figure` is every figure, those that people settled as they settled them. Of a release that was read anew only
what the last reading says is in any of them. Figures that are not sure (by the
usual level of confidence) are in `statement` and `series_statement`, and in nothing that is made of them.
"""

from __future__ import annotations

from tallystick.knowledge.sureness import sure_level
from tallystick.ledger.reading_schema import last, last_at
from tallystick.ledger.settled_schema import SETTLED, figure

ORDER = ("published", "corrects", "release_number", "1 - replaced", "observation_number")
"""Within one day the release that corrects comes last, else the one kept last; a replaced value before the new."""

POWERS = range(1, 13)
NEAR_POWER = (0.95, 1.05)
"""Powers of ten, and how near to one, by which a slip of units moves an amount."""

_DAY_DECIDED = """(SELECT day FROM decision given WHERE given.kind = 'date' AND given.undone_at IS NULL
  AND given.subject = r.release_id ORDER BY given.key DESC LIMIT 1)"""

PUBLISHED = f"COALESCE({_DAY_DECIDED}, r.published)"
"""The day the release `r` was published, as people decided it last."""

DATED_BY = f"CASE WHEN {_DAY_DECIDED} IS NULL THEN r.dated_by ELSE 'decided' END"
"""What tells that day: released, event, year, kept or decided."""

DATED = ("released", "event")
"""How the day of a text is known, where it is."""

IS_DATED = f"(r.kind <> 'release' OR r.dated_by IN {DATED} OR {_DAY_DECIDED} IS NOT NULL)"
"""Whether the release `r` has a place among vintages: a series file always has, a text once its day is known."""


def _in_order(of: str) -> str:
    """The columns of the order, of a table."""
    return ", ".join(f"1 - {of}.replaced" if name == "1 - replaced" else f"{of}.{name}" for name in ORDER)


def a_step(one: str, other: str) -> str:
    """SQL that tells whether two amounts lie a power of ten apart."""
    low, high = NEAR_POWER
    pairs = [(a, b, k) for k in POWERS for a, b in ((one, other), (other, one))]
    near = " OR ".join(f"ABS({a}) BETWEEN {low}e{k} * ABS({b}) AND {high}e{k} * ABS({b})" for a, b, k in pairs)
    return f"{one} * {other} > 0 AND ({near})"


WITHDRAWN = "SELECT subject FROM decision WHERE kind = 'withdraw' AND undone_at IS NULL"
"""Releases (by their ids) whose values count no longer."""

WITHDRAWN_AT = (
    "SELECT subject FROM decision WHERE kind = 'withdraw' AND decided_at <= :known_at"
    " AND (undone_at IS NULL OR undone_at > :known_at)"
)
"""The same as it was decided by a moment."""


def is_sure(of: str, level: str) -> str:
    """SQL that tells whether a row of `series_statement` is sure by a level."""
    return f"({of}.confidence IS NULL OR {of}.confidence >= {level})"


def _figure() -> str:
    """The query of `figure`: what a settled figure says of its own comes first; and then nothing speaks against it."""

    def of(name: str) -> str:
        if name in SETTLED:
            return f'CASE WHEN x.decision IS NULL THEN o."{name}" ELSE x."{name}" END AS "{name}"'
        return f'o."{name}"'

    special = {
        "settled_by": "x.decision AS settled_by",
        "confidence": "CASE WHEN x.decision IS NULL THEN o.confidence END AS confidence",
    }
    columns = ", ".join(special.get(column.name) or of(column.name) for column in figure.columns)
    return (
        f"SELECT {columns} FROM observation o LEFT JOIN settled x ON x.observation = o.key AND EXISTS"  # noqa: S608
        " (SELECT 1 FROM decision settling WHERE settling.key = x.decision AND settling.undone_at IS NULL)"
    )


EVERY_FIGURE = _figure()
"""The query of `figure` for figures of all readings."""

_SAID = """observation o ON o.series = own.key AND NOT EXISTS (
  SELECT 1 FROM decision settling
  WHERE settling.kind = 'settle' AND settling.undone_at IS NULL AND settling.observation = o.key)"""
_SETTLED = """settled x ON x.series = own.key
JOIN decision settling ON settling.key = x.decision AND settling.undone_at IS NULL
JOIN (-every figure-) o ON o.key = x.observation"""

_SERIES_STATEMENT = f"""
SELECT r.release_id || ':' || o.start AS observation, r.release_id AS release,
       {PUBLISHED} AS published, r.publisher,
       r.title, r.kind, r.edition, r.corrects,
       COALESCE((SELECT g.read_at FROM reading g WHERE g.key = o.reading), r.kept_at) AS kept_at,
       {DATED_BY} AS dated_by,
       r.home_area, s.key AS series_number, s.series_key AS series,
       s.indicator, o.subject, s.measure, s.unit, s.area, s.accumulation, s.frequency, s.comparison, s.price_basis,
       s.scope, s.status, o.period, o.period_start, o.period_end, o.base,
       o.value, o.value_to, o.lower, o.upper, o.value_exact, o.value_to_exact, o.lower_exact, o.upper_exact,
       o.qualifier, o.obs_status, o.quote, o.own, o.replaced, o.confidence, t.text AS sentence,
       o.key AS observation_number,
       o.release AS release_number, next.release_id AS next_edition, next.key AS next_number,
       next.published AS next_published, next.kept_at AS next_kept_at
FROM series s
JOIN series own ON own.counts_as = s.key
JOIN -figures-
JOIN release r ON r.key = o.release
LEFT JOIN sentence t ON t.key = o.sentence
LEFT JOIN release next ON next.edition_of = COALESCE(r.edition_of, r.key) AND next.edition = (
  SELECT min(later.edition) FROM release later WHERE later.edition_of = COALESCE(r.edition_of, r.key)
  AND later.edition > r.edition AND later.release_id NOT IN (-withdrawn-))
WHERE NOT EXISTS (SELECT 1 FROM decision parted
                  WHERE parted.kind = 'unlink' AND parted.undone_at IS NULL AND parted.observation = o.key)
  AND {IS_DATED} AND r.release_id NOT IN (-withdrawn-) AND -last-
"""  # noqa: S608  our own words


def _series_statement(withdrawn: str, of_last_reading: str) -> str:
    """The view's query: what was read and what was settled are found each by an index of its own."""
    query = _SERIES_STATEMENT.replace("-withdrawn-", withdrawn).replace("-last-", of_last_reading)
    settled = _SETTLED.replace("-every figure-", EVERY_FIGURE)
    return query.replace("-figures-", _SAID) + "UNION ALL" + query.replace("-figures-", settled)


SERIES_STATEMENT = _series_statement(WITHDRAWN, last("o"))
SERIES_STATEMENT_AT = _series_statement(WITHDRAWN_AT, last_at("o"))
"""The same by what was read and withdrawn by a moment."""

STATEMENT = f"""
SELECT r.release_id || ':' || o.start AS observation, r.release_id AS release,
       {PUBLISHED} AS published, r.publisher, r.title, r.edition, r.kept_at,
       CASE WHEN parted.key IS NULL AND r.release_id NOT IN ({WITHDRAWN}) THEN s.series_key END AS series,
       o.indicator, o.subject, o.measure, o.unit, o.area, o.period, o.period_start, o.period_end, o.base,
       o.value, o.value_to, o.lower, o.upper, o.value_exact, o.qualifier, o.status, o.obs_status, o.quote,
       t.text AS sentence, t.section, t.speaker, o.confidence, o.settled_by,
       o.place, o.in_table, o.row_path, o.column_path
FROM figure o
JOIN release r ON r.key = o.release
LEFT JOIN sentence t ON t.key = o.sentence
LEFT JOIN series own ON own.key = o.series
LEFT JOIN series s ON s.key = own.counts_as
LEFT JOIN decision parted ON parted.kind = 'unlink' AND parted.undone_at IS NULL AND parted.observation = o.key
"""  # noqa: S608  our own words

_USUAL = str(sure_level())

VINTAGES = f"""
WITH told AS (
  SELECT s.*, FIRST_VALUE(value) OVER (PARTITION BY series, series_number, period_end
    ORDER BY {", ".join(ORDER)}) AS first_value
  FROM series_statement s
  WHERE {is_sure("s", _USUAL)} AND NOT EXISTS (
    SELECT 1 FROM series_statement sooner
    WHERE {is_sure("sooner", _USUAL)} AND sooner.series_number = s.series_number AND sooner.period_end = s.period_end
      AND sooner.qualifier = '' AND sooner.value_to IS NULL
      AND ({_in_order("sooner")}) <= ({_in_order("s")})
      AND (
        ((s.qualifier <> '' OR s.value_to IS NOT NULL OR sooner.upper - sooner.lower < s.upper - s.lower)
          AND sooner.value >= COALESCE(s.lower, sooner.value) AND sooner.value <= COALESCE(s.upper, sooner.value))
        OR (sooner.release = s.release AND sooner.replaced = s.replaced
          AND sooner.observation_number < s.observation_number
          AND NOT (s.value >= sooner.lower AND s.value <= sooner.upper))
        OR (s.replaced = 1 AND sooner.observation_number <> s.observation_number
          AND sooner.value_exact = s.value_exact)
        OR (s.kind = 'release' AND s.own = 0 AND sooner.own = 1 AND sooner.value IS NOT NULL)))
), judged AS (
  SELECT told.*, CASE WHEN measure = 'level' AND {a_step("value", "first_value")} THEN 1 ELSE 0 END AS step FROM told
), placed AS (
  SELECT judged.*, LAG(value_exact) OVER w AS value_before, ROW_NUMBER() OVER w AS place
  FROM judged
  WINDOW w AS (PARTITION BY series, series_number, period_end, step ORDER BY {", ".join(ORDER)})
), new AS (
  SELECT placed.* FROM placed WHERE place = 1 OR value_exact IS DISTINCT FROM value_before
), dated AS (
  SELECT new.*, LEAD(release) OVER v AS changed_by, LEAD(published) OVER v AS changed_on,
         LAG(value) OVER v AS previous_value, LAG(lower) OVER v AS previous_lower,
         LAG(upper) OVER v AS previous_upper, ROW_NUMBER() OVER v AS vintage,
         CASE WHEN next_number IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM series same JOIN observation kept ON kept.series = same.key
           WHERE same.counts_as = new.series_number AND kept.period_end = new.period_end
             AND kept.release = new.next_number AND {last("kept")}) THEN 1 ELSE 0 END AS withdrawn
  FROM new
  WINDOW v AS (PARTITION BY series, series_number, period_end, step ORDER BY {", ".join(ORDER)})
)
SELECT series, indicator, measure, unit, area, accumulation, frequency, comparison, price_basis, scope, status,
       period, period_start, period_end, value, lower, upper, value_exact, qualifier, obs_status, base,
       published AS first_published,
       CASE WHEN step = 0 THEN COALESCE(changed_by, CASE WHEN withdrawn = 1 THEN next_edition END) END AS superseded_by,
       CASE WHEN step = 0 THEN COALESCE(changed_on, CASE WHEN withdrawn = 1 THEN next_published END) END
         AS superseded_on,
       release, publisher, observation, quote, sentence, kept_at,
       previous_value, previous_lower, previous_upper, vintage, step, series_number
FROM dated
"""  # noqa: S608  our own words

SERIES_LATEST = "SELECT * FROM vintages WHERE superseded_by IS NULL AND step = 0"

REVISIONS = """
SELECT series, indicator, measure, unit, area, accumulation, period, previous_value AS value_before,
       value AS value_after, value - previous_value AS revised_by, first_published AS revised_on, release, quote
FROM vintages WHERE vintage > 1 AND step = 0 AND value IS NOT NULL AND previous_value IS NOT NULL
  AND NOT (COALESCE(previous_lower, value) <= value AND value <= COALESCE(previous_upper, value))
"""

VIEWS = {
    "figure": f"{EVERY_FIGURE} WHERE {last('o')}",
    "series_statement": SERIES_STATEMENT,
    "statement": STATEMENT,
    "vintages": VINTAGES,
    "series_latest": SERIES_LATEST,
    "revisions": REVISIONS,
}


def statements_to_drop_views() -> list[str]:
    """SQL that drops all views there are."""
    return [f"DROP VIEW IF EXISTS {name}" for name in reversed(VIEWS)]


def statements_to_make_views() -> list[str]:
    """SQL that makes all views, in an order that works."""
    return [f"CREATE VIEW {name} AS {sql}" for name, sql in VIEWS.items()]
