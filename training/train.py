"""Train the choosers: `python -m training.train [--folds N] [--ship]`.

Without `--ship` every text is read with weights made without its group of publishers, and the scores are printed;
with it, weights of all texts are written into the package, calibrated on the figures of texts left out.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

from tallystick.reading.area import area_of_release
from tallystick.reading.assemble import to_observation
from tallystick.reading.choosing.confidence import Calibration
from tallystick.reading.choosing.linear import Ranker
from tallystick.reading.choosing.weights import Weights, save
from tallystick.reading.document import Document
from tallystick.reading.en.accurate import read_prepared
from training.calibrating import calibrate, outcomes, reliability
from training.examples import WRITTEN, Examples, Prepared, Walk, choices, document_example, examples_of
from training.fitting import Ranked, fit_classifier, fit_ranker
from training.labelled import LabelledText, labelled_texts, own_texts
from training.naming import words_of
from training.scoring import LEVELS, score
from training.written import written_texts

Read = dict[str, list[dict[str, Any]]]


def fit(examples: Examples, document: Ranker, calibration: Calibration | None = None) -> Weights:
    """Weights of all choosers."""
    return Weights(
        texts="",
        document=document,
        measure=fit_classifier(examples.measure, penalty=2.0, fewest=3),
        sign=fit_classifier(examples.sign, penalty=2.0, fewest=2),
        status=fit_classifier(examples.status, penalty=3.0, fewest=2),
        period=fit_ranker(examples.period, penalty=10.0, fewest=3),
        base=fit_ranker(examples.base, penalty=5.0, fewest=3),
        whole=fit_ranker(examples.whole, penalty=5.0, fewest=3),
        whole_words=words_of(examples.wholes),
        subject=fit_ranker(examples.subject, penalty=5.0, fewest=4),
        subject_words=words_of(examples.subjects),
        calibration=calibration or Calibration(),
    )


def folds_of(texts: list[Prepared], n: int) -> list[int]:
    """A fold for each text: groups of publishers stay together, folds are of like size."""
    size = Counter[str]()
    for prepared in texts:
        if prepared.group != WRITTEN:
            size[prepared.group] += len(prepared.labels)
    load, fold = [0] * n, {}
    for group in sorted(size, key=lambda g: (-size[g], g)):
        fold[group] = min(range(n), key=load.__getitem__)
        load[fold[group]] += size[group]
    return [fold[prepared.group] if prepared.group != WRITTEN else -1 for prepared in texts]


def fit_document(examples: list[Ranked]) -> Ranker:
    """The ranker of the periods that a release may be about."""
    return fit_ranker(examples, penalty=2.0, fewest=2)


def documents_of(texts: list[Prepared], fold: list[int]) -> list[Document]:
    """What each text is about, as told by a ranker made without its group."""
    examples = [document_example(prepared) for prepared in texts]
    rankers = {n: fit_document([e for e, f in zip(examples, fold, strict=True) if f != n]) for n in set(fold)}
    made = [Document.of(p.release, p.sentences, rankers[n]) for p, n in zip(texts, fold, strict=True)]
    right = [str(d.default or "") == usual_period(p) for d, p in zip(made, texts, strict=True)]
    sys.stderr.write(f"the period of the whole: {sum(right)} of {len(right)} right\n")
    return made


def usual_period(prepared: Prepared) -> str:
    """The period that most figures of a text have."""
    told = Counter(label["period"] for label in prepared.labels.values() if label["period"])
    return told.most_common(1)[0][0] if told else ""


def read(prepared: Prepared, weights: Weights, walk: Walk, document: Document) -> list[dict[str, Any]]:
    """The text's figures as read with these weights, with the odds of their parts."""
    area = area_of_release(prepared.release)
    rows = []
    for block, span, figure in read_prepared(prepared.release, prepared.sentences, weights, walk, document):
        row = to_observation(prepared.release, block, span, figure, area).to_dict()
        rows.append({**row, "odds": figure.odds, "grounds": figure.grounds})
    return rows


