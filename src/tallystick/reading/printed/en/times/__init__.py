"""Times as printed, from words to a `Time`, and from a `Time` and what is known around it to a period.

    tokens → joined.time_at → Time → resolving.period_of(Time, Focus) → Period or None

`time_at` reads the time that starts at a token, spans included. It builds on `relative` (told from where one stands),
`trailing` (runs told by their end), `year_parts`, `months` and `years`; the words are data (`words`). A `Time` is
frozen and knows nothing of its text; it can be resolved against any `Focus`: the day of release, the period talked of,
and the `Calendar` of the country (`calendars`).
"""
