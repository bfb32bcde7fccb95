"""Items of a sentence → figures: site, measure, times, subject, status of each quantity, in the order of the text."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tallystick.model import Period
from tallystick.reading.en.calendars import Focus, period_of
from tallystick.reading.en.context import Context
from tallystick.reading.en.measures import Measure, measure_of, of_whole
from tallystick.reading.en.periods import (
    ASIDE,
    BASE,
    MAIN,
    SPAN,
    Dated,
    compared_times,
    dated,
    main_period,
    over_span,
    role_of,
    times_for,
)
from tallystick.reading.en.phrases import clause_end, phrase_before, phrase_from, words_of
from tallystick.reading.en.quantities import Value
from tallystick.reading.en.scanner import QUANTITY, TIME, WORDS, Item, scan
from tallystick.reading.en.sites import Site, site_of
from tallystick.reading.en.status import status_of
from tallystick.reading.en.subjects import Subject, subject_of
from tallystick.reading.en.times import first_of
from tallystick.reading.figure import Figure


class Reading:
    """A quantity with what was found out about it so far."""

    __slots__ = ("base", "figure", "kind", "leans", "measure", "model", "period", "site", "subject")

    def __init__(self, site: Site, measure: Measure, subject: str, kind: str) -> None:
        self.site, self.measure, self.subject, self.kind = site, measure, subject, kind
        self.leans = False
        self.period: Period | None = None
        self.model: Reading | None = None
        self.base = ""


def meanings(text: str, items: Sequence[Item], context: Context) -> list[Figure]:
    """The figures of a sentence; the context learns what the sentence told."""
    context.settle(items)
    quantities = [k for k, item in enumerate(items) if item.kind == QUANTITY]
    roles = {k: role_of(items, k) for k, item in enumerate(items) if item.kind == TIME}
    readings: list[Reading] = []
    for k in quantities:
        readings.append(_read(text, items, site_of(items, k), readings, context))
    _from_to(readings)
    _share_out(text, items, readings)
    for reading in readings:
        roles.update(dict.fromkeys(compared_times(items, reading.measure), BASE))
    told, roles = roles, _seen(items, roles, None, readings)
    focus = _focus(items, roles, context)
    counted = [r.site.at for r in readings if not r.measure.echo and not r.site.bracket]

    def last(at: int) -> int:
        """The last quantity of the clause that holds item `at`."""
        end = next((k for k in range(at, len(items)) if items[k].low in (";", "while", "whereas", "but")), len(items))
        return max((k for k in counted if k < end), default=-1)

    figures = [
        _figure(text, items, reading, _seen(items, told, reading, readings), focus, context, last)
        for reading in readings
    ]
    _learn(items, roles, readings, context, focus)
    return figures


def _read(text: str, items: Sequence[Item], site: Site, earlier: Sequence[Reading], context: Context) -> Reading:
    """Measure and subject of one quantity, leaning on the quantities before it."""
    listed = _peer(earlier, site)
    if listed is not None and not site.preposition:
        site.preposition = listed.site.preposition
    subject = subject_of(items, site, Measure("level"))
    words = _words(text, items, subject)
    kind = kind_of(items, site, subject, words)
    measure = measure_of(items, site, kind)
    before = [*context.last, *earlier]
    if measure.echo:
        return _echoed(items, site, measure, before, words)
    if site.bracket and measure.cue <= site.at and measure.rule != "a rise or fall behind":
        return _bracketed(items, site, measure, before, words)
    subject = subject_of(items, site, measure)
    words = _words(text, items, subject)
    listed = (listed or _sibling(earlier, site)) if not _own_words(items, site, measure) else None
    if (
        listed is not None
        and measure.code == "level"
        and site.quantity.unit == listed.site.quantity.unit
        and not site.governor > listed.site.at
    ):
        measure = Measure(listed.measure.code, listed.measure.sign, "listed with the figure before", listed.site.at)
    if (
        measure.rule == "the amount itself"
        and site.quantity.is_rate
        and any("kind:growth" in item.tags for item in items[max(site.at - 9, 0) : site.at])
    ):
        measure = Measure("growth", 1, "a rate of change named before", site.at)
    if measure.rule == "the amount itself" and site.quantity.is_rate:
        measure = _shared(items, site, measure, earlier, words, context)
    reading = Reading(site, measure, words, kind)
    reading.model = listed
    if (
        measure.rule == "a part in words"
        and earlier
        and earlier[-1].measure.code == "share"
        and not of_whole(items, site)
    ):
        measure = Measure("share", 1, "a further share", site.at)
        reading.measure = measure
    if measure.rule == "a further share":
        reading.subject = _further(text, items, site, earlier)
    elif not words:
        reading.subject = _inherited(text, items, earlier, site, context)
    elif subject.leans:
        reading.subject = _leaning(words, earlier, context)
    else:
        reading.subject = _fuller(words, before)
    if measure.code == "share" and " " not in words and words:
        reading.subject = _of_what(text, items, site, reading.subject)
    return reading


def _further(text: str, items: Sequence[Item], site: Site, earlier: Sequence[Reading]) -> str:
    """`… and 82% had a website`: the whole of the share before, and what is said now."""
    last = next(r for r in reversed(earlier) if r.site.quantity.is_rate)
    whole = of_whole(items, last.site)
    k = site.at + 1
    while k < len(items) and (items[k].kind in (QUANTITY, TIME) or items[k].low in "()"):
        k += 1
    said = words_of(text, items, (k, clause_end(items, k)))
    if whole and said:
        return (
            f"{words_of(text, items, phrase_from(items, whole))} {text[items[k].start : items[k].end]} {said}"
            if items[k].tags & {"auxiliary"}
            else f"{words_of(text, items, phrase_from(items, whole))} {said}"
        )
    return said or last.subject


_WHOLES = ("global ", "world ", "world's ", "the world's ", "total ", "national ", "the ", "country's ", "all ")


def _of_what(text: str, items: Sequence[Item], site: Site, owner: str) -> str:
    """`China accounted for 60 percent of global output`: what is measured is China's output."""
    whole = of_whole(items, site)
    if not whole:
        return owner
    what = words_of(text, items, phrase_from(items, whole))
    for word in _WHOLES:
        what = what.removeprefix(word)
    return f"{owner} {what}".strip() if what else owner


