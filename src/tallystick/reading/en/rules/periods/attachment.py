"""Which times of its sentence belong to a quantity: the one it is of, and the one it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tallystick.reading.en.rules.measures.governors import Site
from tallystick.reading.en.rules.measures.measurement import Measure
from tallystick.reading.en.rules.periods.roles import BASE, MAIN, SPAN, extreme_since
from tallystick.reading.printed.en.items import MARK, QUANTITY, TIME, WORDS, Item

_CLAUSE = frozenset({"while", "whereas", "but", "although", "which", "because", "though"})


def times_for(
    items: Sequence[Item], site: Site, roles: dict[int, str], measure: Measure, last: Callable[[int], int]
) -> tuple[int, int]:
    """The items of the main time and of the base time of a quantity, -1 where the sentence has none.

    `last` gives the last quantity of a clause that is not only there for comparison.
    """
    if (
        site.bracket
        and site.before > 0
        and items[site.before - 1].kind == TIME
        and "naming" not in items[site.before - 1].tags
    ):
        return site.before - 1, -1
    main, base = _behind(items, site, roles)
    if measure.echo and main < 0 and base >= 0 and items[base].time.unit in ("ago", "same"):
        return -1, base
    if measure.echo and main < 0:
        own = next((k for k in range(site.at - 1, max(site.at - 8, -1), -1) if items[k].kind in (TIME, QUANTITY)), -1)
        if own >= 0 and items[own].kind == TIME and own > site.before - 6:
            return own, -1
    if main < 0 and site.bracket and measure.code == "growth":
        return next((k for k in range(site.at - 1, max(site.at - 14, -1), -1) if items[k].kind == TIME), -1), base
    if main < 0:
        main = _elsewhere(items, site, roles, max(site.at, last(site.at)))
    return _just_told(items, main, roles), base if base >= 0 else _opening_base(items, site, roles)


def _elsewhere(items: Sequence[Item], site: Site, roles: dict[int, str], last: int) -> int:
    """A time left of the quantity, unless only its own clause's right side has one; else one behind them all."""
    main = _when(items, site)
    if main < 0:
        main = _left(items, site, roles)
        if main >= 0 and any(items[k].low == ";" for k in range(main, site.at)):
            own = _far_right(items, site.at, roles, (MAIN,))
            main = own if own >= 0 else main
    return main if main >= 0 else _far_right(items, last, roles, (MAIN,))


def _just_told(items: Sequence[Item], main: int, roles: dict[int, str]) -> int:
    """`In June …, over the same period`: the time that is the same."""
    if main < 0 or items[main].time.unit != "same" or items[main].time.year is not None:
        return main
    return next((k for k in range(main - 1, -1, -1) if items[k].kind == TIME and roles[k] in (MAIN, SPAN)), main)


def _opening_base(items: Sequence[Item], site: Site, roles: dict[int, str]) -> int:
    """`Since 2010, sales have grown by 4%`, `Compared with May, prices rose 2%`: the base opens the clause."""
    k = next((k for k in range(site.at - 1, -1, -1) if items[k].kind in (TIME, QUANTITY)), -1)
    if k < 0 or items[k].kind != TIME or roles.get(k) != BASE:
        return -1
    lead = next((j for j in range(k - 1, max(k - 4, -1), -1) if items[j].low in _OPENING_BASE), -1)
    return k if lead >= 0 and (lead == 0 or items[lead - 1].kind == MARK) else -1


_OPENING_BASE = frozenset({"since", "compared with", "compared to", "relative to", "in comparison with"})


def _behind(items: Sequence[Item], site: Site, roles: dict[int, str]) -> tuple[int, int]:
    """Times between the quantity and the next one, up to the clause's end."""
    main = base = -1
    for k, after_comma in _times_behind(items, site):
        led = base >= 0 and items[k - 1].low in ("in", "for")
        if roles[k] == BASE and base < 0 and not extreme_since(items, k):
            base = k
        elif roles[k] in (MAIN, SPAN) and main < 0 and not after_comma and not led:
            main = k
    if main >= 0 and _led_to_next(items, main, site):
        main = -1
    return main, base


def _times_behind(items: Sequence[Item], site: Site) -> Iterator[tuple[int, bool]]:
    """The times before the next quantity or the clause's end, and whether a comma stands before each."""
    after_comma, depth = False, 0
    for k in range(site.at + 1, len(items)):
        item = items[k]
        if item.kind == MARK and item.low in "()":
            depth += 1 if item.low == "(" else -1
        elif depth > 0 and _stays_inside(items, k, site):
            continue
        elif _closes(items, k, site):
            return
        elif item.kind == TIME:
            yield k, after_comma
        else:
            after_comma |= item.kind == MARK and item.low == ","


def _closes(items: Sequence[Item], k: int, site: Site) -> bool:
    """Whether what is said of a quantity goes no further than item `k`."""
    item = items[k]
    if item.kind == QUANTITY:
        return not _same_bracket(items, site.at, k)
    return item.low == ";" if item.kind == MARK else item.low in _CLAUSE


def _stays_inside(items: Sequence[Item], k: int, site: Site) -> bool:
    """Whether what stands in brackets behind a quantity is nothing to it."""
    if items[k].kind == TIME:
        return items[k - 1].low not in ("(", "in")
    return items[k].kind == QUANTITY and not site.bracket and not _same_bracket(items, site.at, k)


def _same_bracket(items: Sequence[Item], at: int, k: int) -> bool:
    """Whether the quantity at `k` stands in brackets right behind: `18% (£3bn) in 2012`."""
    return k == at + 2 and items[at + 1].low == "("


def _led_to_next(items: Sequence[Item], k: int, site: Site) -> bool:
    """Whether a time opens the next clause (`; in 2023, X fell by 3%`, `and in 2019 the rate was …`)."""
    j = k - 1
    while (
        j > site.at
        and items[j].kind == WORDS
        and items[j].low in ("in", "at", "for", "during", "by", "from", "between")
    ):
        j -= 1
    opens = items[j].low in (",", "and") and j > site.at
    return opens and k + 1 < len(items) and items[k + 1].kind == MARK and items[k + 1].low == ","


def _when(items: Sequence[Item], site: Site) -> int:
    """`higher than in June 2013, when it was £5 billion`: the time just before `when`."""
    for k in range(site.before, max(site.before - 8, 0), -1):
        if items[k].low == "when":
            j = k - 1 if items[k - 1].low != "," else k - 2
            return j if j >= 0 and items[j].kind == TIME else -1
        if items[k].kind == QUANTITY:
            return -1
    return -1


def _left(items: Sequence[Item], site: Site, roles: dict[int, str]) -> int:
    """The nearest main time to the left that no other quantity has taken for itself as a comparison."""
    return next((k for k in range(site.at - 1, -1, -1) if items[k].kind == TIME and roles[k] in (MAIN, SPAN)), -1)


def _far_right(items: Sequence[Item], last: int, roles: dict[int, str], wanted: tuple[str, ...]) -> int:
    """A time behind the sentence's last quantity, which holds for all of them."""
    for k in range(last + 1, len(items)):
        if items[k].low in _CLAUSE or items[k].low == ";":
            return -1
        if items[k].kind == TIME and roles[k] in wanted:
            return k
    return -1
