"""Labelled texts → what each chooser learns from: the reader's own walk, with the right choice made at each figure."""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import tallystick
from tallystick.model import Period, PeriodError, Release
from tallystick.reading.candidates import bases, measures, periods, signs, statuses, subjects
from tallystick.reading.candidates.document_periods import document_candidates
from tallystick.reading.candidates.proposals import sign_proposed, status_proposed
from tallystick.reading.candidates.spoken import Spoken
from tallystick.reading.context import Context, Last
from tallystick.reading.document import Document, focus_of, scanned
from tallystick.reading.en.accurate import prepare
from tallystick.reading.printed.en.conventions import conventions_of
from tallystick.reading.printed.en.quantities.quantity import Quantity
from tallystick.reading.sentence import Sentence
from training.fitting import Classed, Ranked
from training.labelled import Label, LabelledText
from training.matching import close, match
from training.naming import Named, ranked
from training.written import WrittenText

WRITTEN = "written"  # the group of texts written for training: never left out
_WRITTEN_PERIODS = 0.15  # their periods are told more plainly than those of releases: they weigh less


@dataclass
class Examples:
    """What the choosers learn from, kept apart; `choices` makes `subject` and `whole` of `subjects` and `wholes`."""

    measure: list[Classed] = field(default_factory=list)
    sign: list[Classed] = field(default_factory=list)
    status: list[Classed] = field(default_factory=list)
    period: list[Ranked] = field(default_factory=list)
    base: list[Ranked] = field(default_factory=list)
    whole: list[Ranked] = field(default_factory=list)
    wholes: list[Named] = field(default_factory=list)
    subject: list[Ranked] = field(default_factory=list)
    subjects: list[Named] = field(default_factory=list)

    def extend(self, other: Examples) -> None:
        """Take in the examples of another text."""
        for name, own in vars(self).items():
            own.extend(getattr(other, name))


def choices(parts: Sequence[Examples], fold: Sequence[int]) -> None:
    """Fill in for each text what the choice among subjects and wholes learns from; `fold` keeps publishers together."""
    subjects = ranked([part.subjects for part in parts], fold)
    wholes = ranked([part.wholes for part in parts], fold)
    for part, subject, whole in zip(parts, subjects, wholes, strict=True):
        part.subject, part.whole = subject, whole


@dataclass(frozen=True)
class Prepared:
    """A labelled text with its sentences, so that training parses it once."""

    name: str
    group: str
    release: Release
    sentences: list[Sentence]
    labels: dict[tuple[int, int], Label]

    @classmethod
    def of(cls, text: LabelledText) -> Prepared:
        """Open, scan and parse a labelled text; each label goes to the quantity it overlaps most."""
        with tempfile.TemporaryDirectory() as folder:
            release = tallystick.open(text.file_in(Path(folder)), released=text.released or None, language="en")
        return cls._matched(text.name, text.group, release, text.labels())

    @classmethod
    def of_written(cls, text: WrittenText) -> Prepared:
        """The same for a text written for training: its values are those printed."""
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{text.name.replace(':', '-')}.txt"
            path.write_text(text.text, encoding="utf-8")
            release = tallystick.open(path, released=text.released, language="en")
        prepared = cls._matched(text.name, WRITTEN, release, list(text.marked))
        for (n, k), label in prepared.labels.items():
            quantity = prepared.sentences[n].items[k].quantity
            value = _high(quantity.value)
            prepared.labels[n, k] = {**label, "value": -abs(value) if label["falls"] else value, "unit": quantity.unit}
        return prepared

    @classmethod
    def _matched(cls, name: str, group: str, release: Release, labels: list[Label]) -> Prepared:
        sentences = prepare(release, release.blocks)
        places = [(n, k) for n, sentence in enumerate(sentences) for k in sentence.quantities]
        spans = [sentences[n].items[k] for n, k in places]
        pairs = match(labels, [{"start": i.start, "end": i.end} for i in spans])
        return cls(name, group, release, sentences, {places[j]: labels[i] for i, j in pairs})


