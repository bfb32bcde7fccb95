"""Items of a sentence → figures: site, measure, times, subject, status of each quantity, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.model import Period
from tallystick.reading.en.calendars import Focus, period_of
from tallystick.reading.en.context import Context
from tallystick.reading.en.measures import Measure, measure_of, of_whole
from tallystick.reading.en.periods import MAIN, SPAN, dated, role_of, times_for
from tallystick.reading.en.quantities import Value
from tallystick.reading.en.scanner import QUANTITY, TIME, WORDS, Item
from tallystick.reading.en.sites import Site, site_of
from tallystick.reading.en.status import status_of
from tallystick.reading.en.subjects import NOTHING, Subject, phrase_before, subject_of, words_of
from tallystick.reading.figure import Figure


class Reading:
    """A quantity with what was found out about it so far."""

    __slots__ = ("base", "figure", "kind", "leans", "measure", "period", "site", "subject")

    def __init__(self, site: Site, measure: Measure, subject: str, kind: str) -> None:
        self.site, self.measure, self.subject, self.kind = site, measure, subject, kind
        self.leans = False
        self.period: Period | None = None
        self.base = ""


def meanings(text: str, items: Sequence[Item], context: Context) -> list[Figure]:
    """The figures of a sentence; the context learns what the sentence told."""
    quantities = [k for k, item in enumerate(items) if item.kind == QUANTITY]
    roles = {k: role_of(items, k) for k, item in enumerate(items) if item.kind == TIME}
    readings: list[Reading] = []
    for k in quantities:
        readings.append(_read(text, items, site_of(items, k), readings, context))
    _share_out(text, items, readings)
    focus = _focus(items, roles, context)
    figures = [_figure(text, items, reading, roles, focus, readings) for reading in readings]
    _learn(items, roles, readings, context, focus)
    return figures


def _read(text: str, items: Sequence[Item], site: Site, earlier: Sequence[Reading], context: Context) -> Reading:
    """Measure and subject of one quantity, leaning on the quantities before it."""
    subject = subject_of(items, site, Measure("level"))
    words = _words(text, items, subject)
    measure = measure_of(items, site, kind_of(items, site, subject, words))
    if measure.echo:
        return _echoed(items, site, measure, earlier, words)
    subject = subject_of(items, site, measure)
    words = _words(text, items, subject)
    listed = _peer(earlier, site) if not _own_words(items, site, measure) else None
    if listed is not None and measure.code == "level" and site.quantity.unit == listed.site.quantity.unit and not site.governor > listed.site.at:
        measure = Measure(listed.measure.code, listed.measure.sign, "listed with the figure before", listed.site.at)
    reading = Reading(site, measure, words, "")
    if not words:
        reading.subject = _inherited(earlier, site, context)
    elif subject.leans:
        reading.subject = _leaning(words, earlier, context)
    return reading


def _words(text: str, items: Sequence[Item], subject: Subject) -> str:
    return " ".join(filter(None, (words_of(text, items, span) for span in subject.spans)))


def _own_words(items: Sequence[Item], site: Site, measure: Measure) -> bool:
    return measure.cue > site.at or measure.compared


def _peer(earlier: Sequence[Reading], site: Site) -> Reading | None:
    return next((r for r in reversed(earlier) if r.site.at == site.peer), None) if site.peer >= 0 else None


def _echoed(items: Sequence[Item], site: Site, measure: Measure, earlier: Sequence[Reading], words: str) -> Reading:
    """The same thing at another time: measure and subject of the nearest figure before in the same unit."""
    same = next((r for r in reversed(earlier) if r.site.quantity.unit == site.quantity.unit and (r.measure.code != "change")), None)
    if same is None:
        same_kind = next((r for r in reversed(earlier) if r.measure.code in ("growth", "change")), None)
        return Reading(site, Measure("level", 1, measure.rule, measure.cue, echo=True), same_kind.subject if same_kind else words, "")
    sign = 1
    if same.measure.code in ("growth",) and items[same.site.governor].tags & {"down"} and same.site.governor >= 0:
        sign = same.measure.sign
    return Reading(site, Measure(same.measure.code, sign, measure.rule, measure.cue, echo=True), same.subject, "")


def _inherited(earlier: Sequence[Reading], site: Site, context: Context) -> str:
    if earlier:
        return earlier[-1].subject
    return context.subject


def _leaning(words: str, earlier: Sequence[Reading], context: Context) -> str:
    """`their contribution rates`: put before it whose they are."""
    owner = earlier[-1].subject if earlier else context.subject
    return f"{owner} {words}" if owner and owner not in words else words


_NAMED = (("contribution", "contribution"), ("kind:growth", "growth"), ("kind:share", "share"), ("kind:index", "index"), ("kind:level", "level"))


def kind_of(items: Sequence[Item], site: Site, subject: Subject, words: str) -> str:
    """What the subject is by name: growth, share, index, level, contribution; empty when the name does not tell."""
    spans = list(subject.spans)
    if site.governor >= 0 and items[site.governor].kind == WORDS:
        spans.append((site.governor, site.governor + 1))
    spans.append((max(site.before - 2, 0), site.at))
    found = ""
    for a, b in spans[:1]:
        tags = {tag for item in items[a:b] for tag in item.tags}
        found = _by_tags(tags, items[a:b])
        if found:
            return found
    for a, b in spans[1:]:
        tags = {tag for item in items[a:b] if item.kind == WORDS for tag in item.tags}
        found = next((kind for tag, kind in _NAMED if tag in tags and tag != "contribution"), "")
        if found:
            return found
    return found


def _by_tags(tags: set[str], items: Sequence[Item]) -> str:
    if "contribution" in tags:
        return "contribution"
    first = next((item for item in items if item.tags & {"kind:growth", "kind:share", "kind:index", "kind:level"}), None)
    lows = [item.low for item in items]
    if any("unemployment" in low or "utilization" in low or "utilisation" in low for low in lows):
        return "level"
    if first is not None and "kind:share" in first.tags:
        return "share"
    if "kind:growth" in tags:
        return "growth"
    return next((kind for tag, kind in _NAMED if tag in tags), "")


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
        told = any(item.low == "respectively" for item in items[group[0].site.at - 3 if group[0].site.at > 3 else 0 : last + 4])
        if len(group) > 1 and told:
            parts = members(group[0].subject, len(group))
            for reading, part in zip(group, parts, strict=False):
                reading.subject = part


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
        own = [part if " of " in part or part.split()[0] in shared.split() else f"{shared} of {part}" for part in parts[1:]]
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
        if roles[k] == MAIN and time.unit in ("year", "fiscal", "half", "quarter", "month", "first", "day") and not time.end:
            if isinstance(time.year, int) or time.year in ("last", "this"):
                period = period_of(time, outer)
                if period is not None and (context.released is None or period.start <= context.released):
                    return Focus(context.released, period)
    return outer


_AVERAGE_WITHIN = 8


def _averaged(items: Sequence[Item], site: Site, main: Period | None, time_unit: str) -> str:
    """Whether a growth is a mean over years, or at an annual rate; empty for a plain one."""
    near = [item for item in items[max(site.at - _AVERAGE_WITHIN, site.governor - 2, 0) : site.at + 4] if item.kind != QUANTITY]
    lows = " ".join(item.low for item in near)
    several = time_unit in ("past", "span", "coming") or (main is not None and main.frequency == 12 and main.units > 1)
    if "two year" in lows or "average" in lows:
        return "average_growth"
    if several and any("kind:annual" in item.tags for item in near):
        return "average_growth"
    if any("kind:annualised" in item.tags for item in near) and "annual growth rate" not in lows and not several:
        return "annualised_growth"
    return ""


def _figure(text: str, items: Sequence[Item], reading: Reading, roles: dict[int, str], focus: Focus, readings: Sequence[Reading]) -> Figure:
    site, measure = reading.site, reading.measure
    quantity = site.quantity
    at = times_for(items, site, roles)
    future = any("forecast" in item.tags or "target" in item.tags for item in items[max(site.at - 10, 0) : site.at])
    if measure.code == "growth":
        unit = items[at[0]].time.unit if at[0] >= 0 else ""
        code = _averaged(items, site, focus.current if at[0] < 0 else None, unit)
        if code:
            measure = Measure(code, measure.sign, measure.rule, measure.cue, measure.echo, measure.compared)
    when = dated(items, site, measure, at, focus, future=future)
    period, base = when.period, when.base
    if measure.echo and at[0] < 0 and at[1] >= 0:
        period, base = base, None
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
    from tallystick.reading.en.subjects import _phrase_end, _trimmed  # noqa: PLC0415

    return _trimmed(items, k, _phrase_end(items, k))


def _explain(figure: Figure, items: Sequence[Item], site: Site, measure: Measure, at: int, base_at: int, status_at: int) -> None:
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


def _learn(items: Sequence[Item], roles: dict[int, str], readings: Sequence[Reading], context: Context, focus: Focus) -> None:
    """The subject said last, and the main time told, hold for the next sentence."""
    for k, role in roles.items():
        time = items[k].time
        if role == MAIN and time.unit not in ("day", "vague", "ago", "same", "plan") and not time.end and (k == 0 or items[k - 1].low not in ("by", "until")):
            period = period_of(time, focus)
            if period is not None:
                context.tell(period)
                break
    if readings:
        context.subject = readings[-1].subject
        context.subjects = [reading.subject for reading in readings]
    elif SPAN in roles.values():
        context.subject = ""


__all__ = ["NOTHING", "meanings", "members", "phrase_before"]
