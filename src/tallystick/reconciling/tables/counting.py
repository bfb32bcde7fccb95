"""Counts of rows that rose, fell, stayed or pass a bound: told by a sentence, counted in a table.

A count is made from intervals: rows that print one number twice may have moved unseen, and count either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tallystick.model import Finding, Interval, Observation, Period, PeriodError
from tallystick.model.message import Message, Part, Several
from tallystick.reconciling.evidence import language
from tallystick.reconciling.tables.cells import Cell, times
from tallystick.reconciling.tables.claims import Count, counts
from tallystick.reconciling.tables.families import Families, Family
from tallystick.reconciling.tables.telling import in_table
from tallystick.reconciling.tables.told import Told
from tallystick.reconciling.tables.words import Tokens, covered, knowledge, named
from tallystick.reconciling.wording import told as told_as

COUNTED = "count_in_table"
LEAST = 0.5  # of each label of a table's rows that a sentence must tell
MOST_SHOWN = 40
WHY = {"contradicts": [Message("rows give another number")], "cannot check": [Message("which rows not told")]}
MOVED = ("growth", "change", "contribution")


@dataclass(frozen=True, slots=True)
class Tally:
    """How many members surely are what is claimed, and how many more may be, with the cells that tell."""

    surely: tuple[str, ...]
    perhaps: tuple[str, ...]
    cells: tuple[Cell, ...]

    def allows(self, n: int) -> bool:
        """Whether the count can be so many."""
        return len(self.surely) <= n <= len(self.surely) + len(self.perhaps)


def counted(sentence: Sequence[Told], every: Callable[[], Families]) -> Iterator[Finding]:
    """What the tables say to each count of a sentence; nothing where no table fits its words."""
    first = sentence[0].figure
    claims = counts(first.sentence, language(first.sentence))
    if not claims:
        return
    families = every()
    told = sentence[0].sentence.union(*(one.subject for one in sentence))
    around = told.union(sentence[0].around)
    enough = [family for family in families.all if family.size >= max(claim.n for claim in claims)]
    for period in dict.fromkeys(one.figure.period for one in sentence if one.figure.period):
        of_period = [family for family in enough if period in times(family.period) or family.period == period]
        fitting = _named(told, around, of_period)
        if fitting:
            yield from _of_period(claims, sentence, fitting, families)
            return


def _named(told: Tokens, around: Tokens, families: Sequence[Family]) -> list[Family]:
    """The families all of whose labels a sentence or those before it tell, those told best."""
    found: list[tuple[float, Family]] = []
    for family in families:
        if not all(named(label, around) >= LEAST for label in family.labels):
            continue
        labels = [named(label, told) for label in family.labels]
        about = covered(family.about, around)
        if max(labels, default=about) >= LEAST:
            found.append(((sum(labels) / len(labels) if labels else 0.0) + about / 2, family))
    best = max((score for score, _ in found), default=0.0)
    return [family for score, family in found if score >= best - 0.25]


def _of_period(
    claims: Sequence[Count], sentence: Sequence[Told], fitting: Sequence[Family], families: Families
) -> Iterator[Finding]:
    tallies = [[_tally(claim, sentence, family, families) for claim in claims] for family in fitting]
    agreeing = [
        (family, row)
        for family, row in zip(fitting, tallies, strict=True)
        if all(tally is not None and tally.allows(claim.n) for claim, tally in zip(claims, row, strict=True))
        and all(not claim.of or len(family.members) <= claim.of <= family.size for claim in claims)
    ]
    if agreeing and (len(fitting) <= 3 or len(claims) > 1):
        family, row = agreeing[0]
        for claim, tally in zip(claims, row, strict=True):
            if tally is not None:
                yield _finding(claim, tally, family, sentence, "holds" if not tally.perhaps else "holds by rounding")
        return
    if len({frozenset(family.members) for family in fitting}) == 1 and len(fitting) == 1:
        yield from _gaps(claims, tallies[0], fitting[0], sentence)


def _gaps(
    claims: Sequence[Count], tallies: Sequence[Tally | None], family: Family, sentence: Sequence[Told]
) -> Iterator[Finding]:
    """Counts that the one table that fits does not bear out, sure where the number of rows is told as well."""
    told_size = {claim.of for claim in claims if claim.of} | {sum(claim.n for claim in claims)}
    for claim, tally in zip(claims, tallies, strict=True):
        if tally is not None and not tally.allows(claim.n):
            sure = family.size in told_size and not family.unclear
            yield _finding(claim, tally, family, sentence, "contradicts" if sure else "cannot check")


def _tally(claim: Count, sentence: Sequence[Told], family: Family, families: Families) -> Tally | None:
    if claim.way in ("above", "below"):
        return _beyond(claim, sentence[0].figure.sentence, family)
    if family.a_cell.figure.measure in MOVED:
        zero = Interval.of(0, 0)
        return _compared(
            claim.way, {name: (cell.figure.interval, zero) for name, cell in family.members.items()}, family
        )
    before = _year_before(family, sentence)
    for other in families.of_kin[family.kin]:
        if before and before in times(other.period) and other.members.keys() >= family.members.keys():
            both = {
                name: (cell.figure.interval, other.members[name].figure.interval)
                for name, cell in family.members.items()
            }
            tally = _compared(claim.way, both, family)
            return Tally(tally.surely, tally.perhaps, (*tally.cells, *(other.members[n] for n in tally.surely)))
    return None


def _year_before(family: Family, sentence: Sequence[Told]) -> str:
    base = next((one.figure.base for one in sentence if one.figure.base[:4].isdigit()), "")
    if base:
        return base
    try:
        return str(Period.parse(family.period).year_before())
    except PeriodError:
        return ""


def _compared(way: str, both: dict[str, tuple[Interval, Interval]], family: Family) -> Tally:
    """Which members moved a way, by the intervals of now and before."""
    surely, perhaps = [], []
    for name, (now, before) in both.items():
        meets = not (now & before).is_empty
        moved = "same" if meets else "up" if _is_above(now, before) else "down"
        if moved == way:
            surely.append(name)
        elif meets:
            perhaps.append(name)
    return _told(surely, perhaps, family)


def _told(surely: Sequence[str], perhaps: Sequence[str], family: Family) -> Tally:
    cells = tuple(family.members[name] for name in (*surely, *perhaps))
    return Tally(tuple(surely), (*perhaps, *family.unclear), cells)


def _is_above(one: Interval, other: Interval) -> bool:
    return one.lower is not None and other.upper is not None and one.lower >= other.upper


def _beyond(claim: Count, sentence: str, family: Family) -> Tally | None:
    """Which members pass the bound that the sentence states behind the count; deficits by their size."""
    if claim.bound is None or family.a_cell.figure.unit != "%":
        return None
    turned = any(word in sentence.lower() and word in _named_by(family) for word in knowledge()["told_without_sign"])
    above = claim.way == "above"
    edge = Interval.of(claim.bound, None, lower_open=True) if above else Interval.of(None, claim.bound, upper_open=True)
    surely, perhaps = [], []
    for name, cell in family.members.items():
        box = -cell.figure.interval if turned else cell.figure.interval
        if box.within(edge):
            surely.append(name)
        elif not (box & edge).is_empty:
            perhaps.append(name)
    return _told(surely, perhaps, family)


def _named_by(family: Family) -> str:
    return " ".join(family.labels).lower()


def _finding(claim: Count, tally: Tally, family: Family, sentence: Sequence[Told], verdict: str) -> Finding:
    figure = _figure(claim, sentence)
    cells = tally.cells[:MOST_SHOWN]
    surely = len(tally.surely)
    number = Message("up to", {"n": surely, "most": surely + len(tally.perhaps)}) if tally.perhaps else str(surely)
    names = Message("named rows", {"names": Several(tally.surely[:MOST_SHOWN])}) if tally.surely else ""
    parts: dict[str, Part] = {
        "words": claim.words,
        "table": in_table(family.a_cell.figure.table),
        "number": number,
        "size": family.size,
        "names": names,
    }
    ids = ((figure.id,) if figure else ()) + tuple(cell.figure.id for cell in cells)
    words = ((figure.text,) if figure else ()) + tuple(cell.figure.text for cell in cells)
    return Finding(
        verdict=verdict,
        kind="check",
        identity=COUNTED,
        figures=ids,
        quotes=words,
        **told_as(Message(f"counted {claim.way}", parts), WHY.get(verdict, [])),
    )


def _figure(claim: Count, sentence: Sequence[Told]) -> Observation | None:
    """The figure that states a count, if it was read as one."""
    for one in sentence:
        if one.figure.sentence.find(one.figure.text) <= claim.start and claim.words in one.figure.text:
            return one.figure
    return None