def _fuller(words: str, before: Sequence[Reading]) -> str:
    """`the deficit` is the deficit named in full just before."""
    low = words.lower()
    if low.count(" ") < 2:
        for reading in reversed(before):
            full = reading.subject.lower()
            if full.endswith(f" {low}") or full.startswith((f"{low} for ", f"{low} of ", f"{low} on ")):
                return reading.subject
    return words


def _shared(
    items: Sequence[Item], site: Site, measure: Measure, earlier: Sequence[Reading], words: str, context: Context
) -> Measure:
    """A percentage without any cue says what the one before it said: a further share, or the same rate."""
    last = next((r for r in reversed(earlier) if r.site.quantity.is_rate), None)
    if last is None:
        known = next((r for r in reversed(context.last) if r.site.quantity.is_rate), None)
        return (
            Measure(known.measure.code, 1, "as the figure before", site.at)
            if known is not None and not words and known.measure.code in ("growth", "share")
            else measure
        )
    another = any(
        item.low in ("another", "a further", "remaining", "the remaining")
        for item in items[max(site.at - 3, 0) : site.at]
    )
    verb_behind = site.at + 1 < len(items) and items[site.at + 1].tags & {"auxiliary", "verb"}
    if last.measure.code in ("share", "contribution") and (another or verb_behind or site.quantity.form == "part"):
        return Measure(last.measure.code, 1, "a further share", site.at)
    return measure


def _bracketed(items: Sequence[Item], site: Site, measure: Measure, before: Sequence[Reading], words: str) -> Reading:
    """`18% (£3 billion)`, `the largest rise since 2004 (1.9%)`: says again, or says it of another time."""
    k = site.before - 1
    noun = items[k] if k >= 0 else None
    last = before[-1] if before else None
    same = next(
        (
            r
            for r in reversed(before)
            if r.site.quantity.unit == site.quantity.unit and r.measure.code not in ("change",)
        ),
        None,
    )
    subject = last.subject if last is not None and last.subject else words
    if (
        noun is not None
        and noun.kind == WORDS
        and "noun" in noun.tags
        and noun.tags & {"up", "down"}
        and site.quantity.is_rate
    ):
        return Reading(
            site, Measure("growth", -1 if "down" in noun.tags else 1, "the rise or fall named before", k), subject, ""
        )
    if not site.quantity.is_rate:
        own = words if last is None or last.site.at >= site.at or last.site.at < site.at - 12 else subject
        return Reading(
            site,
            Measure(
                "level" if measure.code in ("growth", "change") else measure.code, 1, "an amount in brackets", site.at
            ),
            own or subject,
            "",
        )
    if same is not None:
        return Reading(
            site,
            Measure(same.measure.code, same.measure.sign, "said again in brackets", site.at),
            same.subject,
            same.kind,
        )
    if last is not None and not last.site.quantity.is_rate and measure.code == "level":
        return Reading(site, Measure("share", 1, "the part an amount is", site.at), last.subject, "share")
    return Reading(site, measure, subject, "")


