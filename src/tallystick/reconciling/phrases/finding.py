"""From the phrases of a sentence to links: what stands in which role of which identity."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tallystick.model import Observation, Reading, Unread
from tallystick.reconciling.identity import identity_of
from tallystick.reconciling.links import NEAR, PHRASE, Link
from tallystick.reconciling.mentions import Sentence, sentences, with_parts
from tallystick.reconciling.phrases.meaning import (
    as_printed,
    in_points,
    of_its_whole,
    sharing_scale,
    signed,
    size,
    without_losses,
)
from tallystick.reconciling.phrases.pack import Phrase, pack
from tallystick.reconciling.phrases.signs import Signs, signs
from tallystick.reconciling.phrases.template import kind_of
from tallystick.reconciling.phrases.trust import doubt, is_possible, share_a_word, strength
from tallystick.reconciling.phrases.vocabulary import WORD, Vocabulary

Figures = dict[str, Observation]
"""The figures of a phrase by the names of their slots, numbers and all."""

_FEWEST = 2
_RATES = ("new_rate", "old_rate")
_REACH = 40  # characters behind a figure in which its thing is named
_CLAUSE_END = re.compile(r"[,;.()，；。（）]")


@dataclass(frozen=True, slots=True)
class Said:
    """A phrase as it was found: which, its figures as they are meant, and its words up to the end of the clause."""

    phrase: Phrase
    figures: Figures
    words: str


def phrase_links(reading: Reading) -> Iterator[Link]:
    """The links that fixed phrases make; they may contradict."""
    unread = sorted(reading.unread, key=lambda one: one.start)
    for sentence in with_parts(sentences(reading)):
        if len(sentence.figures) >= _FEWEST:
            yield from _links(sentence, unread)


def _links(sentence: Sentence, unread: Sequence[Unread]) -> Iterator[Link]:
    """The links of one sentence; a phrase that stands earlier in its file goes before a later one."""
    told: dict[str, list[frozenset[str]]] = defaultdict(list)
    covered: set[str] = set()
    for said in found(sentence, signs(sentence, unread, pack(sentence.language).vocabulary)):
        for link in _ties(said):
            figures = frozenset(figure.id for figure in link.figures)
            if figures <= covered or len(figures) < len(link.figures):
                continue  # what other phrases say already, or one figure in two roles
            if all(len(figures & other) < _FEWEST for other in told[link.identity]):
                yield link
                if link.strength == PHRASE:
                    told[link.identity].append(figures)
                    covered |= figures


def found(sentence: Sentence, line: Signs) -> Iterator[Said]:
    """The phrases of a sentence."""
    here = frozenset(line.text)
    words = pack(sentence.language)
    for phrase in words.phrases:
        if not phrase.compiled.may_stand_in(here):
            continue
        for match in phrase.compiled.pattern.finditer(line.text):
            figures = _meant(phrase, match, line, words.vocabulary)
            if figures is not None and _echoes(phrase, match, line, sentence):
                behind = _CLAUSE_END.split(sentence.text[line.places[match.end()] :], maxsplit=1)[0]
                start, end = line.places[match.start()], line.places[match.end()]
                yield Said(phrase, figures, sentence.text[start:end] + behind)


def _echoes(phrase: Phrase, match: re.Match[str], line: Signs, sentence: Sentence) -> bool:
    """Whether the same thing is named behind all figures of which a phrase says so."""
    behind = []
    for group, name in phrase.compiled.slots.items():
        if name in phrase.echo:
            end = sentence.text.find(line.figures[match.start(group)].text, line.places[match.start(group)])
            rest = sentence.text[end + len(line.figures[match.start(group)].text) :]
            behind.append(_CLAUSE_END.split(rest, maxsplit=1)[0][:_REACH])
    return all(share_a_word(behind[0], other) for other in behind[1:])


def _meant(phrase: Phrase, match: re.Match[str], line: Signs, words: Vocabulary) -> Figures | None:
    """The figures of a match as they are meant; None where they cannot be."""
    template, slots = phrase.compiled, phrase.slots
    figures = {
        name: in_points(line.figures[match.start(group)])
        for group, name in template.slots.items()
        if match.start(group) >= 0
    }
    alike = {name: figure for name, figure in figures.items() if slots[kind_of(name)].alike}
    figures |= as_printed({name: figures[name] for name in figures if kind_of(name) in _RATES})
    bare = {name for group, name in template.slots.items() if _is_bare(line, match.start(group))}
    alike = dict(sharing_scale(alike, bare))
    levels = without_losses({name: figure for name, figure in alike.items() if not slots[kind_of(name)].signed})
    if levels is None or not _of_one_unit(alike):
        return None
    figures |= {**alike, **levels}
    if phrase.whole and not of_its_whole(figures, named=phrase.whole == "named"):
        return None
    given = _signs(phrase, match, line, words)
    for name, figure in figures.items():
        if slots[kind_of(name)].signed:
            sign = given.get(name, given.get("", None))
            meant = _by_its_levels(figures, name) if sign == 0 else sign
            if meant is None and sign == 0:
                return None
            figures[name] = signed(figure, meant or 0)
    return figures


def _of_one_unit(alike: Figures) -> bool:
    """Whether figures of one number have one unit, with those that stand for all numbers."""
    numbers = {name[len(kind_of(name)) :] for name in alike}
    sets = ({alike[name].unit for name in alike if name in (kind_of(name), kind_of(name) + one)} for one in numbers)
    return all(len(units) == 1 for units in sets)


def _is_bare(line: Signs, place: int) -> bool:
    """Whether no word of another thing stands right behind a figure, so that it may share the unit of the next."""
    return 0 <= place < len(line.text) - 1 and line.text[place + 1] != WORD


def _signs(phrase: Phrase, match: re.Match[str], line: Signs, words: Vocabulary) -> dict[str, int]:
    """The signs that words of direction give, by the slot they speak of; an empty name for all others."""
    given: dict[str, int] = {}
    for group, (name, of) in phrase.compiled.classes.items():
        if match.start(group) < 0 or name not in phrase.directions:
            continue
        sign = words.sign_of(name, line.text[match.start(group)])
        given[of] = sign if given.get(of, sign) == sign else 0
    return given


def _by_its_levels(figures: Figures, name: str) -> int | None:
    """The sign that the levels of a phrase give a change; None where it does not tell both."""
    number = name[len(kind_of(name)) :]
    for new, old in (("new", "old"), ("new_rate", "old_rate"), ("new_growth", "old_growth")):
        after, before = (figures.get(one + number) or figures.get(one) for one in (new, old))
        if after and before:
            return 1 if size(after) >= size(before) else -1
    return None


def _ties(said: Said) -> Iterator[Link]:
    """The links of a phrase: of each identity that has all its roles, once for each number of its slots."""
    numbers = sorted({name[len(kind_of(name)) :] for name in said.figures} - {""}) or [""]
    for name in said.phrase.ties:
        identity = identity_of(name)
        many = {role for role, one in identity.roles.items() if one.many}
        for number in numbers if not many else [""]:
            roles: dict[str, list[Observation]] = defaultdict(list)
            for slot, figure in said.figures.items():
                role = said.phrase.role(name, kind_of(slot))
                if role in identity.roles and (role in many or slot in (kind_of(slot), kind_of(slot) + number)):
                    roles[role].append(figure)
            if all(role in roles for role, one in identity.roles.items() if not (one.given or one.measure == "part")):
                filled = {role: tuple(figures) for role, figures in roles.items()}
                exponent = _years(filled) if "n" in identity.formula.split() and not many else None
                if exponent != 0 and is_possible(identity, filled):
                    surely = NEAR if said.phrase.near else strength(filled)
                    why = doubt(identity, filled, said.words, said.phrase.doubts)
                    yield Link(name, filled, surely, why, exponent)


def _years(roles: Mapping[str, tuple[Observation, ...]]) -> int:
    """The number of years between the two levels of a link; nought where it is not told."""
    new, old = (roles[name][0].when if name in roles else None for name in ("new", "old"))
    return max(new.start.year - old.start.year, 0) if new and old else 0