def document_example(prepared: Prepared) -> Ranked:
    """What the choice of a release's own period learns from: the period that most of its figures have."""
    told = Counter(label["period"] for label in prepared.labels.values() if label["period"])
    release = prepared.release
    found = document_candidates(focus_of(release), prepared.sentences, scanned(release.title, conventions_of(release)))
    best = [period for period, n in told.most_common() if n == told.most_common(1)[0][1]] if told else [""]
    return Ranked(list(found.values()), frozenset(n for n, text in enumerate(found) if text in best))


def examples_of(prepared: Prepared, document: Document) -> Examples:
    """The examples of one text; what came before each figure is as labelled."""
    found = Examples()
    context = Context.of(document)
    for index, sentence in enumerate(prepared.sentences):
        context.enter(sentence.block)
        for k in sentence.quantities:
            label = prepared.labels.get((index, k))
            names = measures.features(sentence, k, context.said(index))
            quantity = sentence.items[k].quantity
            if label is None:
                found.measure.append(Classed(names, "none"))
            elif _reachable(quantity, label):
                found.measure.append(Classed(names, label["measure"]))
                _learn(found, sentence, index, k, context, label)
            if label is not None:
                context.tell(_as_last(index, k, quantity, label))
        context.leave(sentence)
    if prepared.group == WRITTEN:
        found.period = [replace(example, weight=_WRITTEN_PERIODS) for example in found.period]
    return found


def _as_last(index: int, k: int, quantity: Quantity, label: Label) -> Last:
    return Last(
        index, k, label["measure"], quantity.unit, label["unit"], label["period"], label["base"], label["subject"],
        "-" if _falls(quantity, label) else "+", label["status"],
    )  # fmt: skip


def _learn(found: Examples, sentence: Sentence, index: int, k: int, context: Context, label: Label) -> None:
    quantity, measure = sentence.items[k].quantity, label["measure"]
    last, told = context.last, context.told(index)
    same = last.sentence == index
    if measure in signs.DIRECTED:
        names = signs.features(sentence.items, k, measure, last.sign if same else "", sign_proposed(sentence, k))
        found.sign.append(Classed(names, "-" if _falls(quantity, label) else "+"))
    options = periods.candidates(sentence, k, told, measure)
    spans = [periods.stretched(text, quantity, measure) for text in options]
    right = frozenset(n for n, text in enumerate(spans) if text == label["period"])
    found.period.append(Ranked(list(options.values()), right))
    when = _period(label["period"])
    rules, before = status_proposed(sentence, k), last.status if same else ""
    names = statuses.features(sentence.items, k, when, context.released, before, context.section, rules)
    found.status.append(Classed(names, label["status"]))
    found.subjects.append(_named(sentence, k, context.spoken(index), measure, label["subject"]))
    if measure in bases.MOVES:
        compared = bases.candidates(sentence, k, told, measure, label["period"])
        hit = frozenset(n for n, text in enumerate(compared) if text == label["base"])
        found.base.append(Ranked(list(compared.values()), hit))
    elif measure in bases.WHOLES and label["base"]:
        found.wholes.append(_named(sentence, k, context.spoken_of_whole(index), measure, label["base"]))


def _named(sentence: Sentence, k: int, spoken: Spoken, measure: str, name: str) -> Named:
    found = subjects.words_at(sentence, k, spoken, measure)
    words = {form: [sys.intern(name) for name in names] for form, names in found.items()}
    return Named(sentence, k, spoken, measure, name, words)


def _period(text: str) -> Period | None:
    try:
        return Period.parse(text) if text else None
    except PeriodError:
        return None


def _falls(quantity: Quantity, label: Label) -> bool:
    """Whether the label turns the sign of the printed number."""
    told, printed = _high(label["value"]), _high(quantity.value)
    return told != 0 and (told < 0) != (printed < 0)


def _high(value: Any) -> float:
    return float(value[-1] if isinstance(value, (list, tuple)) else value)


def _reachable(quantity: Quantity, label: Label) -> bool:
    """Whether the printed number is the labelled one, in one of the units that a measure may give it."""
    printed = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, quantity.value)
    wanted: Sequence[float] = label["value"] if isinstance(label["value"], list) else [label["value"], label["value"]]
    own = sorted(abs(float(x)) for x in printed)
    told = sorted(abs(float(x)) for x in wanted)
    return any(all(close(a * scale, b) for a, b in zip(own, told, strict=True)) for scale in (1.0, 100.0, 0.01))
