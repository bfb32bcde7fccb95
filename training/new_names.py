"""Weigh what candidates for periods newly tell, all else as it is: `python -m training.new_names NAME… [--ship FILE]`.

`make train` learns all weights from nothing, which takes long. Where a period has new names (`told-apart`), this learns
the weights of names that begin so, and holds all others: figures that have none of them are read as before. Each part
learns without its publishers, as ever. Without `--ship` it prints the scores and the weights.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from tallystick.reading.choosing.linear import Ranker
from tallystick.reading.choosing.weights import Weights, save, shipped
from tallystick.reading.document import Document
from training.examples import examples_of
from training.fitting import Ranked
from training.left_out import keep, kept, read
from training.train import prepared_texts, report

_EVERYBODY = -1  # the part that leaves no publisher out: the weights that are shipped
_PENALTY, _FEWEST, _SMALLEST = 10.0, 3, 0.01  # as all periods are learned
Floats = NDArray[np.float64]


def is_new(name: str, begins: tuple[str, ...]) -> bool:
    """Whether a name, or what it says of a measure, begins so.

    >>> is_new("growth|told-apart", ("told-apart",)), is_new("growth|default", ("told-apart",))
    (True, False)
    """
    return name.rpartition("|")[2].startswith(begins)


def weigh(examples: Sequence[Ranked], before: Ranker, begins: tuple[str, ...]) -> Ranker:
    """The ranker with weights for the names that begin so, learned from examples that have any of them."""
    told = [e for e in examples if e.right and any(is_new(name, begins) for c in e.candidates for name in c)]
    seen = Counter(name for e in told for name in {name for c in e.candidates for name in c if is_new(name, begins)})
    names = sorted(name for name, n in seen.items() if n >= _FEWEST)
    if not names:
        return before
    index = {name: k for k, name in enumerate(names)}
    rows = [c for e in told for c in e.candidates]
    columns = [[index[name] for name in c if name in index] for c in rows]
    pointers = np.concatenate([[0], np.cumsum([len(c) for c in columns])])
    flat = [k for c in columns for k in c]
    matrix = csr_matrix((np.ones(len(flat)), flat, pointers), shape=(len(rows), len(names)))
    held = np.array([before.score(name for name in c if name not in index) for c in rows])
    sizes = np.array([len(e.candidates) for e in told])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]]).astype(int)
    right = np.array([float(k in e.right) for e in told for k in range(len(e.candidates))])
    each = np.array([e.weight for e in told])

    def loss(w: Floats) -> tuple[float, Floats]:
        scores = matrix @ w + held
        raised = np.exp(scores - np.repeat(np.maximum.reduceat(scores, starts), sizes))
        total, good = np.add.reduceat(raised, starts), np.add.reduceat(raised * right, starts)
        slope = raised / np.repeat(total, sizes) - raised * right / np.repeat(good, sizes)
        value = float(each @ (np.log(total) - np.log(good))) + _PENALTY / 2 * float(w @ w)
        return value, matrix.T @ (slope * np.repeat(each, sizes)) + _PENALTY * w

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x
    fresh = {name: round(float(x), 3) for name, x in zip(names, found, strict=True) if abs(x) >= _SMALLEST}
    old = {name: x for name, x in before.weights.items() if name not in index}
    return Ranker({**old, **fresh})


def weighed(begins: tuple[str, ...], before: Mapping[int, Weights], parts: Mapping[str, int]) -> dict[int, Weights]:
    """The weights of each part with new names weighed, the scores told."""
    texts = prepared_texts()
    fold = [parts.get(prepared.group, _EVERYBODY) for prepared in texts]
    examples = [
        examples_of(p, Document.of(p.release, p.sentences, before[n].document)).period
        for p, n in zip(texts, fold, strict=True)
    ]
    after = {}
    for n, weights in before.items():
        mine = [e for some, part in zip(examples, fold, strict=True) if part != n or n == _EVERYBODY for e in some]
        after[n] = msgspec.structs.replace(weights, period=weigh(mine, weights.period, begins))
    report({p.name: read(p, after[parts[p.group]]) for p in texts if p.group in parts})
    return after


def main() -> None:
    """Weigh as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("begins", nargs="+", metavar="NAME", help="how the new names begin")
    parser.add_argument("--ship", type=Path, help="write the weights here, those of the parts beside this module")
    args = parser.parse_args()
    begins, (parts, weights) = tuple(args.begins), kept()
    after = weighed(begins, {**weights, _EVERYBODY: shipped()}, parts)
    everybody = after.pop(_EVERYBODY)
    told = {name: x for name, x in sorted(everybody.period.weights.items()) if is_new(name, begins)}
    sys.stdout.write(json.dumps(told, indent=1) + "\n")
    if args.ship:
        sys.stdout.write(save(everybody, args.ship) + "\n")
        keep(parts, [after[n] for n in sorted(after)])


if __name__ == "__main__":
    main()
