"""The words that pages and tables say themselves, in English and Chinese."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


@cache
def _words() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(files("tallystick.reporting").joinpath("words.toml").read_text(encoding="utf-8"))


def has(key: str) -> bool:
    """Whether a key is put into words."""
    return key in _words()


def word(key: str, language: str, **values: object) -> str:
    """A word in the language asked for, with its values put in; `en one` is for n = 1.

    >>> word("figures read", "zh", n=35)
    '读出35个数据'
    """
    known = _words()[key]
    one = known.get(f"{language} one") if str(values.get("n")) == "1" else None
    return (one or known[language]).format(**values)
