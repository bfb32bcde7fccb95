"""Series that stand in a relation to a figure's own: its whole, its core, the parts of a division."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tallystick.reconciling.evidence import Evidence, Filled, Stated
from tallystick.reconciling.identity import Identity, Role
from tallystick.reconciling.linking import Bag, bag, names_everywhere, parts_of, subject, without

SeriesWay = tuple[str, ...]


def related_series(
    identity: Identity, name: str, role: Role, anchor: Stated, chosen: Mapping[str, Filled], evidence: Evidence
) -> list[SeriesWay]:
    """Every way to name the series of a role; several names in one way are the parts of a division.

    `chosen` holds the roles filled so far, for a role whose series is `like` another's.
    """
    own = anchor.quantity.series
    if role.series.startswith("like "):
        return [(chosen[role.series.removeprefix("like ")][0].series,)]
    if role.series == "same":
        return [(own,)]
    if role.series == "whole":
        return _whole(anchor, evidence)
    if role.series == "core":
        core = subject(anchor.observation.subject).core
        return [(series,) for series in dict.fromkeys([own, *evidence.by_core.get(core, [])])]
    if role.series == "swap":
        return list(_swapped(identity, name, anchor, evidence))
    return list(_division(identity, role, anchor, evidence))


def _whole(anchor: Stated, evidence: Evidence) -> list[SeriesWay]:
    base = anchor.quantity.base
    if not base or base[0].isdigit():
        return []
    if names_everywhere(anchor.observation.base):
        return [(base,)]
    known = subject(anchor.observation.base)
    others = evidence.by_words.get(known.words, []) + evidence.by_core.get(known.core, []) if known.core else []
    return [(series,) for series in dict.fromkeys([base, *others]) if series != anchor.quantity.series]


def _swapped(identity: Identity, name: str, anchor: Stated, evidence: Evidence) -> Iterator[SeriesWay]:
    for swap in identity.swaps:
        rest = without(anchor.words, parts_of(swap[identity.anchor]))
        if rest is not None:
            yield from _named(rest, parts_of(swap[name]), evidence)
            if "trade" in rest:
                yield from _named(without(rest, ("trade",)) or (), parts_of(swap[name]), evidence)


def _division(identity: Identity, role: Role, anchor: Stated, evidence: Evidence) -> Iterator[SeriesWay]:
    """The whole of, or all parts of, each division that the anchor's words name the first part of."""
    for division in identity.divisions:
        parts = [parts_of(part) for part in division["parts"]]
        rest = without(anchor.words, parts[0])
        if rest is None or any(without(rest, part) is not None for part in parts):
            continue
        if role.series == "whole of division":
            for word in ("", *division.get("whole", ())):
                yield from _named(rest, parts_of(word), evidence)
            continue
        found = [next(iter(_named(rest, part, evidence)), None) for part in parts[1:]]
        if all(found):
            yield (anchor.quantity.series, *(way[0] for way in found if way))


def _named(rest: Bag, word: Bag, evidence: Evidence) -> Iterator[SeriesWay]:
    for series in evidence.by_words.get(bag([*rest, *word]), []):
        yield (series,)
