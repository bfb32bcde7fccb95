"""How surely figures are tied: what a reading may have got wrong must never become a contradiction.

Figures that do not agree are first asked whether they surely speak of what the tie takes them for. The
answer rests on the words around them: subject in the same sentence, one kind of thing counted, no "of
which", no comparison between them. Doubt silences the finding.
"""

from __future__ import annotations

import re
from collections import Counter
from fractions import Fraction

from tallystick.model import Observation
from tallystick.reconciling.evidence import Evidence, Stated, language
from tallystick.reconciling.linking import caution, cautions, subject

PASSAGE = 300  # characters within which figures stand together
FEW = 20  # a count below this may be the number of a list, a rank or a page
# A whole that a share is of (`1.7 percent of GDP`, 占国内生产总值比重) is not the subject of a sentence.
_WHOLE = re.compile(
    r"(?:%|per ?cent|ppt|pps?|points?) of (?:the |its |our )?[\w'’-]+|占[^，。；、]{1,20}比重", re.IGNORECASE
)
_CLAUSE_MARK = re.compile(r"[,;，；。]|\.\s")
# `an increase of 3% over the annual dividend of $2.40`: the amount it is held against stands beside it.
_NAMED_BASE = re.compile(
    r"\s*(?:(?:increase|decrease|rise|fall|growth|decline)\s+)?(?:over|above|below|from|than|against)\s+(?:the|its|our)\s+"
    r"[^.;,\d]{1,80}\bof\s+(?P<base>[$£€¥]?\d[\d.,]*\d|[$£€¥]?\d)",
    re.IGNORECASE,
)
_COMPARED = ("growth", "change", "gap")
_SINCE_NUMBER = re.compile(r"[^0-9]*$")
_COUNT = re.compile(r"[\d.,％%一二三四五六七八九十百千万亿多余两\s]+")


def surely_tied(stated: list[Stated], evidence: Evidence, *, divided: bool = False, joined: bool = False) -> bool:
    """Whether figures that do not agree surely speak of what the tie takes them for.

    Rows of a series speak for themselves. Figures of a release must name their subjects, stand in running
    text, and close together unless the catalogue knows them; a change always with what it led to. `divided`:
    the tie is a named, complete division, which "of which" may well introduce; `joined`: several series hang
    together by an unknown alone.
    """
    told = [one for one in stated if not one.published]
    if not _may_be_tied(stated, evidence) or any(_is_doubtful(one, told, evidence) for one in told):
        return False
    if (
        _moves_from_elsewhere(told)
        or _contributes_downward(told)
        or _is_compared(told)
        or _echoes(told)
        or _change_sides(told)
        or (not divided and _parted(told))
    ):
        return False
    latest = max((one.quantity.period for one in told), default="")
    moved = [one for one in told if one.quantity.period == latest and _measures(told) & {"change"}]
    if not _stand_together(moved, all_of_them=True):
        return False
    return _stand_together(told, all_of_them=joined) or (not joined and all(one.indicator for one in told))


def _measures(told: list[Stated]) -> set[str]:
    return {one.quantity.measure for one in told}


def _stand_together(told: list[Stated], *, all_of_them: bool) -> bool:
    """Whether the figures (all, or all but indicators of the catalogue) stand within one passage of one release."""
    loose = told if all_of_them else [one for one in told if not one.indicator] or told
    here = [one.observation for one in (told if len(loose) == 1 else loose)]
    return len({o.release for o in here}) < 2 and (
        not here or max(o.start for o in here) - min(o.start for o in here) <= PASSAGE
    )


def _is_compared(told: list[Stated]) -> bool:
    """Whether a sentence with several of the figures, all of one period, speaks of a comparison."""
    counts = Counter(one.observation.sentence for one in told)
    one_period = len({one.quantity.period for one in told}) == 1
    return one_period and any(count > 1 and caution("compared", sentence) for sentence, count in counts.items())


def likely_tied(stated: list[Stated], evidence: Evidence) -> bool:
    """Whether figures are tied well enough to imply something: their sentences together name all subjects."""
    if not _may_be_tied(stated, evidence):
        return False
    told = set(subject(" ".join(dict.fromkeys(one.observation.sentence for one in stated))).words)
    return all(one.published or names_its_subject(one) or set(one.words) <= told for one in stated)


