"""The floors below which the reading of the labelled texts may not fall.

`make ratchet` raises the floors in gate_baseline.json to what is reached now; nothing here lowers one.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from training.labelled import ERRATA, LABELLED, available, errata
from training.scoring import Scores, scores

__all__ = ["LABELLED", "available", "baseline", "fingerprint", "floors", "ratchet", "scores"]
BASELINE = Path(__file__).with_name("gate_baseline.json")


def fingerprint() -> str:
    """The hash of all labels, texts and errata: floors hold for these alone."""
    digest = hashlib.sha256(ERRATA.read_bytes() if errata() else b"")
    for path in sorted(LABELLED.glob("*")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def baseline() -> dict[str, object]:
    """The floors and the fingerprint of the texts that they hold for."""
    kept: dict[str, object] = json.loads(BASELINE.read_text(encoding="utf-8"))
    return kept


def floors() -> Scores:
    """The floor of each set and level."""
    kept = baseline()["floors"]
    assert isinstance(kept, dict)
    return kept


def ratchet() -> Scores:
    """Raise each floor to what is reached now and write them; a fall leaves its floor where it was."""
    now, before = scores(), floors() if BASELINE.exists() else {}
    raised = {
        name: {level: max(reached, before.get(name, {}).get(level, 0.0)) for level, reached in levels.items()}
        for name, levels in now.items()
    }
    kept = {"texts": fingerprint(), "floors": raised}
    BASELINE.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
    return raised


if __name__ == "__main__":
    if not available():
        sys.exit(f"no labelled texts at {LABELLED}: nothing to ratchet")
    for name, levels in ratchet().items():
        sys.stdout.write(f"{name:10} " + "  ".join(f"{level} {f1:.4f}" for level, f1 in levels.items()) + "\n")
