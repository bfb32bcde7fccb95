"""Do the seals hold? Every sealed row is as it was, none is gone, and none stands there without a seal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection

from tallystick.ledger.records import Fault
from tallystick.ledger.sealing import (
    UNDONE,
    Row,
    Seal,
    Sealed,
    chained,
    decision_rows,
    digest_of,
    digest_of_decision,
    sealed_rows,
    seals,
)

Digests = Mapping[Sealed, str]


def faults(connection: Connection, known_seal: str = "") -> Iterator[Fault]:
    """Every break in the chain, and every release, later reading or decision that does not have its digest."""
    told = list(seals(connection))
    yield from _chain(told)
    if known_seal and all(seal.chain != known_seal for seal in told):
        yield Fault("seals", f"no seal is {known_seal}: what was kept by then is no longer here, or not as it was")
    sealed: dict[Sealed, str] = {(seal.kind, seal.subject): seal.digest for seal in told}
    here: set[Sealed] = set()
    names: dict[int, str] = {}
    for of, rows in sealed_rows(connection):
        here.add(of)
        names |= {row["key"]: row["release_id"] for row in rows["release"]}
        if problem := _of_rows(rows, sealed.get(of)):
            yield Fault(_place(of, rows, names), problem)
    yield from _of_decisions(decision_rows(connection), sealed, here)
    for kind, subject in sealed.keys() - here:
        yield Fault(f"{kind} number {subject}", "is sealed and no longer there")


def _chain(told: Sequence[Seal]) -> Iterator[Fault]:
    before = ""
    for number, seal in enumerate(told, start=1):
        if seal.key != number:
            yield Fault(f"seal {number}", "is not there")
            return
        if chained(before, seal) != seal.chain:
            yield Fault(f"seal {seal.key}", "does not follow from the seal before")
        before = seal.chain


def _place(of: Sealed, rows: Mapping[str, Sequence[Row]], names: Mapping[int, str]) -> str:
    kind, key = of
    if kind == "release":
        return f"release {names.get(key, key)}"
    [row] = rows["reading"]
    return f"reading {row['number']} of release {names.get(row['release'], row['release'])}"


def _of_rows(rows: Mapping[str, Sequence[Row]], digest: str | None) -> str:
    if digest is None:
        return "has no seal"
    try:
        return "" if digest_of(rows) == digest else "its rows are not those that were sealed"
    except (UnicodeEncodeError, TypeError) as error:
        return f"its rows are not those that were sealed: {error}"


def _of_decisions(rows: Sequence[Row], sealed: Digests, here: set[Sealed]) -> Iterator[Fault]:
    """Faults of decisions and their undoing; what is there is added to `here`."""
    for row in rows:
        parts = {"decision": digest_of_decision(row)}
        if row["undone_at"] is not None or row["undone_by"] is not None:
            parts["undoing"] = digest_of_decision(row, UNDONE)
        for kind, digest in parts.items():
            here.add((kind, row["key"]))
            if sealed.get((kind, row["key"])) != digest:
                yield Fault(f"decision {row['key']}", f"its {kind} is not as it was sealed")