def _sibling(earlier: Sequence[Reading], site: Site) -> Reading | None:
    """An earlier quantity in the same unit under the same governor: `was 2.9% for X and 8.1% for Y`."""
    if site.governor < 0:
        return None
    if site.preposition in ("to", "from", "at"):
        return None
    return next(
        (
            r
            for r in reversed(earlier)
            if r.site.governor == site.governor
            and r.site.quantity.unit == site.quantity.unit
            and r.site.preposition not in ("to", "from")
        ),
        None,
    )


def _words(text: str, items: Sequence[Item], subject: Subject) -> str:
    return " ".join(filter(None, (words_of(text, items, span) for span in subject.spans)))


def _own_words(items: Sequence[Item], site: Site, measure: Measure) -> bool:
    if measure.cue > site.at or measure.compared:
        return True
    k = site.at + 1
    return (
        not site.quantity.is_rate
        and k < len(items)
        and (
            items[k].low == "of"
            or (site.quantity.bare and items[k].kind == WORDS and not items[k].tags & {"preposition", "also", "yoy"})
        )
    )


def _peer(earlier: Sequence[Reading], site: Site) -> Reading | None:
    return next((r for r in reversed(earlier) if r.site.at == site.peer), None) if site.peer >= 0 else None


def _echoed(items: Sequence[Item], site: Site, measure: Measure, earlier: Sequence[Reading], words: str) -> Reading:
    """The same thing at another time: measure and subject of the nearest figure before in the same unit."""
    bare = site.quantity.bare and _nothing_counted(items, site)
    same = next(
        (r for r in reversed(earlier) if r.site.quantity.unit == site.quantity.unit and r.measure.code != "change"),
        None,
    )
    if same is None and bare:
        same = next((r for r in reversed(earlier) if r.measure.code not in ("change", "growth")), None)
    if same is None:
        same_kind = next((r for r in reversed(earlier) if r.measure.code in ("growth", "change")), None)
        return Reading(
            site,
            Measure("level", 1, measure.rule, measure.cue, echo=True),
            same_kind.subject if same_kind else words,
            "",
        )
    _borrow_unit(items, site, same)
    sign = 1
    if same.measure.code in ("growth",) and 0 <= same.site.governor < len(items) and items[same.site.governor].tags & {"down"}:
        sign = same.measure.sign
    return Reading(site, Measure(same.measure.code, sign, measure.rule, measure.cue, echo=True), same.subject, "")


def _nothing_counted(items: Sequence[Item], site: Site) -> bool:
    k = site.at + 1
    return k >= len(items) or items[k].kind != WORDS or bool(items[k].tags & {"preposition", "also"})


def _borrow_unit(items: Sequence[Item], site: Site, same: Reading) -> None:
    """`fell to 4.7 per thousand, from 4.9`: a bare number takes the unit of what it is compared with."""
    own, other = site.quantity, same.site.quantity
    if (
        own.bare
        and other.unit != own.unit
        and not isinstance(own.value, tuple)
        and not isinstance(other.value, tuple)
        and other.value
    ):
        if abs(own.value) < 10 * abs(other.value) and abs(other.value) < 10 * abs(own.value):
            own.unit, own.bare = other.unit, False


def _inherited(text: str, items: Sequence[Item], earlier: Sequence[Reading], site: Site, context: Context) -> str:
    if earlier:
        return earlier[-1].subject
    generic = phrase_before(items, site.governor if site.governor >= 0 else site.before + 1)
    named = words_of(text, items, generic)
    if named and items[generic[0]].low not in ("this", "that", "it", "they"):
        return f"{named} of {context.subject}" if context.subject and context.running is not None else named
    return context.subject or _passed(text, context)


