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

from tallystick.reading.choosing.confidence import Calibration
from tallystick.reading.choosing.linear import Ranker
from tallystick.reading.choosing.weights import Weights, save
from tallystick.reading.document import Document
from training.calibrating import calibrate, outcomes, reliability
from training.examples import WRITTEN, Examples, Prepared, choices, document_example, examples_of
from training.fitting import Ranked, fit_classifier, fit_ranker
from training.labelled import LabelledText, labelled_texts, own_texts
from training.left_out import keep, read
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


def documents_of(texts: list[Prepared], fold: list[int]) -> tuple[list[Document], dict[int, Ranker]]:
    """What each text is about, as told by a ranker made without its group; and the rankers."""
    examples = [document_example(prepared) for prepared in texts]
    rankers = {n: fit_document([e for e, f in zip(examples, fold, strict=True) if f != n]) for n in set(fold)}
    made = [Document.of(p.release, p.sentences, rankers[n]) for p, n in zip(texts, fold, strict=True)]
    right = [str(d.default or "") == usual_period(p) for d, p in zip(made, texts, strict=True)]
    sys.stderr.write(f"the period of the whole: {sum(right)} of {len(right)} right\n")
    return made, rankers


def usual_period(prepared: Prepared) -> str:
    """The period that most figures of a text have."""
    told = Counter(label["period"] for label in prepared.labels.values() if label["period"])
    return told.most_common(1)[0][0] if told else ""


def cross_validated(
    texts: list[Prepared], parts: list[Examples], fold: list[int], rankers: dict[int, Ranker]
) -> tuple[Read, list[Weights]]:
    """Every text read with weights made without its group, and these."""
    found: Read = {}
    made = []
    for n in sorted(set(fold) - {-1}):
        learned = Examples()
        for k, part in enumerate(parts):
            if fold[k] != n:
                learned.extend(part)
        made.append(fit(learned, rankers[n]))
        for k, prepared in enumerate(texts):
            if fold[k] == n:
                found[prepared.name] = read(prepared, made[-1])
        sys.stderr.write(f"part {n + 1} of {max(fold) + 1}\n")
    return found, made


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
        "--ship", type=Path, help="write weights of all texts here, those of the parts beside this module"
    )
    parser.add_argument("--out", type=Path, help="write the figures as read, by text, here")
    args = parser.parse_args()
    start = time.perf_counter()
    texts = prepared_texts()
    sys.stderr.write(f"prepared {len(texts)} texts in {time.perf_counter() - start:.0f} s\n")
    fold = folds_of(texts, args.folds)
    documents, rankers = documents_of(texts, fold)
    parts = [examples_of(prepared, document) for prepared, document in zip(texts, documents, strict=True)]
    sys.stderr.write(f"examples in {time.perf_counter() - start:.0f} s\n")
    choices(parts, fold)
    found, made = cross_validated(texts, parts, fold, rankers)
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
        document = fit_document([document_example(prepared) for prepared in texts])
        sys.stdout.write(save(fit(everything, document, calibrate(told)), args.ship) + "\n")
        keep({p.group: n for p, n in zip(texts, fold, strict=True) if n >= 0}, made)
    sys.stderr.write(f"{time.perf_counter() - start:.0f} s\n")


if __name__ == "__main__":
    main()
