"""A card in words of either language: what terminal and pages show alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from tallystick.knowledge.areas import area_name
from tallystick.knowledge.briefing_groups import Groups, briefing_groups
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.lights import Rule, light_rules
from tallystick.knowledge.plans import AT_LEAST, AT_MOST
from tallystick.ledger.identity import Identity
from tallystick.model.ordinals import ordinal
from tallystick.monitoring import Card, Change, Place, Scorecard
from tallystick.reporting.scorecards import moving
from tallystick.reporting.scorecards.saying import said, signed
from tallystick.reporting.show import show_measure, show_number, show_period, show_unit
from tallystick.reporting.words import word

SHAPES = {"green": "●", "amber": "▲", "red": "■", "grey": "○"}
"""A light without its colour: each has a shape of its own."""

_MET = {"kept": "target met", "missed": "target missed", "cannot check": "target open"}


class Part(NamedTuple):
    """A group: its title, the cards with something kept, and the names of the other indicators."""

    title: str
    cards: list[Worded]
    without: list[str]

    @property
    def moving(self) -> bool:
        """Whether a card has something to say of how its indicator moves without its season, or could have."""
        reasons = [one.card.no_movement for one in self.cards if one.card.no_movement]
        moved = any(one.card.movement for one in self.cards)
        return moved or any(one.key != "no level by month" for one in reasons)


class Worded(NamedTuple):
    """A card with everything that it says, in words; what it does not say is empty."""

    card: Card
    name: str
    measure: str
    value: str
    period: str
    better: str
    before: str
    year: str
    place: str
    more: tuple[str, ...]
    band: str
    band_more: str
    rate: str
    moves: str
    turn: str
    moved_by: str
    unmoved: str
    target: str
    light: str
    could_be: str
    rule: str
    why: str
    notes: tuple[str, ...]


def parts(
    told: Scorecard, language: str, *, groups: Groups | None = None, rules: Sequence[Rule] | None = None
) -> list[Part]:
    """The groups of a scorecard in their order."""
    made = []
    for group in (groups or briefing_groups()).group:
        cards = [worded(card, language, rules) for card in told.cards if card.group == group.name]
        without = [one.name for one in cards if _is_empty(one.card)]
        made.append(Part(group.title(language), [one for one in cards if not _is_empty(one.card)], without))
    return made


def title(told: Scorecard, language: str) -> str:
    """What a scorecard is of: its area and period, as a heading."""
    area = area_name(told.area, language)
    if told.period:
        return word("scorecard of", language, area=area, period=show_period(told.period, language))
    return word("scorecard newest", language, area=area)


def _is_empty(card: Card) -> bool:
    return card.light.why is not None and card.light.why.key == "light none kept"


def worded(card: Card, language: str, rules: Sequence[Rule] | None = None) -> Worded:
    """A card in words."""
    light, place, moves = card.light, card.place, card.movement
    among = place if place and place.of > 1 else None
    return Worded(
        card=card,
        name=catalogue()[card.indicator].name(language),
        measure=_measure(card, language),
        value=_value(card, language),
        period=show_period(card.period, language) if card.period else "",
        better=word(f"{card.better} is better", language),
        before="" if _is_year_earlier(card) else _change(card.before, language),
        year=_change(card.year, language),
        place=place_words(among, language) if among else "",
        more=tuple(_more(among, card.unit, language)) if among else (),
        band=word(f"band {card.band.at}", language) if card.band else "",
        band_more=moving.band(card, language),
        rate=moving.rate(moves, language) if moves else "",
        moves=moving.moves(moves, language) if moves else "",
        turn=moving.turn(moves, language) if moves else "",
        moved_by=moving.source(moves, language) if moves else "",
        unmoved=said(card.no_movement, language) if card.no_movement else "",
        target=_target(card, language),
        light=word(f"light {light.colour}", language),
        could_be=could_be(light.could_be, language),
        rule=rule_words(light.rule, light.colour, language, rules),
        why=said(light.why, language) if light.why else "",
        notes=tuple(said(note, language) for note in card.notes),
    )


def _measure(card: Card, language: str) -> str:
    """The measure, and that the series that speaks is adjusted, where it is."""
    if not card.measure:
        return ""
    adjusted = "seasonally" in Identity.parse(card.series).adjustment
    told = show_measure(card.measure, language)
    return told + word("clause", language) + word("seasonally adjusted", language) if adjusted else told


def _is_year_earlier(card: Card) -> bool:
    """Whether the period before is a year earlier: what changed is told once."""
    return card.before is not None and card.year is not None and card.before.period == card.year.period


def could_be(colours: Iterable[str], language: str) -> str:
    """What else a light could be; empty where rounding leaves one colour.

    >>> could_be(["amber"], "en"), could_be([], "en")
    ('could be amber within rounding', '')
    """
    named = word("or", language).join(word(f"light {colour}", language) for colour in colours)
    return word("could be", language, colours=named) if named else ""


def rule_words(name: str, colour: str, language: str, rules: Sequence[Rule] | None = None) -> str:
    """The rule that gave a colour, in its own words; empty for grey."""
    rule = next((one for one in (light_rules() if rules is None else rules) if one.name == name), None)
    words = getattr(rule.words, colour, None) if rule else None
    return words.told(language) if words else ""


def place_words(place: Place, language: str) -> str:
    """The rank: `3rd highest of 12 since 2010`."""
    last = place.rank + place.tied == place.of
    key = "score highest" if place.rank == 1 else "score lowest" if last else "score place"
    values: Mapping[str, object] = {
        "nth": ordinal(place.rank) if language == "en" else str(place.rank),
        "n": place.of,
        "since": show_period(place.since, language),
    }
    return word(key, language, **values) + (word("score shared", language) if place.tied else "")


def _more(place: Place, unit: str, language: str) -> Iterable[str]:
    if place.percentile is not None:
        yield word("percentile", language, n=show_number(place.percentile, language))
    for key, earlier, unseen in (
        ("higher", place.last_higher, place.unseen),
        ("lower", place.last_lower, place.unseen_lower),
    ):
        told = word(f"never {key}", language, since=show_period(place.since, language))
        if earlier:
            value = f"{show_number(earlier.value, language)}{show_unit(unit, language)}"
            told = word(f"last {key}", language, period=show_period(earlier.period, language), value=value)
        yield told + (word("periods not kept", language, n=unseen) if unseen else "")
    if (place.least_rank, place.most_rank) != (place.rank, place.rank + place.tied):
        yield word("rank within rounding", language, least=place.least_rank, most=place.most_rank)


def _value(card: Card, language: str) -> str:
    if card.value is None:
        return ""
    before = word(f"bound {card.qualifier}", language) if card.qualifier else ""
    plus = "+" if card.value > 0 and card.measure.endswith("growth") else ""
    return f"{before}{plus}{show_number(card.value, language)}{show_unit(card.unit, language)}"


def _change(change: Change | None, language: str) -> str:
    if change is None:
        return ""
    told = signed(change.by, change.unit, language)
    return told + (word("published change", language) if change.told else "")


def _target(card: Card, language: str) -> str:
    aim = card.target
    if aim is None:
        return ""
    ends = [aim.value] if aim.value_to is None else sorted((aim.value, aim.value_to))
    amount = word("range", language).join(show_number(end, language) for end in ends) + show_unit(card.unit, language)
    bound = {AT_LEAST: "bound >=", AT_MOST: "bound <="}.get(aim.bound, "")
    told = (word("bound ~", language) if aim.about else "") + amount
    told = word(bound, language) + told if bound else told
    if aim.period != card.period:
        return told + word("in brackets", language, what=show_period(aim.period, language))
    return told + word("in brackets", language, what=word(_MET[aim.verdict], language))