def cross_validated(
    texts: list[Prepared], parts: list[Examples], folds: int, walks: list[Walk], documents: list[Document]
) -> Read:
    """Every text read with weights made without its group; `walks` is filled with what was chosen."""
    fold = folds_of(texts, folds)
    found: Read = {}
    for n in sorted(set(fold) - {-1}):
        learned = Examples()
        for k, part in enumerate(parts):
            if fold[k] != n:
                learned.extend(part)
        weights = fit(learned, Ranker({}))
        for k, prepared in enumerate(texts):
            if fold[k] == n:
                walks[k].clear()
                found[prepared.name] = read(prepared, weights, walks[k], documents[k])
        sys.stderr.write(f"fold {n + 1} of {folds}\n")
    return found


def report(found: Read) -> None:
    """F1 by set, over all and over the third set."""
    with tempfile.TemporaryDirectory() as folder:
        files: dict[str, list[str]] = {}
        for text in english():
            name = text.name
            if name not in found:
                continue
            labels, rows = Path(folder) / f"{name}.l.jsonl", Path(folder) / f"{name}.r.jsonl"
            labels.write_text("".join(json.dumps(x) + "\n" for x in text.labels()), encoding="utf-8")
            rows.write_text("".join(json.dumps(x) + "\n" for x in found[name]), encoding="utf-8")
            for key in ("all", text.set):
                files.setdefault(key, []).extend([str(labels), str(rows)])
        for key, pairs in files.items():
            told = score(pairs)
            sys.stdout.write(f"{key:8} " + "  ".join(f"{level} {told[level]:.3f}" for level in LEVELS) + "\n")


def english() -> list[LabelledText]:
    """All labelled English texts, the shared ones and our own."""
    return [text for text in (*labelled_texts(), *own_texts()) if text.language == "en"]


def prepared_texts() -> list[Prepared]:
    """All English texts to learn from, labelled and written, scanned and parsed."""
    texts = [Prepared.of(text) for text in english()]
    return texts + [Prepared.of_written(text) for text in written_texts("en")]


def main() -> None:
    """Train as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folds", type=int, default=6)
    parser.add_argument(
        "--rounds", type=int, default=1, help="from the second on, what came before is as read, not as labelled"
    )
    parser.add_argument("--ship", type=Path)
    parser.add_argument("--out", type=Path, help="write the figures as read, by text, here")
    args = parser.parse_args()
    start = time.perf_counter()
    texts = prepared_texts()
    sys.stderr.write(f"prepared {len(texts)} texts in {time.perf_counter() - start:.0f} s\n")
    documents = documents_of(texts, folds_of(texts, args.folds))
    parts = [examples_of(prepared, document) for prepared, document in zip(texts, documents, strict=True)]
    sys.stderr.write(f"examples in {time.perf_counter() - start:.0f} s\n")
    walks: list[Walk] = [{} for _ in texts]
    for n in range(args.rounds):
        if n:
            for part, prepared, document, walk in zip(parts, texts, documents, walks, strict=True):
                part.extend(examples_of(prepared, document, walk))
        choices(parts, folds_of(texts, args.folds))
        found = cross_validated(texts, parts, args.folds, walks, documents)
        report(found)
    if args.out:
        args.out.write_text(json.dumps(found), encoding="utf-8")
    told = outcomes(english(), found)
    surest, error = reliability(told)
    for share, right in surest.items():
        sys.stdout.write(f"surest {share:.0%}: {right:.3f} right\n")
    sys.stdout.write(f"calibration error {error:.3f}\n")
    if args.ship:
        everything = Examples()
        for part in parts:
            everything.extend(part)
        sys.stdout.write(
            save(fit(everything, fit_document([document_example(p) for p in texts]), calibrate(told)), args.ship) + "\n"
        )
    sys.stderr.write(f"{time.perf_counter() - start:.0f} s\n")


if __name__ == "__main__":
    main()
