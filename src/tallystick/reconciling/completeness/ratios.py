"""Links of a rate with the two amounts it is made of, where the words name all three: margin, profit and revenue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from tallystick.knowledge.partitions import Division, divisions, plain
from tallystick.model import Observation
from tallystick.reconciling.completeness.labelling import named
from tallystick.reconciling.evidence import NOT_AMOUNTS
from tallystick.reconciling.linking import caution
from tallystick.reconciling.links import NEAR, PHRASE, Link
from tallystick.reconciling.mentions import Sentence
from tallystick.reconciling.phrases.meaning import size

RATIO, RATE_LABEL = "ratio", 2
_FAR = 12  # sentences before a rate in which its amounts may hold with it
ALL, SLACK = Decimal(100), Decimal("0.05")  # per cent; how much chance there may be that some amounts fit a rate
_PASSAGE = 2  # the amounts stand in the sentence of the rate or in the one before


def ratio_links(told: Sequence[Sentence]) -> Iterator[Link]:
    """The links of rates that are ratios of amounts told beside them."""
    for number, sentence in enumerate(told):
        if not any(figure.unit == "%" for figure in sentence.figures):
            continue
        said = plain(sentence.text)
        for division in divisions(sentence.language).values():
            if RATIO in division.partition.links and any(name in said for name in division.names.parts[RATE_LABEL]):
                near = list(_of(told[max(0, number - _PASSAGE + 1) : number + 1], division))
                yield from near or _from_afar(told[max(0, number - _FAR) : number + 1], division)


def _from_afar(told: Sequence[Sentence], division: Division) -> Iterator[Link]:
    """The links of the last sentence's rates with amounts told long before, where but one fits by more than chance."""
    by_label = _labelled(told, division)
    rates = _of_one(by_label[RATE_LABEL])
    if len(rates) != 1 or rates[0].lower is None or rates[0].upper is None or not rates[0].lower > 0:
        return
    rate, low, high = rates[0], rates[0].lower, rates[0].upper
    parts, wholes = ({o.value: o for o in by_label[label] if _is_of_time(o, rate)} for label in (0, 1))
    pairs = [(part, whole) for part in parts.values() for whole in wholes.values() if part.unit == whole.unit]
    fitting = [(p, w) for p, w in pairs if size(w) > 0 and low <= size(p) / size(w) * ALL <= high]
    if len(fitting) == 1 and (high - low) / low * len(pairs) < SLACK:
        part, whole = fitting[0]
        yield Link(division.partition.links[RATIO], {"ratio": (rate,), "part": (part,), "whole": (whole,)})


def _is_of_time(figure: Observation, rate: Observation) -> bool:
    return figure.period == rate.period and figure.status == rate.status


def _labelled(passage: Sequence[Sentence], division: Division) -> dict[int, list[Observation]]:
    """The amounts of a passage by which of the two they are, and the rates of its last sentence."""
    by_label: dict[int, list[Observation]] = defaultdict(list)
    for sentence in passage:
        for at, label in named(sentence, division).items():
            figure = sentence.figures[at]
            is_rate = figure.unit == "%" and figure.measure in ("level", "share", "growth")
            wanted = is_rate and sentence is passage[-1] if label == RATE_LABEL else _is_amount(figure)
            if wanted:
                by_label[label].append(figure)
    return by_label


def _of(passage: Sequence[Sentence], division: Division) -> Iterator[Link]:
    """The links of the last sentence's rates; a passage that tells an amount twice leaves it open which is meant."""
    by_label = _labelled(passage, division)
    parts, wholes, rates = (_of_one(by_label[label]) for label in range(3))
    if len(parts) == len(wholes) == len(rates) == 1:
        part, whole, rate = parts[0], wholes[0], rates[0]
        if part.period == whole.period == rate.period and part.status == whole.status:
            words = " ".join(sentence.text for sentence in passage)
            sure = len(by_label[0]) == len(by_label[1]) == 1 and not caution("adjusted", words)
            roles = {"ratio": (rate,), "part": (part,), "whole": (whole,)}
            yield Link(division.partition.links[RATIO], roles, PHRASE if sure else NEAR)


def _is_amount(figure: Observation) -> bool:
    return figure.measure == "level" and figure.unit not in NOT_AMOUNTS


def _of_one(figures: Sequence[Observation]) -> list[Observation]:
    """The figures of the latest period among them."""
    latest = max((figure.period for figure in figures), default="")
    return [figure for figure in figures if figure.period == latest]
