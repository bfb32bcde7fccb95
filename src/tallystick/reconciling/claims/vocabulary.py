"""The forms of claims and the words in them, as compiled from `knowledge/claims`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from tallystick.knowledge import load_topics

LANGUAGES = ("en", "zh")
_WORDS = "words"
_GAP = re.compile(r"\{([A-Za-z]+)\}")
_EDGES = {"en": (r"(?<![\w$£€-])", r"(?![\w-])"), "zh": ("", "")}


@dataclass(frozen=True)
class Form:
    """A form that a claim of a `kind` is told in; `told` are the fixed fields of its entry in the data.

    `cues` are words without which it cannot stand in a text: one at least of each group, in small letters. The
    pattern, from its `source`, is made when a text first has them.
    """

    kind: str
    source: str
    cues: tuple[tuple[str, ...], ...]
    told: dict[str, Any]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The form as a pattern."""
        return re.compile(self.source, re.IGNORECASE)

    def may_stand_in(self, lowered: str) -> bool:
        """Whether a text in small letters has its cues."""
        return all(any(cue in lowered for cue in group) for group in self.cues)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All forms of a language, the meanings of their words, and the words that make them no claims."""

    forms: tuple[Form, ...]
    meanings: dict[str, dict[str, str]]
    aims: re.Pattern[str]
    strong: re.Pattern[str] | None
    opening: tuple[str, ...]
    moves: re.Pattern[str]
    eras: dict[str, str]
    through: frozenset[str]
    foreseen: frozenset[str]
    foreseeing: re.Pattern[str] | None

    def forms_in(self, lowered: str) -> tuple[Form, ...]:
        """The forms that may stand in a text in small letters."""
        return tuple(form for form in self.forms if form.may_stand_in(lowered))

    def meaning(self, slot: str, words: str) -> str:
        """What the words in a slot mean."""
        return self.meanings[slot].get(words.lower(), "")


@cache
def vocabulary(language: str) -> Vocabulary:
    """The forms and words of a language, `en` or `zh`."""
    topics = load_topics(f"claims/{language}")
    words = topics[_WORDS]
    meanings = {
        slot: {word: meaning for meaning, several in told.items() for word in several}
        for slot, told in words["slots"].items()
    }
    parts = {name: f"(?:{form})" for name, form in words["parts"].items()}
    parts |= {slot.upper(): _any(known) for slot, known in meanings.items()}
    parts |= {name.upper(): f"(?:{form})" for name, form in words["captures"].items()}
    captured = {slot: _any(known) for slot, known in meanings.items()} | words["captures"]
    forms = tuple(
        Form(topic["kind"], _filled(told["form"], parts, captured, language), _cues(topic, told), told)
        for name, topic in topics.items()
        if name != _WORDS
        for told in topic["pattern"]
    )
    guards = words["guards"]
    return Vocabulary(
        forms,
        meanings,
        _guard(guards["aims"], language),
        _guard(guards["strong"], language) if guards["strong"] else None,
        tuple(guards["opening"]),
        re.compile(rf"\b{_any(meanings['move'])}\b", re.IGNORECASE),
        words.get("eras", {}),
        frozenset(guards["through"]),
        frozenset(guards.get("foreseen", ())),
        _shortly_before(guards["foreseeing"]) if "foreseeing" in guards else None,
    )


def _cues(topic: dict[str, Any], told: dict[str, Any]) -> tuple[tuple[str, ...], ...]:
    """The groups of cues of a form, its own or else those of its file."""
    return tuple(tuple(group) for group in told.get("cues", [topic["cues"]]))


def _any(words: dict[str, str]) -> str:
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def _guard(words: list[str], language: str) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{listed})" if language == "en" else listed, re.IGNORECASE)


def _shortly_before(words: list[str]) -> re.Pattern[str]:
    """One of some words with few others behind it, where a claim begins."""
    listed = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{listed})(?: [\w-]{{1,16}}){{0,4}} ?$", re.IGNORECASE)


def _filled(form: str, parts: dict[str, str], captured: dict[str, str], language: str) -> str:
    """A form with its gaps filled; the groups of a slot that stands there more than once are numbered."""
    counts: dict[str, int] = {}

    def fill(found: re.Match[str]) -> str:
        name = found[1]
        if name not in captured:
            return parts[name]
        counts[name] = counts.get(name, 0) + 1
        group = name if counts[name] == 1 else f"{name}_{counts[name]}"
        return f"(?P<{group}>{captured[name]})"

    filled = _GAP.sub(fill, form)
    for name in list(captured):  # parts may hold slots of their own
        filled = filled.replace("{" + name + "}", f"(?:{captured[name]})")
    before, behind = _EDGES[language]
    return f"{before}(?:{filled}){behind}"
