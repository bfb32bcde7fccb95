"""The identities as knowledge: formula, roles, guards and examples of each, read from their files."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import msgspec

from tallystick.knowledge import load_topics
from tallystick.model import KnowledgeError
from tallystick.reconciling.expression import parse


class Role(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What may stand in a formula's place, told relative to the anchor.

    `unit` is a code, or amount, index, points, `of anchor`, `of part`; `series` is same, core, whole, swap,
    `like` another role, `whole of division` or `each of division`; `period` and `base` name a relation of
    `periods`. A `hidden` role may be unstated; a role with `given` takes a number that the period or the
    rule itself gives.
    """

    name: str = ""
    measure: str = ""
    unit: str = ""
    series: str = "same"
    period: str = "same"
    base: str = ""
    hidden: bool = False
    many: bool = False
    to_date: bool = False
    given: str = ""


class Identity(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A formula that ties figures, and when it may.

    `by_words`: only where the words of a passage link them. `implies`: whether an unstated figure may be told from it.
    `agrees` is the key of the message that tells agreement, `told_as` the measure by which the target is told, if it is
    more than its own; `shown` is the formula as people write it.
    """

    name: str
    formula: str
    anchor: str
    target: str
    note: str
    citation: str
    roles: dict[str, Role]
    examples: list[dict[str, Any]]
    counterexamples: list[dict[str, Any]]
    id: str = ""
    guards: tuple[str, ...] = ()
    exponent: str = ""
    by_words: bool = False
    implies: bool = True
    agrees: str = "agrees"
    told_as: str = ""
    shown: str = ""
    divisions: tuple[dict[str, tuple[str, ...]], ...] = ()
    swaps: tuple[dict[str, str], ...] = ()


@lru_cache(maxsize=1)
def identities() -> tuple[Identity, ...]:
    """All identities, in the order of their file names; KnowledgeError names a broken one."""
    return tuple(_identity(name, content) for name, content in load_topics("identities").items())


def identity_of(name: str) -> Identity:
    """One identity by its id; KnowledgeError where there is none.

    >>> identity_of("share_of_whole").formula
    'part = whole * share / 100'
    """
    found = next((one for one in identities() if one.id == name), None)
    if found is None:
        raise KnowledgeError(f"no identity is called {name}", "look into knowledge/identities")
    return found


def _identity(name: str, content: dict[str, Any]) -> Identity:
    try:
        identity = msgspec.convert({**content, "id": name}, Identity)
    except msgspec.ValidationError as error:
        raise KnowledgeError(f"broken identity {name}: {error}", "compare it with its neighbours") from None
    used = set(parse(identity.formula).roles) - {"n"}
    if used != set(identity.roles) or identity.anchor not in used or identity.target not in used:
        raise KnowledgeError(f"identity {name}: formula, roles, anchor and target do not match", "name each role once")
    return identity
