"""From enterprises' returns to indicators: edited, imputed, added up, compared like for like, and told how.

The way of a value: `recipes` say what is made, `returns` become panels, `treating` does to a panel what the recipe says
by the `methods` that are written down elsewhere, `figures` adds up and rounds, `making` goes the whole way, `compiled`
makes a release of it and `kept` reads that back; `proving` says what must hold of it.
"""
