"""A template in a form a statistician can read, compiled to a pattern over the signs of a sentence.

    {rose} [by] {growth} [,] to {new} … from {old}

`{name}` is a figure or a class of words, `[ ]` may be left out, `< | >` gives choices, a gap (`…`) holds words nobody
cares for; all else are words and marks as they stand. `{rose:growth}` gives its sign to one figure alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

import msgspec

from tallystick.model import KnowledgeError
from tallystick.reconciling.phrases.vocabulary import KINDS, Vocabulary, units

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


@dataclass(frozen=True, slots=True)
class Template:
    """The compiled form: `kinds` is sought in the figures alone, `pattern` in the whole sentence.

    `slots` and `classes` are the groups of the pattern with what they are: a slot's name with its number, a class
    with the slot it gives a sign to (empty: to all).
    """

    pattern: re.Pattern[str]
    kinds: re.Pattern[str]
    slots: Mapping[str, str]
    classes: Mapping[str, tuple[str, str]]


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
            gap = words.gap(words.gaps[words.aside])
            self.pattern.append(f"(?!{gap}{words.one_of(words.all_of(words.not_before))})")

    def _name(self, name: str, of: str) -> None:
        slot = self.known.get(kind_of(name))
        if slot is not None:
            self._slot(name, slot)
        elif name in self.vocabulary.parts:
            self.add(f"<{self.vocabulary.parts[name]}>")
        elif name in self.vocabulary.classes:
            group = f"c{len(self.classes)}"
            self.classes[group] = (name, of)
            self.pattern.append(f"(?P<{group}>{self.vocabulary.one_of(self.vocabulary.classes[name])})")
        else:
            raise KnowledgeError(f"a phrase speaks of {{{name}}}, no figure, words or part of a phrase", "see ties/")

    def _slot(self, name: str, slot: Slot) -> None:
        group = f"s{len(self.slots)}"
        self.slots[group] = name
        words = self.vocabulary
        before = words.all_of(words.before_a_figure)
        if before and not self.pattern and words.no_level_after:
            self.pattern.append(f"(?<!{words.one_of([*words.all_of(words.no_level_after), *before])})")
        fillers = f"{words.one_of(before)}{{0,3}}" if before else ""
        self.pattern.append(f"{fillers}(?P<{group}>{slot.pattern})")
        self.kinds.append(slot.pattern)
        if slot.aside and self.vocabulary.aside:
            gap = self.vocabulary.gap(self.vocabulary.gaps[self.vocabulary.aside])
            self.pattern.append(f"(?:\\({gap}[{_FIGURES}]{gap}\\))?")
            self.kinds.append(f"[{_FIGURES}]?")

    def _run(self, text: str) -> None:
        """Words and gaps as they follow one another."""
        gaps = sorted(self.vocabulary.gaps, key=len, reverse=True)
        for gap in re.split(f"({'|'.join(map(re.escape, gaps))})", text):
            if gap in self.vocabulary.gaps:
                self.pattern.append(self.vocabulary.gap(self.vocabulary.gaps[gap]))
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
    """Compile a template; KnowledgeError where it names nothing known or does not close what it opens."""
    made = _Compiling(vocabulary, slots)
    made.add(template)
    made.end()
    try:
        return Template(re.compile("".join(made.pattern)), re.compile("".join(made.kinds)), made.slots, made.classes)
    except re.error as error:
        raise KnowledgeError(f"broken phrase {template!r}: {error}", "close every [ and <") from None
