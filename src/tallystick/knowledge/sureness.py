"""From which odds on a figure counts as sure. Data in `knowledge/limits/sureness.toml`."""

from __future__ import annotations

from functools import cache

from tallystick.knowledge.loader import load_topics


@cache
def sure_level() -> float:
    """The odds, 0 to 1, from which on a figure is sure unless a person asks for another level.

    >>> 0 < sure_level() < 1
    True
    """
    return float(load_topics("limits")["sureness"]["sure"])


@cache
def implying_level() -> float:
    """The odds, 0 to 1, from which on a figure may imply another: what nobody printed rests on what was read well.

    >>> sure_level() <= implying_level() < 1
    True
    """
    return float(load_topics("limits")["sureness"]["implying"])
