"""When an identity may tie, and why a gap between tied figures need not be a contradiction.

`may_tie` keeps an identity from figures it does not speak of. `obstacle` is asked when figures do not
agree (or when something would be implied): a reason that the figures may differ all the same.
"""

from __future__ import annotations

from dataclasses import dataclass

from tallystick.model import Claim, Observation
from tallystick.model.message import Message
from tallystick.model.observation import GROWTHS
from tallystick.reconciling.evidence import NOT_AMOUNTS, Stated
from tallystick.reconciling.identity import Identity
from tallystick.reconciling.linking import caution

ALL_GONE = -100  # per cent: below this nothing falls
FAR_OVER = 200  # per cent of its capacity that nothing runs at


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a gap is no contradiction: the verdict it gets instead, the reason and who says so."""

    verdict: str
    reason: Message
    citation: str = ""


def may_tie(identity: Identity, anchor: Stated) -> bool:
    """Whether the identity speaks of this anchor at all."""
    words = anchor.observation.subject.lower()
    if "a part of its whole" in identity.guards and not _is_part_of_whole(anchor.observation, words):
        return False
    if "not a diffusion index" in identity.guards and caution("diffusion", words):
        return False
    if "in surplus" in identity.guards and caution("in_deficit", anchor.observation.sentence):
        return False
    return "flow" not in identity.guards or _kind(anchor) in ("flow", "")


def _is_part_of_whole(observation: Observation, words: str) -> bool:
    if observation.measure == "share":
        return caution("accounts_for", observation.sentence)
    if caution("may_run_over", words) and (observation.upper is None or observation.upper <= FAR_OVER):
        return False
    return caution("part_of_whole", words)


def _kind(stated: Stated) -> str:
    return stated.indicator.kind if stated.indicator else ""


def obstacle(identity: Identity, stated: list[Stated]) -> Obstacle | None:
    """The first reason that keeps a gap from being a contradiction; None when nothing stands in the way."""
    for guard in identity.guards:
        found = None
        if guard == "same basis":
            found = _basis(stated)
        elif guard == "flow" and not all(_kind(one) == "flow" for one in stated):
            found = Obstacle("cannot check", Message("may not add over time"))
        if found:
            return found
    return None


def at_other_prices(identity: Identity, stated: list[Stated]) -> bool:
    """Whether growth at constant prices stands beside amounts of money, with which it agrees by chance alone."""
    if "same basis" not in identity.guards:
        return False
    money = any(len(one.quantity.unit) == 3 and one.quantity.unit.isupper() for one in stated)
    growth = [one for one in stated if one.quantity.measure == "growth"]
    return money and any(_is_real(one) for one in growth)


def says_nothing(derived: Claim | None) -> bool:
    """Whether the others allow any fall whatever: growth beside levels of which only bounds are told."""
    if derived is None or derived.measure not in GROWTHS:
        return False
    return derived.interval.lower is None or derived.interval.lower <= ALL_GONE


def _is_real(growth: Stated) -> bool:
    basis = growth.indicator.growth_basis if growth.indicator else ""
    return basis == "constant prices" or _by_custom(growth) or caution("real_terms", growth.observation.sentence)


def _by_custom(one: Stated) -> bool:
    """Whether growth of what has no entry in the catalogue is told at constant prices all the same."""
    return not one.indicator and caution("constant_prices_by_custom", one.observation.subject)


def _grows_by_custom(stated: list[Stated]) -> bool:
    return any(one.quantity.measure in ("growth", "average_growth") and _by_custom(one) for one in stated)


def _basis(stated: list[Stated]) -> Obstacle | None:
    indicator = next((one.indicator for one in stated if one.indicator), None)
    basis = indicator.growth_basis if indicator else ""
    elsewhere = any(one.quantity.area[:2] not in ("", "CN") for one in stated)  # the catalogue tells China's practice
    if indicator and not elsewhere and (indicator.like_for_like or basis == "like-for-like"):
        return Obstacle("explained", Message("like for like"), indicator.citation)
    if basis == "constant prices" or _grows_by_custom(stated):
        return Obstacle("explained", Message("other prices"), indicator.citation if indicator else "")
    if any(one.quantity.measure == "growth" and caution("adjusted", one.observation.sentence) for one in stated):
        return Obstacle("explained", Message("adjusted"))
    units = {one.quantity.unit for one in stated if one.quantity.unit not in NOT_AMOUNTS}
    one_sentence = len({one.observation.sentence for one in stated}) == 1
    if one_sentence or basis == "current prices" or not any(one.quantity.measure == "growth" for one in stated):
        return None
    if any(len(unit) == 3 and unit.isupper() for unit in units):
        return Obstacle("cannot check", Message("prices not told"))
    return Obstacle("cannot check", Message("coverage not told"))
