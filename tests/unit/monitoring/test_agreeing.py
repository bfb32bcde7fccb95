"""Publishers that part are told, and their values are not set beside one another."""

from decimal import Decimal
from typing import Any

from tallystick.knowledge.lights import light_rules
from tallystick.ledger import Point, SeriesInfo
from tallystick.monitoring.agreeing import disagreements
from tallystick.monitoring.carding import Told, card
from tallystick.monitoring.course import course
from tallystick.monitoring.records import Card
from tests.unit.monitoring.points_of import point

BANK: dict[str, Any] = {"publisher": "World Bank", "release": "w"}


def card_of(points: list[Point], wanted: str = "2021") -> Card:
    made = course([one for one in points if one.stands], wanted)
    assert made
    info = SeriesInfo(
        key="one", adjustment="", comparison="", whole="", status="actual", indicator="", measure="", unit="", area="",
        scope="", price_basis="", frequency="", accumulation="",
    )  # fmt: skip
    return card("g", Told(info, made, tuple(points)), light_rules(), (), ())


def test_a_value_that_two_publishers_tell_apart_has_no_light() -> None:
    points = [
        point("2021", "9.6", superseded_by="w", superseded_on="2022-03-01"),
        point("2021", "9.1", first_published="2022-03-01", **BANK),
        *(point(str(year), "6.0") for year in range(2011, 2021)),
    ]
    found = card_of(points)
    assert found.light.why
    assert (found.light.colour, found.light.why.key) == ("grey", "light disputed")
    assert found.light.why.values["told"] == "9.1%"
    assert found.place
    assert found.place.of == 1, "what the other publisher told is beside nothing of this one"


def test_values_of_a_publisher_that_parts_elsewhere_are_left_out_and_counted() -> None:
    points = [
        *(point(str(year), "6.0") for year in range(2012, 2022)),
        point("2011", "5.0", **BANK),
        point("2012", "7.5", first_published="2013-03-01", superseded_by="r", superseded_on="2013-04-01", **BANK),
    ]
    found = card_of(points)
    assert found.place
    assert (found.place.of, found.light.colour) == (10, "green")
    assert [note.key for note in found.notes] == ["note publishers"]
    assert found.notes[0].values["publishers"] == "World Bank"


def test_a_revision_or_less_exact_words_are_no_disagreement() -> None:
    revised = [
        point("2021", "9.6", superseded_by="r2", superseded_on="2022-03-01"),
        point("2021", "9.4", first_published="2022-03-01"),
        point("2020", "3.0"),
        point("2020", "2.8", lower=Decimal("2.5"), upper=Decimal("3.5"), **BANK),
    ]
    assert disagreements(revised) == {}
    claimed = [point("2021", "9.6", own=True), point("2021", "9.1", **BANK)]
    assert disagreements(claimed) == {}, "the producer of a series has the last word"
    assert len(disagreements([point("2021", "9.6"), point("2021", "9.1", **BANK)])) == 1
