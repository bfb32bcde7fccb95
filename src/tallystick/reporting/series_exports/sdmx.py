"""SDMX-CSV 2.0 with its structure beside it (SDMX-ML), for series."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

from tallystick.ledger.bundling import Bundle
from tallystick.ledger.identity import Identity
from tallystick.ledger.records import Point, Statement
from tallystick.model import LedgerError
from tallystick.published.ours import NOTHING, SDMX, STATUSES
from tallystick.published.spreadsheets import cell_text

AGENCY, FLOW, STRUCTURE, VERSION = "TALLYSTICK", "FIGURES", "FIGURES", "2.0.0"

DIMENSIONS = {
    "INDICATOR": "Indicator of the catalogue",
    "REF_AREA": "Area, ISO 3166",
    "FREQ": "Frequency",
    "MEASURE": "Level, growth, share …",
    "UNIT_MEASURE": "Unit of the value",
    "ACCUMULATION": "Single period, year-to-date, span or state",
    "TRANSFORMATION": "What growth or change is measured against",
    "PRICE_BASIS": "Prices the growth is measured at",
    "SCOPE": "Coverage",
    "ADJUSTMENT": "Whether and how the series is adjusted",
    "WHOLE": "What a share or contribution is part of",
    "STATUS": "Actual, target or forecast",
    "VINTAGE": "Day the value was first published",
    "TIME_PERIOD": "Period",
}
ATTRIBUTES = {
    "OBS_STATUS": "Status of the observation, by the SDMX code list",
    "UNIT_MULT": "Power of ten of the unit: always 0, scale words are resolved",
    "OBS_VALUE_TO": "High end of a range",
    "LOWER": "Least value print allows",
    "UPPER": "Greatest value print allows",
    "QUALIFIER": "More than, nearly, about",
    "BASE": "Period or whole it is compared with",
    "SUPERSEDED_BY": "Release that said something else later",
    "SUPERSEDED_ON": "Day it was superseded",
    "RELEASE": "Release that said it first",
    "PUBLISHER": "Who published the release",
    "OBSERVATION": "Id of the figure: release and place in its text",
    "QUOTE": "The words of the figure",
    "SENTENCE": "The sentence it stands in",
    "CONFIDENCE": "Odds, 0 to 1, that all of the figure was read right; nothing where that is not told",
    "KNOWN_AT": "Moment the ledger came to know it",
    "DATED_BY": "What tells the release's day",
    "HOME_AREA": "Area the release speaks from",
    "CORRECTS": "Whether the release corrects an earlier one",
    "REPLACED": "Whether the release itself replaces the value",
    "SERIES_KEY": "The series as the ledger names it",
    "ORIGINAL_PERIOD": "The period as the ledger writes it",
}
_FREQUENCIES = {"day": "D", "month": "M", "quarter": "Q", "half": "S", "year": "A", "": "_O"}


def write_sdmx(bundle: Bundle, path: Path) -> None:
    """The data at `path`, the structure beside it with the ending `.structure.xml`."""
    structure = path.with_name(path.name.removesuffix(".csv").removesuffix(".sdmx") + ".structure.xml")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["STRUCTURE", "STRUCTURE_ID", "ACTION", *DIMENSIONS, "OBS_VALUE", *ATTRIBUTES])
        for row in bundle.rows:
            writer.writerow(["dataflow", f"{AGENCY}:{FLOW}({VERSION})", "I", *_cells(row)])
    structure.write_bytes(structure_message())


def _cells(point: Point | Statement) -> list[str]:
    if isinstance(point, Statement):
        raise LedgerError("SDMX is for series", "leave --observations out, or export CSV")
    identity = Identity.parse(point.series)
    told = {
        **{name: getattr(point, field) for name, field in SDMX.items()},
        "FREQ": _FREQUENCIES.get(point.frequency, "_O"),
        "ACCUMULATION": point.accumulation,
        "TRANSFORMATION": point.comparison,
        "PRICE_BASIS": point.price_basis,
        "SCOPE": point.scope,
        "ADJUSTMENT": identity.adjustment,
        "WHOLE": identity.whole,
        "TIME_PERIOD": time_period(point.period),
        "OBS_VALUE": _number(point.value) or "NaN",
        "OBS_STATUS": STATUSES[point.obs_status],
        "UNIT_MULT": "0",
        "CONFIDENCE": "" if point.confidence is None else str(point.confidence),
        **{name: str(getattr(point, SDMX[name])).lower() for name in ("CORRECTS", "REPLACED")},
        **{name: _number(getattr(point, SDMX[name])) for name in ("OBS_VALUE_TO", "LOWER", "UPPER")},
    }
    return [told[name] or NOTHING for name in DIMENSIONS] + [cell_text(told[n]) for n in ("OBS_VALUE", *ATTRIBUTES)]


def time_period(period: str) -> str:
    """A period in SDMX's forms; spans as start and duration.

    >>> time_period("2022-01/2022-08"), time_period("2022-S1"), time_period("2020/2021")
    ('2022-01-01/P8M', '2022-S1', '2020-01-01/P2Y')
    """
    from tallystick.model import Frequency, Period

    parsed = Period.parse(period)
    if not parsed.is_span:
        return period
    letter = {
        Frequency.DAY: "D",
        Frequency.MONTH: "M",
        Frequency.QUARTER: "M",
        Frequency.HALF: "M",
        Frequency.YEAR: "Y",
    }
    length = parsed.last - parsed.first + 1
    count = length // 12 if parsed.frequency is Frequency.YEAR else length
    return f"{parsed.start.isoformat()}/P{count}{letter[parsed.frequency]}"


def _number(value: Decimal | None) -> str:
    return "" if value is None else f"{value:f}"


def structure_message() -> bytes:
    """The data structure and dataflow as SDMX-ML 2.1, the newest that sdmx1 writes."""
    import sdmx
    from sdmx.message import StructureMessage

    message = StructureMessage()
    for thing in structures():
        message.add(thing)
    return bytes(sdmx.to_xml(message, pretty_print=True))


def structures() -> tuple[Any, Any, Any]:
    """Concept scheme, data structure and dataflow as objects of sdmx1."""
    from sdmx.model import common
    from sdmx.model import v21 as model

    agency = common.Agency(id=AGENCY)
    concepts: Any = common.ConceptScheme(id="CONCEPTS", version=VERSION, maintainer=agency, name={"en": "Concepts"})
    for name, words in {**DIMENSIONS, "OBS_VALUE": "Value", **ATTRIBUTES}.items():
        concepts.append(common.Concept(id=name, name={"en": words}))
    structure = model.DataStructureDefinition(
        id=STRUCTURE, version=VERSION, maintainer=agency, name={"en": "Figures as releases said them"}
    )
    for name in DIMENSIONS:
        kind: Any = common.TimeDimension if name == "TIME_PERIOD" else common.Dimension
        structure.dimensions.append(kind(id=name, concept_identity=concepts[name]))
    for name in ATTRIBUTES:
        relation = model.PrimaryMeasureRelationship()
        attribute = common.DataAttribute(id=name, concept_identity=concepts[name], related_to=relation)
        structure.attributes.append(attribute)
    structure.measures.append(model.PrimaryMeasure(id="OBS_VALUE", concept_identity=concepts["OBS_VALUE"]))
    flow = model.DataflowDefinition(
        id=FLOW, version=VERSION, maintainer=agency, structure=structure, name={"en": "Figures as releases said them"}
    )
    return concepts, structure, flow