def _passed(text: str, context: Context) -> str:
    """The subject of the sentence before, which held no number of its own: `Cities are …. They use 75% …`."""
    if context.passed is None:
        return ""
    items = scan(text, *context.passed, context.dollar)
    verb = next((k for k, item in enumerate(items) if "auxiliary" in item.tags or "verb" in item.tags), 0)
    return words_of(text, items, phrase_before(items, verb)) if verb else ""


def _leaning(words: str, earlier: Sequence[Reading], context: Context) -> str:
    """`their contribution rates`: put before it whose they are."""
    owner = earlier[-1].subject if earlier else context.subject
    return f"{owner} {words}" if owner and owner not in words else words


_NAMED = (
    ("contribution", "contribution"),
    ("kind:growth", "growth"),
    ("kind:share", "share"),
    ("kind:index", "index"),
    ("kind:level", "level"),
)


def kind_of(items: Sequence[Item], site: Site, subject: Subject, words: str) -> str:
    """What the subject is by name: growth, share, index, level, contribution; empty when the name does not tell."""
    spans = list(subject.spans)
    if site.governor >= 0 and items[site.governor].kind == WORDS:
        spans.append((site.governor, site.governor + 1))
    if site.preposition == "of":
        spans.insert(0, phrase_before(items, site.before + 1))
    spans.append((max(site.before - 2, 0), site.at))
    found = ""
    first = 2 if site.preposition == "of" else 1
    head = subject.spans[0] if subject.spans and subject.spans[0][1] <= site.at else (0, 0)
    if head[1] > head[0] and _is_cut(items, head):
        return "cut"
    for a, b in spans[:first]:
        tags = {tag for item in items[a:b] for tag in item.tags}
        found = _by_tags(tags, items[a:b], nearest=first == 2 and (a, b) == spans[0])
        if found:
            return found
    for a, b in spans[first:]:
        tags = {tag for item in items[a:b] if item.kind == WORDS for tag in item.tags}
        found = next((kind for tag, kind in _NAMED if tag in tags and tag != "contribution"), "")
        if found:
            return found
    return found


_CUTS = frozenset({"cuts", "cut", "reductions", "reduction", "tax cuts", "tax cut"})


def _is_cut(items: Sequence[Item], span: tuple[int, int]) -> bool:
    """Whether the head of a phrase is a cut: its last word, or the one before its first preposition."""
    a, b = span
    end = next((k for k in range(a, b) if items[k].low in ("in", "of", "to", "for")), b)
    return end > a and items[end - 1].low in _CUTS


def _by_tags(tags: set[str], items: Sequence[Item], *, nearest: bool = False) -> str:
    if nearest:
        for item in reversed(items):
            found = next((kind for tag, kind in _NAMED if tag in item.tags), "")
            if found:
                return found
        return ""
    if "contribution" in tags:
        return "contribution"
    first = next(
        (item for item in items if item.tags & {"kind:growth", "kind:share", "kind:index", "kind:level"}), None
    )
    lows = [item.low for item in items]
    if any("unemployment" in low or "utilization" in low or "utilisation" in low for low in lows):
        return "level"
    if first is not None and "kind:share" in first.tags:
        return "share"
    if "kind:growth" in tags:
        return "growth"
    return next((kind for tag, kind in _NAMED if tag in tags), "")


def _from_to(readings: Sequence[Reading]) -> None:
    """`from 2.1 percent to 2.5 percent of GDP`: both are what the second is."""
    for first, second in zip(readings, readings[1:], strict=False):
        if (
            first.site.preposition == "from"
            and second.site.preposition == "to"
            and first.site.quantity.unit == second.site.quantity.unit
        ):
            if first.measure.code == "level" and second.measure.code in ("share", "growth", "index"):
                first.measure = second.measure
            elif second.measure.code == "level" and first.measure.code in ("share", "growth", "index"):
                second.measure = first.measure


def _share_out(text: str, items: Sequence[Item], readings: Sequence[Reading]) -> None:
    """`A and B rose by 3% and 5%, respectively`: give each figure its own part of the shared subject."""
    groups: list[list[Reading]] = []
    for reading in readings:
        if reading.site.peer >= 0 and groups and groups[-1][-1].site.at == reading.site.peer:
            groups[-1].append(reading)
        else:
            groups.append([reading])
    for group in groups:
        last = group[-1].site.at
        told = any(
            item.low == "respectively" for item in items[group[0].site.at - 3 if group[0].site.at > 3 else 0 : last + 4]
        )
        if len(group) > 1 and told:
            parts = members(group[0].subject, len(group)) or _named_before(text, items, group)
            for reading, part in zip(group, parts, strict=False):
                reading.subject = part


