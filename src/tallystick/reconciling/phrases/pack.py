"""The pack of fixed phrases, read from `knowledge/ties` and compiled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, TypeVar

import msgspec

from tallystick.knowledge import load_topics
from tallystick.model import KnowledgeError
from tallystick.reconciling.identity import identity_of
from tallystick.reconciling.phrases.template import Slot, Template, compile_template
from tallystick.reconciling.phrases.vocabulary import LANGUAGES, Vocabulary, read_vocabulary

NOT_PHRASES = ("words",)
T = TypeVar("T")


class Doubt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why figures of a phrase may be right though they do not agree: words of a caution, or points called per cent."""

    reason: str
    caution: str = ""
    points: bool = False


class _Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A phrase as written: its template, and the identities its figures stand in.

    `echo`: behind two of its figures the same thing is named (`60 of 150 shops, or 40% of shops`). `near`: what it
    ties may only hold. `whole` says what a share must be of: `named` asks for the name of its whole, `not another`
    for no other name.
    """

    template: str
    ties: tuple[str, ...]
    echo: tuple[str, ...] = ()
    near: bool = False
    whole: str = ""


class _Topic(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    phrases: tuple[_Said, ...]
    examples: tuple[dict[str, Any], ...] = ()
    counterexamples: tuple[dict[str, Any], ...] = ()


class _Slots(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    slots: dict[str, Slot]
    roles: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A compiled phrase; `id` is its file and its number there, `directions` the classes that give signs."""

    id: str
    compiled: Template
    ties: tuple[str, ...]
    echo: tuple[str, ...]
    near: bool
    whole: str
    slots: Mapping[str, Slot]
    roles: Mapping[str, Mapping[str, str]]
    directions: frozenset[str]
    doubts: tuple[Doubt, ...]

    def role(self, identity: str, slot: str) -> str:
        """The role of a slot in an identity; its own name where nothing else is said."""
        return self.roles.get(identity, {}).get(slot, slot)


@dataclass(frozen=True, slots=True)
class Pack:
    """The phrases of a language, and its words with all that the phrases added."""

    vocabulary: Vocabulary
    phrases: tuple[Phrase, ...]


@lru_cache(maxsize=len(LANGUAGES))
def pack(language: str) -> Pack:
    """The phrases of a language, file by file; KnowledgeError names a broken one."""
    shared = load_topics("ties")
    known = _convert(shared["slots"], _Slots, "slots")
    doubts = tuple(msgspec.convert(one, Doubt) for one in shared["doubts"]["doubts"])
    topics = {name: _topic(name, content) for name, content in load_topics(f"ties/{language}").items()}
    words = read_vocabulary(language, [said.template for one in topics.values() for said in one])
    directions = frozenset(name for name, one in words.classes.items() if any(one.values()))
    phrases = []
    for name, topic in topics.items():
        for number, said in enumerate(topic, 1):
            for identity in said.ties:
                identity_of(identity)
            phrases.append(
                Phrase(
                    f"{name}-{number}",
                    compile_template(said.template, words, known.slots),
                    said.ties,
                    said.echo,
                    said.near,
                    said.whole,
                    known.slots,
                    known.roles,
                    directions,
                    doubts,
                )
            )
    return Pack(words, tuple(phrases))


def _topic(name: str, content: dict[str, Any]) -> tuple[_Said, ...]:
    return () if name in NOT_PHRASES else _convert(content, _Topic, name).phrases


def _convert(content: dict[str, Any], into: type[T], name: str) -> T:
    try:
        return msgspec.convert(content, into)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"broken phrases {name}: {error}", "compare them with their neighbours") from None
