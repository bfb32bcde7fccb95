"""How far a phrase is to be trusted: what speaks against a link, or makes it one that may only hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from decimal import Decimal

from tallystick.model import Observation
from tallystick.reconciling.bundles import NEAR, PHRASE
from tallystick.reconciling.identity import Identity
from tallystick.reconciling.linking import caution, subject
from tallystick.reconciling.links import Link, prove
from tallystick.reconciling.phrases.meaning import scaled, size
from tallystick.reconciling.phrases.pack import Doubt

Roles = Mapping[str, tuple[Observation, ...]]

_EXACT = 2  # digits
_DIGIT = re.compile(r"\d")
_RATES = ("growth", "share", "mean", "times")
_MOVES = ("growth", "change", "contribution")
_LEVELS = (("new", "old"), ("later", "earlier"))
_PART_OF = {"share_of_whole": ("part", "whole"), "partition": ("part", "whole")}


def is_possible(identity: Identity, roles: Roles) -> bool:
    """Whether figures can play their roles at all: no part is larger than its whole, only things are counted."""
    if identity.id == "rise_and_level":
        return roles["rise"][0].unit == "1" and size(roles["rise"][0]) > 0
    small, large = _PART_OF.get(identity.id, ("", ""))
    return not small or max(size(one) for one in roles[small]) <= size(roles[large][0])


def strength(roles: Roles) -> str:
    """PHRASE; NEAR, which may only hold, where two levels are of two things, or a rate is vague.

    A share that was read as growth may be one: `exports of £5 million (3%)`.
    """
    if any(_is_vague(one) for name in _RATES for one in roles.get(name, ())):
        return NEAR
    if any(one.measure in _MOVES for one in roles.get("share", ())):
        return NEAR
    pairs = [(roles[new][0], roles[old][0]) for new, old in _LEVELS if new in roles and old in roles]
    return NEAR if any(_of_two_things(*pair) for pair in pairs) else PHRASE


def _is_vague(rate: Observation) -> bool:
    """Whether a rate is told in words (`half`), or with one digit and a word such as `nearly`."""
    digits = "".join(_DIGIT.findall(rate.digits)).strip("0")
    return not _DIGIT.search(rate.text) or bool(rate.qualifier and len(digits) < _EXACT)


def _of_two_things(one: Observation, other: Observation) -> bool:
    if one.area and other.area and one.area != other.area:
        return True
    here, there = (set(subject(figure.subject).words) for figure in (one, other))
    return bool(here - there) and bool(there - here)


def doubt(identity: Identity, roles: Roles, words: str, doubts: Collection[Doubt]) -> str:
    """Why the figures of a link may be right though they do not agree; empty where nothing says so.

    A rate that moved by so many *per cent* may have been meant to move by so many points: then the figures agree so.
    """
    found = [one.reason for one in doubts if one.caution and caution(one.caution, words)]
    if not found and identity.id == "growth_from_levels" and roles["new"][0].unit == "%":
        points = scaled(roles["growth"][0], Decimal(1), "pp")
        moved = Link("change_of_rate", {"later": roles["new"], "earlier": roles["old"], "change": (points,)}, NEAR)
        finding = prove(moved)
        found = [one.reason for one in doubts if one.points] if finding and finding.verdict.startswith("holds") else []
    return found[0] if found else ""


def share_a_word(one: str, other: str) -> bool:
    """Whether two pieces of text name the same: a word, or two characters, that is no function word."""
    return bool(set(subject(one).words) & set(subject(other).words))