def is_foreseen(figure: Observation) -> bool:
    """Whether the words about a figure hold it against a forecast, a plan or an earlier estimate, or make it one.

    What it is then compared with is no earlier year, and a figure like it no second statement.
    """
    sentence, at = figure.sentence, figure.sentence.find(figure.text)
    if at < 0:
        return False
    before = _CLAUSE_MARK.split(sentence[max(0, at - PASSAGE) : at])[-1]
    behind = _CLAUSE_MARK.split(sentence[at + len(figure.text) :][:PASSAGE], maxsplit=1)[0]
    return caution("foreseen", " ".join(f"{before} {figure.text} {behind}".split()))


def _is_beyond_its_levels(told: list[Stated]) -> bool:
    """Whether a change is ten times as large as any level beside it: it is of something else."""
    sizes = {"level": Fraction(0), "change": Fraction(0)}
    for one in told:
        value = one.observation.value
        if one.quantity.measure in sizes and not isinstance(value, tuple):
            sizes[one.quantity.measure] = max(sizes[one.quantity.measure], abs(Fraction(value)))
    return 0 < sizes["level"] * 10 < sizes["change"]


def _has_another_base(told: list[Stated]) -> bool:
    """Whether words beside a growth name an amount it is held against that is none of the figures tied to it."""
    for one in told:
        figure = one.observation
        named = (
            _NAMED_BASE.match(figure.sentence.partition(figure.text)[2]) if one.quantity.measure in _COMPARED else None
        )
        if named and not any(named["base"] in other.observation.text for other in told if other is not one):
            return True
    return False


def _may_be_tied(stated: list[Stated], evidence: Evidence) -> bool:
    if any(one.quantity.measure in _COMPARED and is_foreseen(one.observation) for one in stated if not one.published):
        return False
    if _is_beyond_its_levels(stated) or _has_another_base(stated):
        return False
    return not _is_disputed(stated, evidence) and _count_the_same(stated)


def _is_disputed(stated: list[Stated], evidence: Evidence) -> bool:
    """Whether other values are stated for one of the quantities, by which the tie might be another.

    Figures of one sentence belong together, whatever is said of their quantities elsewhere.
    """
    sentences = {one.observation.sentence for one in stated if not one.published}
    for one in stated:
        others = [q for q in evidence.variants.get(one.quantity._replace(variant=0), ()) if q != one.quantity]
        if others and len(sentences) > 1:
            return True
        if any(other.observation.sentence in sentences for q in others for other in evidence.by_quantity[q]):
            return True
    return False


def _is_doubtful(one: Stated, told: list[Stated], evidence: Evidence) -> bool:
    """Whether a figure may have been misread.

    A cell of a table; a subject carried over, or of one word that the catalogue does not know; a handful of
    things; an amount in brackets that is not of an earlier time; a change without a word of movement beside it;
    the start of a move (`from 1.07% to 1.49%`) dated as its end.
    """
    if one.observation.id in evidence.tabular or not _is_named(one, evidence):
        return True
    if not one.indicator and len(one.words) < 2:
        return True
    figure = one.observation
    latest = max(other.quantity.period for other in told)
    newest = one.quantity.period == latest
    if _is_handful(figure) or (newest and figure.measure in ("level", "change") and _is_bracketed(figure)):
        return True
    if (figure.measure == "change" and not _tells_a_move(figure)) or _misses_its_sign(figure):
        return True
    return newest and _starts_a_move(one)


def _parted(told: list[Stated]) -> bool:
    """Whether "of which" stands between figures of one sentence: what follows speaks of something else."""
    by_sentence: dict[str, list[int]] = {}
    for one in told:
        sentence = one.observation.sentence
        by_sentence.setdefault(sentence, []).append(sentence.find(one.observation.text))
    return any(
        caution("of_which", sentence[min(places) : max(places)])
        for sentence, places in by_sentence.items()
        if len(places) > 1
    )


