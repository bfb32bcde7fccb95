"""The views for the common questions. They hold no data and are made anew at every upgrade.

`statement` is every figure with its release and its series (decisions applied); `vintages` every value that a
period of a series ever had, with the days it stood; `series_latest` the value that stands; `revisions` what
changed (a value told more exactly has not changed). No vintage is a statement that only rounds or bounds a
finer one said by then ("some 114 trillion"), nor a second value for the same in one release: the first said
counts. A figure that a corrected edition leaves out is superseded by that edition.
"""

from __future__ import annotations

SERIES_STATEMENT = """
SELECT r.release_id || ':' || o.start AS observation, r.release_id AS release, r.published, r.publisher,
       r.title, r.edition, r.kept_at, r.dated_by, r.home_area, s.key AS series_number, s.series_key AS series,
       s.indicator, o.subject, s.measure, s.unit, s.area, s.accumulation, s.frequency, s.comparison, s.price_basis,
       s.scope, s.status, o.period, o.period_start, o.period_end, o.base,
       o.value, o.value_to, o.lower, o.upper, o.value_exact, o.value_to_exact, o.lower_exact, o.upper_exact,
       o.qualifier, o.obs_status, o.quote, t.text AS sentence, o.key AS observation_number,
       o.release AS release_number, next.release_id AS next_edition, next.key AS next_number,
       next.published AS next_published, next.kept_at AS next_kept_at
FROM series s
JOIN series own ON own.counts_as = s.key
JOIN observation o ON o.series = own.key
JOIN release r ON r.key = o.release
LEFT JOIN sentence t ON t.key = o.sentence
LEFT JOIN release next ON next.edition_of = COALESCE(r.edition_of, r.key) AND next.edition = r.edition + 1
WHERE NOT EXISTS (SELECT 1 FROM decision parted
                  WHERE parted.kind = 'unlink' AND parted.undone_at IS NULL AND parted.observation = o.key)
"""

STATEMENT = """
SELECT r.release_id || ':' || o.start AS observation, r.release_id AS release, r.published, r.publisher,
       r.title, r.edition, r.kept_at,
       CASE WHEN parted.key IS NULL THEN s.series_key END AS series,
       o.indicator, o.subject, o.measure, o.unit, o.area, o.period, o.period_start, o.period_end, o.base,
       o.value, o.value_to, o.lower, o.upper, o.value_exact, o.qualifier, o.status, o.obs_status, o.quote,
       t.text AS sentence, t.section, t.speaker
FROM observation o
JOIN release r ON r.key = o.release
LEFT JOIN sentence t ON t.key = o.sentence
LEFT JOIN series own ON own.key = o.series
LEFT JOIN series s ON s.key = own.counts_as
LEFT JOIN decision parted ON parted.kind = 'unlink' AND parted.undone_at IS NULL AND parted.observation = o.key
"""

VINTAGES = """
WITH told AS (
  SELECT s.*, LAG(value_exact) OVER w AS value_before, ROW_NUMBER() OVER w AS place
  FROM series_statement s
  WHERE NOT EXISTS (
    SELECT 1 FROM series same
    JOIN observation finer ON finer.series = same.key AND finer.period_end = s.period_end
    JOIN release by ON by.key = finer.release
    WHERE same.counts_as = s.series_number AND finer.qualifier = '' AND finer.value_to IS NULL
      AND (s.qualifier <> '' OR s.value_to IS NOT NULL OR finer.upper - finer.lower < s.upper - s.lower)
      AND (by.published, by.edition, finer.key) <= (s.published, s.edition, s.observation_number)
      AND finer.value >= COALESCE(s.lower, finer.value) AND finer.value <= COALESCE(s.upper, finer.value)
      AND NOT EXISTS (SELECT 1 FROM decision parted WHERE parted.kind = 'unlink' AND parted.undone_at IS NULL
                      AND parted.observation = finer.key))
  AND NOT EXISTS (
    SELECT 1 FROM series same
    JOIN observation sooner ON sooner.series = same.key AND sooner.period_end = s.period_end
    WHERE same.counts_as = s.series_number AND sooner.release = s.release_number
      AND sooner.key < s.observation_number AND sooner.qualifier = '' AND sooner.value_to IS NULL
      AND NOT (s.value >= sooner.lower AND s.value <= sooner.upper)
      AND NOT EXISTS (SELECT 1 FROM decision parted WHERE parted.kind = 'unlink' AND parted.undone_at IS NULL
                      AND parted.observation = sooner.key))
  WINDOW w AS (PARTITION BY series, series_number, period_end ORDER BY published, edition, observation_number)
), new AS (
  SELECT told.* FROM told WHERE place = 1 OR value_exact IS DISTINCT FROM value_before
), dated AS (
  SELECT new.*, LEAD(release) OVER v AS changed_by, LEAD(published) OVER v AS changed_on,
         LAG(value) OVER v AS previous_value, LAG(lower) OVER v AS previous_lower,
         LAG(upper) OVER v AS previous_upper, ROW_NUMBER() OVER v AS vintage,
         CASE WHEN next_number IS NOT NULL AND NOT EXISTS (
           SELECT 1 FROM series same JOIN observation kept ON kept.series = same.key
           WHERE same.counts_as = new.series_number AND kept.period_end = new.period_end
             AND kept.release = new.next_number) THEN 1 ELSE 0 END AS withdrawn
  FROM new
  WINDOW v AS (PARTITION BY series, series_number, period_end ORDER BY published, edition, observation_number)
)
SELECT series, indicator, measure, unit, area, accumulation, frequency, comparison, price_basis, scope, status,
       period, period_start, period_end, value, lower, upper, value_exact, qualifier, obs_status, base,
       published AS first_published,
       COALESCE(changed_by, CASE WHEN withdrawn = 1 THEN next_edition END) AS superseded_by,
       COALESCE(changed_on, CASE WHEN withdrawn = 1 THEN next_published END) AS superseded_on,
       release, publisher, observation, quote, sentence, kept_at,
       previous_value, previous_lower, previous_upper, vintage, series_number
FROM dated
"""

SERIES_LATEST = "SELECT * FROM vintages WHERE superseded_by IS NULL"

REVISIONS = """
SELECT series, indicator, measure, unit, area, accumulation, period, previous_value AS value_before,
       value AS value_after, value - previous_value AS revised_by, first_published AS revised_on, release, quote
FROM vintages WHERE vintage > 1 AND value IS NOT NULL AND previous_value IS NOT NULL
  AND NOT (COALESCE(previous_lower, value) <= value AND value <= COALESCE(previous_upper, value))
"""

VIEWS = {
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
