"""How the kinds of figures are told, in English and Chinese: a file for each form in `knowledge/forms/`.

A form is a clause whose gaps a writer fills: `figure` is the number as printed, `up` whether it is above nought,
`base` and `whole` what it is held against, `years_en` and `years_zh` over how many years it goes. It may have several
wordings, which say the same and are taken in turn. `further_en` and `further_zh` tell it behind another clause, where
that takes other words. A form `behind` others is told only there. One that `names` its indicator is a whole sentence.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec
from jinja2 import Environment, StrictUndefined, Template

from tallystick.knowledge.loader import load_topics
from tallystick.model import KnowledgeError

Wordings = str | tuple[str, ...]


class Form(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The clauses of a form, as templates; `measure` is that of its figure, where the file has another name."""

    en: Wordings
    zh: Wordings
    further_en: Wordings = ""
    further_zh: Wordings = ""
    behind: tuple[str, ...] = ()
    measure: str = ""
    names: bool = False

    def clause(self, language: str, *, further: bool, turn: int = 0) -> Template:
        """The clause in `en` or `zh`; `further` where another one stands before it in the sentence.

        `turn` counts how often the form was told before, and so chooses among its wordings.
        """
        first, later = (self.zh, self.further_zh) if language == "zh" else (self.en, self.further_en)
        told = later if further and later else first
        return _template(told if isinstance(told, str) else told[turn % len(told)])


@cache
def forms() -> Mapping[str, Form]:
    """Each form by its name; KnowledgeError names a file that is broken.

    >>> sorted(forms())[:2], forms()["streak"].behind
    (['average_growth', 'change'], ('rank',))
    """
    found = {}
    for name, content in load_topics("forms").items():
        try:
            found[name] = msgspec.convert(content["form"], Form)
        except (KeyError, msgspec.ValidationError) as error:
            raise KnowledgeError(f"broken form in forms/{name}.toml: {error}", "mend it") from None
    return found


@cache
def _template(text: str) -> Template:
    words = Environment(undefined=StrictUndefined, autoescape=False)  # noqa: S701  words, which no page takes as they are
    return words.from_string(text)
