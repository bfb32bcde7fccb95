"""How many of the claims that a careful reader finds are found, and how many of those told are none.

usage: python -m benchmarks.claimed [--show] [--reader NAME] CORPUS [LIST.jsonl …]

A list (by default those in `benchmarks/claims`, made by hand before anybody saw what the program says) has one object a
line. One with `file` and `read` says which part of a text was read; one with `file`, `start`, `end`, `kind`, `window`,
`direction`, `n` and `unit` is a claim (several kinds that would do stand as `record|window`, a window that may be
anything as `?`); one with `doubtful` counts neither when found nor when missed. A claim is found where one told shares
a place with it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import tallystick
from tallystick.reconciling.finding_rows import assertion_to_dict

LISTS = Path(__file__).parent / "claims"
YEARS = {"decade": 10}
Row = dict[str, Any]


def overlaps(one: Row, claim: Row) -> bool:
    """Whether a listed claim and one told share a place."""
    return bool(one["start"] < claim["end"] and claim["start"] < one["end"])


def same_window(wanted: Any, told: Any) -> bool:
    """Whether two windows are one: words need only hold one another, a decade is ten years, `1982/83` begins in 1982.

    >>> same_window({"since": "1982/83"}, {"since": "1982"})
    True
    >>> same_window({"n": 10, "unit": "year"}, {"n": 1, "unit": "decade"})
    True
    >>> same_window("ever", {"since": "2011"})
    False
    """
    if wanted == "?" or wanted == told:
        return True
    if not isinstance(wanted, dict) or not isinstance(told, dict):
        return False
    if "words" in wanted and "words" in told:
        return bool(wanted["words"] in told["words"] or told["words"] in wanted["words"])
    if "since" in wanted and "since" in told:
        return bool(wanted["since"].split("/")[0] == str(told["since"]).split("/")[0])
    return _span(wanted) == _span(told) is not None


def _span(window: dict[str, Any]) -> tuple[Any, ...] | None:
    if "n" not in window:
        return None
    unit, q = window["unit"], window.get("q")
    return (window["n"] * YEARS[unit], "year", q) if unit in YEARS else (window["n"], unit, q)


def main(arguments: Sequence[str]) -> None:
    """Print recall, precision and how often kind and window are right, by language and kind."""
    parser = argparse.ArgumentParser(description=str(__doc__).splitlines()[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("lists", type=Path, nargs="*", default=sorted(LISTS.glob("*.jsonl")))
    parser.add_argument("--reader", default="auto")
    parser.add_argument("--show", action="store_true", help="print what is missed, told otherwise, or none")
    given = parser.parse_args(arguments)
    for path in given.lists:
        counts = _measure(path, given)
        print(f"{path.name}  {'told':>6} of listed   right of told   kind and window of found")
        for kind in sorted({key for key, _ in counts}):
            n = {name: counts[kind, name] for name in ("listed", "found", "told", "false", "right")}
            print(
                f"{kind:10} {n['found']:6} of {n['listed']:4} {_share(n['found'], n['listed'])}"
                f"  {n['told'] - n['false']:6} of {n['told']:4} {_share(n['told'] - n['false'], n['told'])}"
                f"  {n['right']:6} of {n['found']:4} {_share(n['right'], n['found'])}"
            )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "  - "


def _measure(path: Path, given: argparse.Namespace) -> Counter[tuple[str, str]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    counts: Counter[tuple[str, str]] = Counter()
    for row in (row for row in rows if "read" in row):
        report = tallystick.check(given.corpus / row["file"], reader=given.reader)
        start, end = row["read"]
        claims = (assertion_to_dict(finding.claim) for finding in report.findings)
        told = [claim for claim in claims if claim and start <= claim["start"] < end]
        listed = [r for r in rows if r["file"] == row["file"] and "start" in r and start <= r["start"] < end]
        text = (given.corpus / row["file"]).read_bytes().decode("utf-8")
        for name, one, more in compare(listed, told, counts):
            if given.show:
                words = text[max(0, one["start"] - 40) : one["start"]], text[one["start"] : one["end"]]
                print(row["file"], name, *map(repr, words), one["kind"], one["window"], more)
    return counts


def compare(listed: list[Row], told: list[Row], counts: Counter[tuple[str, str]]) -> Iterator[tuple[str, Row, Any]]:
    """Count what is found and what is none; yields what is missed, told otherwise, or told without being a claim."""
    for one in (one for one in listed if "kind" in one):
        kinds = one["kind"].split("|")
        hits = [claim for claim in told if overlaps(one, claim)]
        right = any(claim["kind"] in kinds and same_window(one["window"], claim["window"]) for claim in hits)
        for key in ("all", kinds[0]):
            counts[key, "listed"] += 1
            counts[key, "found"] += bool(hits)
            counts[key, "right"] += right
        if not right:
            yield "OTHER" if hits else "MISSED", one, [(claim["kind"], claim["window"]) for claim in hits]
    for claim in told:
        beside = [one for one in listed if overlaps(one, claim)]
        if any("doubtful" in one for one in beside):
            continue
        for key in ("all", claim["kind"]):
            counts[key, "told"] += 1
            counts[key, "false"] += not beside
        if not beside:
            yield "FALSE", claim, ""


if __name__ == "__main__":
    main(sys.argv[1:])