def _named_before(text: str, items: Sequence[Item], group: Sequence[Reading]) -> list[str]:
    """`… of A and B has grown, with value rising by 3% and 5%, respectively`: the members named by the main clause."""
    link = next((k for k in range(group[0].site.at - 1, 0, -1) if items[k].low == "with"), 0)
    verb = next((k for k in range(link) if "auxiliary" in items[k].tags), 0)
    if not verb:
        return []
    parts = members(words_of(text, items, phrase_before(items, verb)), len(group))
    return [f"{group[0].subject} of {part.partition(' of ')[2] or part}" for part in parts]


def members(subject: str, n: int) -> list[str]:
    """The n members of a listed subject, each with the words they share; empty when it lists another number.

    >>> members("oats and barley", 2)
    ['oats', 'barley']
    >>> members("revenue of the mining industry, and the tourism industry", 2)
    ['revenue of the mining industry', 'revenue of the tourism industry']
    """
    head, joint, tail = subject.rpartition(" and ")
    if not joint:
        return []
    parts = [part.strip(" ,") for part in head.split(",") if part.strip(" ,")] + [tail.strip(" ,")]
    if len(parts) != n:
        if n == 2 and head:
            parts = [head.strip(" ,"), tail.strip(" ,")]
        else:
            return []
    shared, of, first = parts[0].rpartition(" of ")
    if of and first:
        own = [
            part if " of " in part or part.split()[0] in shared.split() else f"{shared} of {part}" for part in parts[1:]
        ]
        return [parts[0], *own]
    shared, in_, first = parts[0].rpartition(" in ")
    if in_ and first:
        return [parts[0], *(part if " in " in part else f"{shared} in {part}" for part in parts[1:])]
    return parts


def _focus(items: Sequence[Item], roles: dict[int, str], context: Context) -> Focus:
    """What the sentence's relative times are read against: its own main time, else the context."""
    outer = Focus(context.released, context.current)
    for k in roles:
        time = items[k].time
        if (
            roles[k] == MAIN
            and time.unit in ("year", "fiscal", "half", "quarter", "month", "first", "day")
            and not time.end
        ):
            if isinstance(time.year, int) or time.year in ("last", "this"):
                period = period_of(time, outer)
                if period is not None and (context.released is None or period.start <= context.released):
                    return Focus(context.released, period)
    return outer


_AVERAGE_WITHIN = 8


def _looks_ahead(items: Sequence[Item], site: Site, context: Context, period: Period | None) -> bool:
    """Whether an aim or expectation without a time is for the year of release, though last year was told of."""
    if (
        period is None
        or context.released is None
        or period.frequency != 12
        or period.units > 1
        or period != context.current
    ):
        return False
    if period.end.year != context.released.year - 1 or context.running is not None:
        return False
    return status_of(items, site, None, Focus(context.released))[0] != "actual"


def _averaged(items: Sequence[Item], site: Site, main: Period | None, time_unit: str, *, within: bool) -> str:
    """Whether a growth is a mean over years, or at an annual rate; empty for a plain one."""
    near = _near(items, site)
    lows = " ".join(item.low for item in near)
    several = time_unit in ("past", "coming") or (main is not None and main.frequency == 12 and main.units > 1)
    verb = site.governor >= 0 and items[site.governor].low.startswith("averag")
    if "two year" in lows or ("average" in lows and (several or not verb)):
        return "average_growth"
    if (
        within
        and not time_unit
        and site.governor >= 0
        and "growth rate" in items[site.governor].low
        and "annual" in lows
    ):
        return "average_growth"
    if several and time_unit == "past" and site.governor >= 0 and "growth rate" in items[site.governor].low:
        return "average_growth"
    if within and not time_unit and "annual rate" in lows and main is not None and main.frequency == 12:
        return "average_growth"
    if several and any("kind:annual" in item.tags for item in near):
        return "average_growth"
    if any("kind:annualised" in item.tags for item in near) and "annual growth rate" not in lows and not several:
        return "annualised_growth"
    return ""