def _moves_from_elsewhere(told: list[Stated]) -> bool:
    """Whether a change stands with a level told behind a comma as where things were: `fell by A to B, down from C`.

    The change may be on the month, the level of the year before.
    """
    if "change" not in _measures(told):
        return False
    for one in told:
        before = " ".join(one.observation.sentence.partition(one.observation.text)[0].lower().split())
        if one.quantity.measure == "level" and before.endswith(cautions("moved_since")):
            clause = before.rpartition(",")[2].strip()
            if clause in cautions("moved_since"):
                return True
    return False


def _contributes_downward(told: list[Stated]) -> bool:
    """Whether a contribution stands beside a fall: texts often leave its sign to the verb."""
    return "contribution" in _measures(told) and any(
        one.quantity.measure == "growth" and (one.observation.upper or 0) <= 0 for one in told
    )


def _is_handful(figure: Observation) -> bool:
    """Whether the figure counts so few things that it may as well number them."""
    return (
        figure.unit == "1"
        and figure.measure in ("level", "change")
        and figure.upper is not None
        and (abs(figure.upper) < FEW)
    )


def _is_bracketed(figure: Observation) -> bool:
    before = figure.sentence.partition(figure.text)[0].rstrip()
    return before.endswith(("(", "（"))


def _misses_its_sign(figure: Observation) -> bool:
    """Whether a move read as a rise is told as being less: `18.9 million (18.7%) lower than a year ago`."""
    behind = figure.sentence.partition(figure.text)[2].lstrip(" )").lower()
    return figure.measure in _COMPARED and (figure.lower or 0) > 0 and behind.startswith(cautions("less_by"))


def _tells_a_move(figure: Observation) -> bool:
    before, _, behind = figure.sentence.partition(figure.text)
    if language(before) == "zh":
        return any(sign in before[-4:] + behind[:2] for sign in cautions("moved_by"))
    beside = before.lower().split()[-2:] + behind.lower().split()[:2]
    return any(word.strip(".,;()$£€") in cautions("moved_by") for word in beside)


def _count_the_same(stated: list[Stated]) -> bool:
    """Whether counts are of one kind of thing, as far as their counting words tell (家, 张, 万人)."""
    counters = {_COUNT.sub("", one.observation.text) for one in stated if one.quantity.unit == "1"}
    return len(counters - {""}) < 2 or all(word.isascii() for word in counters)


def _starts_a_move(stated: Stated) -> bool:
    """Whether the words since the number before the figure say that something moved from it, or is held against it."""
    before = stated.observation.sentence.partition(stated.observation.text)[0].rstrip().lower()
    since = _SINCE_NUMBER.search(before[-PASSAGE:])
    return before.endswith(cautions("moved_from")) or bool(since and caution("held_against", since[0]))


def _echoes(told: list[Stated]) -> bool:
    """Whether one amount stands for two things: a reading that took the same words twice."""
    amounts = [
        (one.observation.value, one.quantity.unit, one.quantity.period) for one in told if one.quantity.unit != "%"
    ]
    return len(set(amounts)) < len(amounts)


def _change_sides(told: list[Stated]) -> bool:
    """Whether amounts passed nought in words alone: `from an investment to a disinvestment`."""
    return any(caution("other_side", one.observation.sentence) for one in told if one.quantity.measure in _COMPARED)


def _is_named(stated: Stated, evidence: Evidence) -> bool:
    """Whether the subject is named: in the sentence, or just before it where the catalogue knows it."""
    if names_its_subject(stated):
        return True
    figure = stated.observation
    before = evidence.texts.get(figure.release, "")[max(0, figure.start - PASSAGE) : figure.start]
    return stated.indicator is not None and names_its_subject(stated, before + figure.sentence)


def names_its_subject(stated: Stated, told: str = "") -> bool:
    """Whether the words of the subject stand in the figure's sentence, in Chinese a good part of them together."""
    name, sentence = stated.observation.subject, _WHOLE.sub(" ", told or stated.observation.sentence)
    if name in sentence:
        return True
    if not set(stated.words) <= set(subject(sentence).words):
        return False
    if language(name) != "zh":
        return True
    size = max(3, len(name) // 2)
    return any(name[at : at + size] in sentence for at in range(len(name) - size + 1))


def tells_its_period(figure: Observation) -> bool:
    """Whether words in its sentence gave the figure's period, as far as its evidence tells."""
    return not figure.evidence or any(one.field == "period" for one in figure.evidence)
