"""A template in a form a statistician can read, compiled to a pattern over the signs of a sentence.

    {rose} [by] {growth} [,] to {new} … from {old}

`{name}` is a figure or a class of words, `[ ]` may be left out, `< | >` gives choices, a gap (`…`) holds words nobody
cares for; all else are words and marks as they stand. `{rose:growth}` gives its sign to one figure alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from tallystick.model import KnowledgeError
from tallystick.reconciling.phrases.vocabulary import FILLERS, KINDS, Vocabulary, units

_PART = re.compile(r"\{(?P<name>\w+)(?::(?P<of>\w+))?\}|(?P<mark>[\[\]<>|])|(?P<words>[^{}\[\]<>|]+)")
_FIGURES = "".join(KINDS.values())
_OPEN = {"[": "(?:", "<": "(?:", "]": ")?", ">": ")", "|": "|"}


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place for a figure: its kinds, whether the phrase gives its sign, whether its unit is that of others.

    `aside`: a bracket with another figure may stand right behind it.
    """

    kinds: tuple[str, ...]
    signed: bool = False
    alike: bool = False
    aside: bool = False

    @property
    def pattern(self) -> str:
        """One sign of a figure."""
        return "[" + "".join(KINDS[kind] for kind in self.kinds) + "]"


@dataclass(frozen=True)
class Template:
    """The compiled form: `kinds` is sought in the figures alone, `source` (a pattern) in the whole sentence.

    `slots` and `classes` are the groups of the pattern with what they are: a slot's name with its number, a class
    with the slot it gives a sign to (empty: to all).
    """

    source: str
    kinds: re.Pattern[str]
    slots: Mapping[str, str]
    classes: Mapping[str, tuple[str, str]]

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """The pattern itself, made when first wanted; KnowledgeError where a template does not close what it opens."""
        try:
            return re.compile(self.source)
        except re.error as error:
            raise KnowledgeError(f"broken phrase: {error}", "close every [ and < of its template") from None


@dataclass(slots=True)
class _Compiling:
    vocabulary: Vocabulary
    known: Mapping[str, Slot]
    pattern: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    slots: dict[str, str] = field(default_factory=dict)
    classes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, template: str) -> None:
        """Compile one template, or a part of one, behind what there is."""
        for part in _PART.finditer(template):
            if part["name"]:
                self._name(part["name"], part["of"] or "")
            elif part["mark"]:
                self.pattern.append(_OPEN[part["mark"]])
                self.kinds.append(_OPEN[part["mark"]])
            else:
                self._run(part["words"])

    def end(self) -> None:
        """Keep the phrase from ending right before words that make it another."""
        words = self.vocabulary
        if words.not_before and words.aside:
            self.pattern.append(f"(?!{words.gap(words.aside)}{words.one_of(*words.not_before)})")

    def _name(self, name: str, of: str) -> None:
        slot = self.known.get(kind_of(name))
        if slot is not None:
            self._slot(name, slot)
        elif name in self.vocabulary.parts:
            self.add(f"<{self.vocabulary.parts[name]}>")
        elif name in self.vocabulary.classes:
            group = f"c{len(self.classes)}"
            self.classes[group] = (name, of)
            self.pattern.append(f"(?P<{group}>{self.vocabulary.one_of(name)})")
        else:
            raise KnowledgeError(f"a phrase speaks of {{{name}}}, no figure, words or part of a phrase", "see ties/")

    def _slot(self, name: str, slot: Slot) -> None:
        group = f"s{len(self.slots)}"
        self.slots[group] = name
        words = self.vocabulary
        fillers = f"{words.one_of(*words.before_a_figure)}{{0,{FILLERS}}}" if words.before_a_figure else ""
        wall = words.no_change_after if slot.signed else () if self.pattern else words.no_level_after
        self.pattern.append(f"{fillers}{words.not_behind(wall)}(?P<{group}>{slot.pattern})")
        self.kinds.append(slot.pattern)
        if slot.signed and words.no_change_before:
            self.pattern.append(f"(?!{words.one_of(*words.no_change_before)})")
        if slot.aside and words.aside:
            gap = words.gap(words.aside)
            self.pattern.append(f"(?:\\({gap}[{_FIGURES}]{gap}\\))?")
            self.kinds.append(f"[{_FIGURES}]?")

    def _run(self, text: str) -> None:
        """Words and gaps as they follow one another."""
        gaps = sorted(self.vocabulary.gaps, key=len, reverse=True)
        for gap in re.split(f"({'|'.join(map(re.escape, gaps))})", text):
            if gap in self.vocabulary.gaps:
                self.pattern.append(self.vocabulary.gap(gap))
            else:
                self._words(gap)

    def _words(self, text: str) -> None:
        keys = [unit.group().lower() for unit in units(text)]
        while keys:
            sign, size = self.vocabulary.known(keys)
            self.pattern.append(re.escape(sign or self.vocabulary.sign(keys[0])))
            keys = keys[size:]


def kind_of(name: str) -> str:
    """The slot of a numbered name: `growth2` is another `growth`."""
    return name.rstrip("0123456789")


def compile_template(template: str, vocabulary: Vocabulary, slots: Mapping[str, Slot]) -> Template:
    """Compile a template; KnowledgeError where it names what nobody knows, or does not close what it opens."""
    made = _Compiling(vocabulary, slots)
    made.add(template)
    made.end()
    try:
        return Template("".join(made.pattern), re.compile("".join(made.kinds)), made.slots, made.classes)
    except re.error as error:
        raise KnowledgeError(f"broken phrase {template!r}: {error}", "close every [ and <") from None