def _near(items: Sequence[Item], site: Site) -> list[Item]:
    """The words around a quantity that may call it a mean: from its governor on, or back to the quantity before."""
    near: list[Item] = []
    for k in range(site.at - 1, max(site.at - _AVERAGE_WITHIN, -1), -1):
        if items[k].kind == QUANTITY and site.peer != k:
            break
        near.append(items[k])
    near.reverse()
    for item in items[site.at + 1 : site.at + 4]:
        if item.kind in (QUANTITY, "p"):
            break
        near.append(item)
    if 0 <= site.governor < site.at - _AVERAGE_WITHIN:
        near += items[max(site.governor - 2, 0) : site.governor + 3]
    return near


def _seen(
    items: Sequence[Item], roles: dict[int, str], reading: Reading | None, readings: Sequence[Reading]
) -> dict[int, str]:
    """The roles of the times as one figure sees them: those of another one's comparison are not for it."""
    seen = dict(roles)
    for other in readings:
        if other is not reading and (
            other.measure.echo or other.site.preposition == "from" or _is_past_move(items, other.site)
        ):
            k = other.site.at + 1
            while k < len(items) and items[k].kind != QUANTITY and items[k].low not in (";", ","):
                if k in seen:
                    seen[k] = ASIDE
                k += 1
    return seen


def _is_past_move(items: Sequence[Item], site: Site) -> bool:
    """`following an increase of 2% in May`: told only for comparison."""
    for k in range(site.at - 1, max(site.at - 8, -1), -1):
        if items[k].kind in (QUANTITY, "p"):
            return False
        if items[k].low in ("following", "after", "followed"):
            return True
    return False


def _figure(
    text: str,
    items: Sequence[Item],
    reading: Reading,
    roles: dict[int, str],
    focus: Focus,
    context: Context,
    last: Callable[[int], int],
) -> Figure:
    site, measure = reading.site, reading.measure
    quantity = site.quantity
    at = times_for(items, site, roles, measure, last)
    future = any("forecast" in item.tags or "target" in item.tags for item in items[max(site.at - 10, 0) : site.at])
    if measure.code == "growth" and quantity.form != "fold":
        unit = (
            items[at[0]].time.unit
            if at[0] >= 0 and (items[at[0]].time.n > 1 or items[at[0]].time.unit != "past")
            else ""
        )
        main = period_of(items[at[0]].time, focus) if at[0] >= 0 else focus.current
        code = _averaged(items, site, main, unit, within=context.span is not None)
        if (
            not code
            and reading.model is not None
            and reading.model.measure.code in ("average_growth", "annualised_growth")
        ):
            code = reading.model.measure.code
        if code:
            measure = Measure(code, measure.sign, measure.rule, measure.cue, measure.echo, measure.compared)
    when = dated(items, site, measure, at, focus, future=future, running_base=context.running_base)
    if at[0] < 0 and context.span is not None and (context.running is None or context.running_base is not None):
        when = Dated(over_span(items, site, measure, context.span) or when.period, when.base, when.at, when.base_at)
    if (
        measure.code == "average_growth"
        and at[0] < 0
        and context.span is not None
        and (when.period is None or when.period.units == 1)
    ):
        when = Dated(context.span, None)
    period, base = when.period, when.base
    against = compared_times(items, measure) if at[1] < 0 else []
    if against:
        base = period_of(items[against[0]].time, Focus(focus.released, period)) or base
    if (
        at[0] >= 0
        and items[at[0]].time.unit == "span"
        and items[at[0]].time.of in ("between", "and")
        and site.preposition == "from"
        and items[at[0]].kind == TIME
    ):
        period = period_of(first_of(items[at[0]].time), Focus(focus.released, period)) or period
        base = period.year_before() if base is not None and period is not None else base
    if at[0] < 0 and _looks_ahead(items, site, context, period):
        assert context.released is not None
        period = Period.year(context.released.year)
        base = period.year_before() if measure.code in ("growth", "change") else base
    reading.period = period
    status, status_at = status_of(items, site, period, focus)
    value: Value = quantity.value
    half, unit = quantity.half, quantity.unit
    if unit == "times" and measure.code in ("growth", "level"):
        value, half, unit = _from_times(value, half, measure.code)
    if measure.sign < 0:
        value = (-value[1], -value[0]) if isinstance(value, tuple) else -value
    figure = Figure(
        quantity.start, quantity.end, quantity.digits, value, half, unit, measure.code, reading.subject,
        str(period) if period is not None else "", _base(text, items, reading, measure, str(base) if base is not None else ""),
        site.qualifier, status,
    )  # fmt: skip
    _explain(figure, items, site, measure, when.at, when.base_at, status_at)
    reading.measure = measure
    return figure


