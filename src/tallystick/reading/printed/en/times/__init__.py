"""Times as printed, from words to a `Time`, and from a `Time` and what is known around it to a period.

`joined` reads the time that starts at a token, spans included; it builds on `relative` (told from where one stands),
`year_parts` (days, months, quarters, halves) and `years`. `resolving` makes a period of a time against a `Focus`.
"""
