"""Wordings of data files: their words, and the forms of their verbs."""

from __future__ import annotations

from collections.abc import Iterable


def split(wording: str) -> tuple[str, ...]:
    """The words of a wording, hyphens counting as blanks.

    >>> split("year-on-year")
    ('year', 'on', 'year')
    """
    return tuple(wording.replace("-", " ").replace("%", "% ").split())


def inflected(verb: str) -> Iterable[str]:
    """The forms of a verb: those written out with `/`, or the regular ones.

    >>> list(inflected("increase")), list(inflected("fall/falls/fell"))
    (['increase', 'increases', 'increased', 'increasing'], ['fall', 'falls', 'fell'])
    """
    if "/" in verb:
        return verb.split("/")
    head, _, tail = verb.partition(" ")
    tail = f" {tail}" if tail else ""
    if head.endswith("e"):
        forms = (head, head + "s", head + "d", head[:-1] + "ing")
    elif head.endswith("y") and head[-2] not in "aeiou":
        forms = (head, head[:-1] + "ies", head[:-1] + "ied", head + "ing")
    elif head.endswith(("s", "sh", "ch", "x")):
        forms = (head, head + "es", head + "ed", head + "ing")
    else:
        forms = (head, head + "s", head + "ed", head + "ing")
    return [form + tail for form in forms]