def _from_times(value: Value, half: object, code: str) -> tuple[Value, object, str]:
    """Growth by N times is N × 100 %; so many times something happened is a count."""
    if code == "level":
        return value, half, "1"
    hundred = 100
    if isinstance(value, tuple):
        return (value[0] * hundred, value[1] * hundred), half * hundred, "%"
    return value * hundred, half * hundred, "%"


def _base(text: str, items: Sequence[Item], reading: Reading, measure: Measure, base: str) -> str:
    """The base in words where the measure asks for a whole, another series or a field; else the period."""
    site = reading.site
    if measure.code in ("share", "contribution"):
        whole = of_whole(items, site) or (measure.cue if measure.cue > site.at else 0)
        k = site.at + 1
        if not whole and measure.code == "contribution" and k + 1 < len(items) and items[k].low == "to":
            whole = k + 1
        return words_of(text, items, _phrase(items, whole)) if whole else ""
    if measure.code in ("gap", "multiple"):
        k = max(measure.cue, site.at) + 1
        while k < len(items) and items[k].low in ("than", "that", "of", "the", "as", "much", "many"):
            k += 1
        return words_of(text, items, _phrase(items, k)) if k < len(items) else ""
    if measure.code == "rank":
        k = site.at + 1
        while k < len(items) and items[k].low in ("in", "the", "of", "among", "place", "globally"):
            k += 1
        return words_of(text, items, _phrase(items, k)) if k < len(items) else ""
    return base


def _phrase(items: Sequence[Item], k: int) -> tuple[int, int]:
    return phrase_from(items, k)


def _explain(
    figure: Figure, items: Sequence[Item], site: Site, measure: Measure, at: int, base_at: int, status_at: int
) -> None:
    figure.because("value", "number", figure.start, figure.end)
    figure.because("unit", "unit", figure.start, figure.end)
    cue = measure.cue if measure.cue >= 0 else site.at
    figure.because("measure", measure.rule, items[cue].start, items[cue].end)
    if at >= 0:
        figure.because("period", "time in the sentence", items[at].start, items[at].end)
    if base_at >= 0:
        figure.because("base", "compared time", items[base_at].start, items[base_at].end)
    if site.qualifier_at >= 0:
        figure.because("qualifier", "qualifier", items[site.qualifier_at].start, items[site.qualifier_at].end)
    if status_at >= 0:
        figure.because("status", "cue of status", items[status_at].start, items[status_at].end)


_LEADS = frozenset({"in", "for", "during", "over", "at", "by", "since", "from", "between", "of", "throughout", "the"})
_OPENING = 4  # a time this near to the start of a sentence without figures sets the scene


def _learn(
    items: Sequence[Item], roles: dict[int, str], readings: Sequence[Reading], context: Context, focus: Focus
) -> None:
    """The subject said last, and the main time told, hold for the next sentence."""
    for k, role in roles.items():
        time = items[k].time
        if (
            role in (MAIN, SPAN)
            and time.unit not in ("day", "vague", "ago", "same", "plan")
            and not time.end
            and (k == 0 or items[k - 1].low not in ("by", "until"))
        ):
            if (
                not readings
                and (k > _OPENING or (k and items[k - 1].kind == WORDS and items[k - 1].low not in _LEADS))
                and items[-1].low != ":"
            ):
                continue
            period, base = main_period(time, focus)
            if period is not None:
                ahead = (
                    time.year == "this"
                    and focus.released is not None
                    and focus.released.month < 4
                    and not _only_aims(items, readings, focus)
                )
                context.tell(period, base, lasting=not ahead and time.unit == "year")
                if role == SPAN and time.unit == "past" and time.of == "year" and time.n > 2:
                    span = period_of(time, focus)
                    if span is not None:
                        context.look_back(time, span)
                break
    if readings:
        context.subject = readings[-1].subject
        context.last = list(readings)
        context.passed = None
    elif SPAN in roles.values():
        context.subject = ""


def _only_aims(items: Sequence[Item], readings: Sequence[Reading], focus: Focus) -> bool:
    """Whether a sentence tells of aims and expectations and of nothing done."""
    return bool(readings) and all(status_of(items, reading.site, None, focus)[0] != "actual" for reading in readings)


__all__ = ["meanings", "members"]
