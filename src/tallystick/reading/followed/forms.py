"""The forms in which problems, commitments, targets and milestones are told, as compiled from `knowledge/followed`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.knowledge.loader import load_topics

LANGUAGES = ("en", "zh")
_GAP = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True)
class Form:
    """One form of a kind: found where `pattern` is and `unless` is not; `name` is its kind and place in the file."""

    name: str
    pattern: re.Pattern[str]
    unless: re.Pattern[str] | None


@dataclass(frozen=True)
class Stretch:
    """What opens a stretch of a text that is all of one kind, and which sentences within it are.

    `heading` opens it where it is a section's, `closes` ends it; `each` is what a sentence must have, at its
    beginning where the language says so.
    """

    opens: re.Pattern[str]
    each: re.Pattern[str]
    heading: re.Pattern[str] | None
    closes: re.Pattern[str] | None


@dataclass(frozen=True)
class Kind:
    """The forms of a kind in a language, the words that make a sentence none of it, and those of what is done."""

    forms: tuple[Form, ...]
    never: re.Pattern[str]
    done: re.Pattern[str] | None
    stretch: Stretch | None


@cache
def kind_of(kind: str, language: str) -> Kind:
    """A kind as it is told in a language, `en` or `zh`."""
    known = load_topics(f"followed/{language}")[kind]
    words = {name: f"(?:{told})" for name, told in known.get("words", {}).items()}

    def made(form: str) -> re.Pattern[str]:
        filled = form
        for _ in range(2):  # words may be made of words
            filled = _GAP.sub(lambda gap: words[gap[1]], filled)
        return re.compile(filled)

    def may(told: str | None) -> re.Pattern[str] | None:
        return made(told) if told else None

    forms = tuple(
        Form(f"{kind}.{place}", made(told["form"]), may(told.get("unless")))
        for place, told in enumerate(known["pattern"], start=1)
    )
    opens = known.get("opens")
    stretch = None
    if opens:
        each = opens.get("starts") or opens["list"]
        stretch = Stretch(made(opens["form"]), made(each), may(opens.get("heading")), may(opens.get("closes")))
    done = known["done"]["form"] if "done" in known else None
    return Kind(forms, made(known["never"]["form"]), may(done), stretch)
