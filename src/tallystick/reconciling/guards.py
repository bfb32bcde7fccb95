"""When an identity may tie, and why a gap between tied figures need not be a contradiction.

`may_tie` keeps an identity from figures it does not speak of. `obstacle` is asked when figures do not
agree (or when something would be implied): a reason that the figures may differ all the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from tallystick.model import Observation
from tallystick.reconciling.evidence import NOT_AMOUNTS, Evidence, Stated, language
from tallystick.reconciling.identity import Identity
from tallystick.reconciling.linking import subject

PART_OF_WHOLE = (
    "utilization", "utilisation", "unemployment", "employment rate", "coverage", "penetration", "participation",
    "pass rate", "qualification rate", "qualified rate", "numerical control rate", "self-sufficiency", "vacancy",
    "利用率", "失业率", "覆盖率", "普及率", "渗透率", "合格率", "参与率", "数控化率", "空置率", "自给率",
)  # fmt: skip
ACCOUNTS_FOR = ("account", "占")
DIFFUSION = ("pmi", "purchasing manager", "diffusion", "confidence", "climate", "采购经理", "景气", "信心")
MOVED_FROM = ("from", "由", "从")
_COUNT = re.compile(r"[\d.,％%一二三四五六七八九十百千万亿多余两\s]+")
OF_WHICH = ("of which", "of this", "among them", "among which", "including", "其中")


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a gap is no contradiction: the verdict it gets instead, the reason and who says so."""

    verdict: str
    reason: str
    citation: str = ""


def may_tie(identity: Identity, anchor: Stated) -> bool:
    """Whether the identity speaks of this anchor at all."""
    words = anchor.observation.subject.lower()
    if "a part of its whole" in identity.guards and not _is_part_of_whole(anchor.observation, words):
        return False
    if "not a diffusion index" in identity.guards and any(word in words for word in DIFFUSION):
        return False
    return "flow" not in identity.guards or _kind(anchor) in ("flow", "")


def _is_part_of_whole(observation: Observation, words: str) -> bool:
    if observation.measure == "share":
        return any(word in observation.sentence.lower() for word in ACCOUNTS_FOR)
    return any(word in words for word in PART_OF_WHOLE)


def _kind(stated: Stated) -> str:
    return stated.indicator.kind if stated.indicator else ""


def obstacle(identity: Identity, stated: list[Stated]) -> Obstacle | None:
    """The first reason that keeps a gap from being a contradiction; None when nothing stands in the way."""
    for guard in identity.guards:
        found = None
        if guard == "same basis":
            found = _basis(stated)
        elif guard == "flow" and not all(_kind(one) == "flow" for one in stated):
            found = Obstacle("cannot check", "it is not known whether these amounts add up over time")
        elif guard == "additive":
            found = _additive(stated)
        if found:
            return found
    return None


def _basis(stated: list[Stated]) -> Obstacle | None:
    indicator = next((one.indicator for one in stated if one.indicator), None)
    basis = indicator.growth_basis if indicator else ""
    if indicator and (indicator.like_for_like or basis == "like-for-like"):
        reason = "growth compares the same enterprises; the levels of the two periods are of different samples"
        return Obstacle("explained", reason, indicator.citation)
    if indicator and basis == "constant prices":
        reason = "growth is at constant prices, the levels are at current prices"
        return Obstacle("explained", reason, indicator.citation)
    units = {one.quantity.unit for one in stated if one.quantity.unit not in NOT_AMOUNTS}
    one_sentence = len({one.observation.sentence for one in stated}) == 1
    if one_sentence or basis == "current prices" or not any(one.quantity.measure == "growth" for one in stated):
        return None
    if any(len(unit) == 3 and unit.isupper() for unit in units):
        return Obstacle("cannot check", "it is not stated whether growth is at the prices of the levels")
    return Obstacle("cannot check", "it is not stated whether growth and levels cover the same units")


def _additive(stated: list[Stated]) -> Obstacle | None:
    for one in stated:
        sentence = one.observation.sentence.lower()
        if any(word in sentence for word in OF_WHICH):
            return Obstacle("cannot check", "the parts are introduced as some of the whole, not as all of it")
    return None


def surely_tied(stated: list[Stated], evidence: Evidence) -> bool:
    """Whether figures that do not agree surely speak of what the tie takes them for.

    A subject must stand in the figure's own sentence, not be carried over from another; no figure may belong
    to a quantity for which other values are stated as well, nor be the start of a move (`from 1.07% to 1.49%`)
    and yet of the latest period. Rows of a series speak for themselves.
    """
    if any(evidence.is_disputed(one.quantity) for one in stated) or not _count_the_same(stated):
        return False
    if _parted(stated):
        return False
    latest = max((one.quantity.period for one in stated), default="")
    return all(
        one.published or (names_its_subject(one) and not (one.quantity.period == latest and _starts_a_move(one)))
        for one in stated
    )


def likely_tied(stated: list[Stated], evidence: Evidence) -> bool:
    """Whether figures are tied well enough to imply something: their sentences together name all subjects."""
    if any(evidence.is_disputed(one.quantity) for one in stated) or not _count_the_same(stated):
        return False
    told = set(subject(" ".join(dict.fromkeys(one.observation.sentence for one in stated))).words)
    return all(one.published or names_its_subject(one) or set(one.words) <= told for one in stated)


def _parted(stated: list[Stated]) -> bool:
    """Whether "of which" (其中) stands between figures of one sentence: what follows speaks of something else."""
    by_sentence: dict[str, list[int]] = {}
    for one in stated:
        sentence = one.observation.sentence
        by_sentence.setdefault(sentence, []).append(sentence.find(one.observation.text))
    return any(
        word in sentence[min(places) : max(places)].lower()
        for sentence, places in by_sentence.items()
        if len(places) > 1
        for word in OF_WHICH
    )


def _count_the_same(stated: list[Stated]) -> bool:
    """Whether counts are of one kind of thing, as far as their counting words tell (家, 张, 万人)."""
    counters = {_COUNT.sub("", one.observation.text) for one in stated if one.quantity.unit == "1"}
    return len(counters - {""}) < 2 or all(word.isascii() for word in counters)


def _starts_a_move(stated: Stated) -> bool:
    """Whether the figure is where something moved from (`from 1.07% to 1.49%`)."""
    before = stated.observation.sentence.partition(stated.observation.text)[0].rstrip().lower()
    return before.endswith(MOVED_FROM)


def names_its_subject(stated: Stated) -> bool:
    """Whether the words of the subject stand in the figure's sentence, in Chinese a good part of them together."""
    name, sentence = stated.observation.subject, stated.observation.sentence
    if name in sentence:
        return True
    if not set(stated.words) <= set(subject(sentence).words):
        return False
    if language(name) != "zh":
        return True
    size = max(3, len(name) // 2)
    return any(name[at : at + size] in sentence for at in range(len(name) - size + 1))
