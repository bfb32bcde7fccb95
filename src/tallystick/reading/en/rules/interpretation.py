"""Items of a sentence → figures: site, measure, times, subject, status of each quantity, in the order of the text."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from tallystick.reading.en.rules.brackets import bracketed
from tallystick.reading.en.rules.carried_over import (
    Reading,
    echoed,
    fuller,
    further,
    headed,
    inherited,
    leaning,
    of_what,
    own_words,
    peer,
    shared,
    sibling,
    to_whole,
)
from tallystick.reading.en.rules.context import Context
from tallystick.reading.en.rules.figures import figure
from tallystick.reading.en.rules.measures.choice import measure_of
from tallystick.reading.en.rules.measures.comparisons import told_for_comparison
from tallystick.reading.en.rules.measures.governors import Site, site_of
from tallystick.reading.en.rules.measures.measurement import Measure, of_whole
from tallystick.reading.en.rules.periods.own_times import compared_in_brackets, in_brackets
from tallystick.reading.en.rules.periods.roles import ASIDE, BASE, MAIN, SPAN, compared_times, role_of
from tallystick.reading.en.rules.periods.states_and_flows import main_period
from tallystick.reading.en.rules.status import status_of
from tallystick.reading.en.rules.subjects.before_verb import Subject
from tallystick.reading.en.rules.subjects.causes import LINKS
from tallystick.reading.en.rules.subjects.choice import subject_of
from tallystick.reading.en.rules.subjects.named_kinds import kind_of
from tallystick.reading.en.rules.subjects.shared_in_lists import from_to, members, share_out
from tallystick.reading.en.rules.subjects.whole_names import whole_name
from tallystick.reading.figure import Figure
from tallystick.reading.printed.en.items import QUANTITY, TIME, WORDS, Item
from tallystick.reading.printed.en.times.focus import Focus
from tallystick.reading.printed.en.times.resolving import period_of
from tallystick.reading.printed.en.told_apart import told_apart


def meanings(text: str, items: Sequence[Item], context: Context) -> list[Figure]:
    """The figures of a sentence; the context learns what the sentence told."""
    context.settle(items)
    quantities = [k for k, item in enumerate(items) if item.kind == QUANTITY]
    roles = {k: role_of(items, k) for k, item in enumerate(items) if item.kind == TIME}
    brackets = in_brackets(items)
    roles.update(dict.fromkeys(compared_in_brackets(brackets), ASIDE))
    apart = {k: share.time for k, share in told_apart(items).items() if share.parts == 1}
    own = {quantity: time for one in (apart, *brackets) for quantity, time in one.items()}
    readings: list[Reading] = []
    for k in quantities:
        readings.append(_read(text, items, site_of(items, k), readings, context))
    from_to(readings)
    share_out(text, items, readings, context.last)
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
        figure(text, items, reading, _seen(items, told, reading, readings), focus, context, last, own)
        for reading in readings
    ]
    _learn(items, roles, readings, context, focus)
    return figures


def _read(text: str, items: Sequence[Item], site: Site, earlier: Sequence[Reading], context: Context) -> Reading:
    """Measure and subject of one quantity, leaning on the quantities before it."""
    listed = peer(earlier, site)
    if listed is not None and not site.preposition:
        site.preposition = listed.site.preposition
    subject = subject_of(items, site, Measure("level"))
    words = _words(text, items, subject)
    kind = kind_of(items, site, subject)
    measure = measure_of(items, site, kind)
    before = [*context.last, *earlier]
    if measure.echo:
        return echoed(items, site, measure, before, words)
    if site.bracket and measure.cue <= site.at and measure.rule != "a rise or fall behind":
        return bracketed(text, items, site, measure, before, words)
    subject = subject_of(items, site, measure)
    words = _words(text, items, subject)
    listed = (listed or sibling(earlier, site)) if not own_words(items, site, measure) else None
    measure = _led(items, site, measure, listed)
    if measure.rule == "the amount itself" and site.quantity.is_rate:
        measure = shared(items, site, measure, earlier, words, context)
    if _goes_on(items, site, measure, earlier):
        measure = Measure("share", 1, "a further share", site.at)
    reading = Reading(site, measure, words, kind)
    reading.model, reading.leans = listed, subject.leans
    reading.subject = _named(text, items, reading, subject, earlier, context)
    if earlier and told_for_comparison(items, site):
        reading.subject = reading.subject if words else earlier[-1].subject
        reading.measure = replace(reading.measure, echo=True)
    to_whole(reading)
    if measure.code == "share" and reading.subject and " " not in reading.subject:
        reading.owner = reading.subject
        reading.subject = of_what(text, items, site, reading.subject)
    return reading


def _led(items: Sequence[Item], site: Site, measure: Measure, listed: Reading | None) -> Measure:
    """The measure of the figure it is listed with, or of a rate of change named just before, where its own is plain."""
    if (
        listed is not None
        and measure.code == "level"
        and site.quantity.unit == listed.site.quantity.unit
        and not site.governor > listed.site.at
    ):
        return Measure(listed.measure.code, listed.measure.sign, "listed with the figure before", listed.site.at)
    near = items[max(site.at - 9, 0) : site.at]
    if measure.rule == "the amount itself" and site.quantity.is_rate and any("kind:growth" in i.tags for i in near):
        return Measure("growth", 1, "a rate of change named before", site.at)
    return measure


def _goes_on(items: Sequence[Item], site: Site, measure: Measure, earlier: Sequence[Reading]) -> bool:
    """`…, and half had none`: a part in words of the whole just told."""
    further_part = measure.rule == "a part in words" and bool(earlier) and earlier[-1].measure.code == "share"
    return further_part and not of_whole(items, site)


def _named(
    text: str,
    items: Sequence[Item],
    reading: Reading,
    subject: Subject,
    earlier: Sequence[Reading],
    context: Context,
) -> str:
    """The subject in full: its own words, with what they lean on or take over."""
    words = reading.subject
    if reading.measure.rule == "a further share":
        return further(text, items, reading.site, earlier)
    if not words:
        return inherited(text, items, earlier, reading.site, context)
    if subject.stands_in:
        return headed(words, earlier, context)
    if subject.leans:
        return leaning(words, earlier, context)
    return fuller(words, [*context.last, *earlier])


def _words(text: str, items: Sequence[Item], subject: Subject) -> str:
    words = LINKS.get(subject.rule, " ").join(filter(None, (whole_name(text, items, span) for span in subject.spans)))
    return words[4:] if words[:4].lower() == "the " else words


def _focus(items: Sequence[Item], roles: dict[int, str], context: Context) -> Focus:
    """What the sentence's relative times are read against: its own main time, else the context."""
    outer = context.focus(context.current)
    for k in roles:
        time = items[k].time
        if (
            roles[k] == MAIN
            and time.unit in ("year", "fiscal", "double", "half", "quarter", "month", "first", "day")
            and not time.end
        ) and (isinstance(time.year, int) or time.year in ("last", "this")):
            period = period_of(time, outer)
            if period is not None and (context.released is None or period.start <= context.released):
                return context.focus(period)
    return outer


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


_BEFORE_NOW = frozenset(
    {
        "following", "after", "followed", "than", "higher than", "lower than", "compared with", "compared to", "against"
    }
)  # fmt: skip


def _is_past_move(items: Sequence[Item], site: Site) -> bool:
    """`following an increase of 2% in May`: told only for comparison."""
    for k in range(site.at - 1, max(site.at - 8, -1), -1):
        if items[k].kind in (QUANTITY, "p"):
            return False
        if items[k].low in _BEFORE_NOW:
            return True
    return False


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
            period, base = main_period(time, focus, moves="spell" not in items[k].tags)
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
