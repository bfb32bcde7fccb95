"""A template in a form a statistician can read, compiled to a pattern over the signs of a sentence.

    {rose} [by] {growth} [,] to {new} … from {old}

`{name}` is a figure or a class of words, `[ ]` may be left out, `< | >` gives choices, a gap (`…`) holds words nobody
cares for; all else are words and marks as they stand. `{rose:growth}` gives its sign to one figure alone.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import msgspec

from tallystick.model import KnowledgeError
from tallystick.reconciling.phrases.vocabulary import FILLERS, KINDS, Vocabulary, any_sign, units

_PART = re.compile(r"\{(?P<name>\w+)(?::(?P<of>\w+))?\}|(?P<mark>[\[\]<>|])|(?P<words>[^{}\[\]<>|]+)")
Needs = frozenset[frozenset[str]]
FIGURES = frozenset(KINDS.values())
_OPEN = {"[": "(?:", "<": "(?:", "]": ")?", ">": ")", "|": "|"}


class Slot(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place for a figure: its kinds, whether the phrase gives its sign, whether its unit is that of others.

    `aside`: another figure may stand right behind it, in a bracket. `other`: it plays no role.
    """

    kinds: tuple[str, ...]
    signed: bool = False
    alike: bool = False
    aside: bool = False
    other: bool = False

    @property
    def signs(self) -> frozenset[str]:
        """The signs of such a figure."""
        return frozenset(KINDS[kind] for kind in self.kinds)


@dataclass(frozen=True)
class Template:
    """The compiled form: `source`, a pattern, is sought where a sentence has a figure of each of the kinds in `needs`.

    It is not even made before a sentence has one of each set of signs in `words`, too: making it takes far longer.
    `slots` and `classes` are the groups of the pattern with what they are: a slot's name with its number, a class
    with the slot it gives a sign to (empty: to all).
    """

    source: str
    needs: Needs
    words: Needs
    slots: Mapping[str, str]
    classes: Mapping[str, tuple[str, str]]

    def may_stand_in(self, signs: Collection[str]) -> bool:
        """Whether a sentence of these signs has all that the phrase cannot do without."""
        return not any(need.isdisjoint(signs) for need in self.needs | self.words)

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
    needs: list[list[Needs]] = field(default_factory=lambda: [[frozenset()]])
    slots: dict[str, str] = field(default_factory=dict)
    classes: dict[str, tuple[str, str]] = field(default_factory=dict)

    def add(self, template: str) -> None:
        """Compile one template, or a part of one, behind what there is."""
        for part in _PART.finditer(template):
            if part["name"]:
                self._name(part["name"], part["of"] or "")
            elif part["mark"]:
                self.pattern.append(_OPEN[part["mark"]])
                self._branch(part["mark"])
            else:
                self._run(part["words"])

    def end(self) -> None:
        """Keep the phrase from ending right before words that make it another."""
        words = self.vocabulary
        if words.not_before:
            gap = words.gap(words.not_before_within) if words.not_before_within else ""
            self.pattern.append(f"(?!{gap}{words.one_of(*words.not_before)})")

    def _branch(self, mark: str) -> None:
        """Keep count of what is needed: of what may be left out nothing, of choices what all of them need.

        Where each choice needs words, one of all these words is needed.
        """
        if mark in "[<":
            self.needs.append([frozenset()])
        elif mark == "|":
            self.needs[-1].append(frozenset())
        elif len(self.needs) > 1:
            choices = self.needs.pop()
            if mark == ">":
                self.needs[-1][-1] |= frozenset.intersection(*choices) | _any_of([_words_of(one) for one in choices])

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
            self.needs[-1][-1] |= {frozenset(map(self.vocabulary.sign, self.vocabulary.classes[name]))}
        else:
            raise KnowledgeError(f"a phrase speaks of {{{name}}}, no figure, words or part of a phrase", "see ties/")

    def _slot(self, name: str, slot: Slot) -> None:
        words = self.vocabulary
        fillers = f"{words.one_of(*words.before_a_figure)}{{0,{FILLERS}}}" if words.before_a_figure else ""
        wall = words.no_change_after if slot.signed else () if self.pattern else words.no_level_after
        self.pattern.append(f"{fillers}{words.not_behind(wall)}{self._figure(name, slot)}")
        self.needs[-1][-1] |= {slot.signs}
        if slot.signed and words.no_change_before:
            self.pattern.append(f"(?!{words.one_of(*words.no_change_before)})")
        if slot.aside and words.aside:
            self.add(f"[<{words.aside}>]")

    def _figure(self, name: str, slot: Slot) -> str:
        """A figure as a group with its name; without one where it plays no role."""
        signs = any_sign(slot.signs)
        if slot.other:
            return signs
        group = f"s{len(self.slots)}"
        self.slots[group] = name
        return f"(?P<{group}>{signs})"

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
            known, size = self.vocabulary.known(keys)
            sign = known or self.vocabulary.sign(keys[0])
            self.pattern.append(re.escape(sign))
            self.needs[-1][-1] |= {frozenset(sign)}
            keys = keys[size:]


def _words_of(needs: Needs) -> Needs:
    return frozenset(need for need in needs if not need <= FIGURES)


def _any_of(choices: Sequence[Needs]) -> Needs:
    """One set of signs that every choice needs one of, where each needs any: of each its rarest."""
    return frozenset([frozenset().union(*(min(one, key=sorted) for one in choices))]) if all(choices) else frozenset()


def kind_of(name: str) -> str:
    """The slot of a numbered name: `growth2` is another `growth`."""
    return name.rstrip("0123456789")


def compile_template(template: str, vocabulary: Vocabulary, slots: Mapping[str, Slot]) -> Template:
    """Compile a template; KnowledgeError where it names what nobody knows, or does not close what it opens."""
    made = _Compiling(vocabulary, slots)
    made.add(template)
    made.end()
    needs = made.needs[0][0]
    words = _words_of(needs)
    return Template("".join(made.pattern), needs - words, words, made.slots, made.classes)
