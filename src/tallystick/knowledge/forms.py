"""How the kinds of figures are told, in English and Chinese: a file for each measure in `knowledge/forms/`.

A form is a clause whose gaps a writer fills: `figure` is the number as printed, `up` whether it is above nought,
`base` and `whole` what it is held against, `years_en` and `years_zh` over how many years it goes. `further_en` and
`further_zh` tell it behind another clause, where that takes other words. A form `behind` a measure is told only there.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec
from jinja2 import Environment, StrictUndefined, Template

from tallystick.knowledge.loader import load_topics
from tallystick.model import KnowledgeError


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clauses of a measure, as templates."""

    en: str
    zh: str
    further_en: str = ""
    further_zh: str = ""
    behind: str = ""

    def clause(self, language: str, *, further: bool) -> Template:
        """The clause in `en` or `zh`; `further` where another one stands before it in the sentence."""
        first, later = (self.zh, self.further_zh) if language == "zh" else (self.en, self.further_en)
        return _template(later if further and later else first)


@cache
def forms() -> Mapping[str, Form]:
    """The form of each measure that can be told; KnowledgeError names a file that is broken.

    >>> sorted(forms())[:3], forms()["streak"].behind
    (['average_growth', 'change', 'contribution'], 'rank')
    """
    found = {}
    for measure, content in load_topics("forms").items():
        try:
            found[measure] = msgspec.convert(content["form"], Form)
        except (KeyError, msgspec.ValidationError) as error:
            raise KnowledgeError(f"broken form in forms/{measure}.toml: {error}", "mend it") from None
    return found


@cache
def _template(text: str) -> Template:
    words = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701  words, which no page takes as they are
    return words.from_string(text)
