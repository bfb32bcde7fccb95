"""Every example beside the data on producers and on usual revisions."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest

from tallystick.knowledge import load_topics
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.producers import produces, publisher_name, usual_revision

PRODUCERS = load_topics("sources/producers")
REVISIONS = load_topics("sources/revisions")


def cases(topics: Mapping[str, dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [case for content in topics.values() for case in content[name]]


@pytest.mark.parametrize("case", cases(PRODUCERS, "examples"), ids=str)
def test_producers_produce(case: dict[str, str]) -> None:
    assert produces(**case)


@pytest.mark.parametrize("case", cases(PRODUCERS, "counterexamples"), ids=str)
def test_others_do_not(case: dict[str, str]) -> None:
    assert not produces(**case)


@pytest.mark.parametrize("case", cases(REVISIONS, "examples"), ids=str)
def test_usual_revisions_are_known(case: dict[str, Any]) -> None:
    wanted = Decimal(str(case["usual"]))
    assert usual_revision(*(case[name] for name in ("indicator", "area", "measure", "unit"))) == wanted


@pytest.mark.parametrize("case", cases(REVISIONS, "counterexamples"), ids=str)
def test_of_some_nothing_is_usual(case: dict[str, Any]) -> None:
    assert usual_revision(**case) is None


def test_every_indicator_named_is_in_the_catalogue() -> None:
    parts = {".".join(one.split(".")[:n]) for one in catalogue() for n in range(1, 5)}
    listed = [ids for content in PRODUCERS.values() for ids in content["groups"].values()]
    listed += [row.get("indicators", []) for row in cases(PRODUCERS, "producer")]
    named = {name for ids in listed for name in ids} | {
        row["indicator"] for row in cases(REVISIONS, "usual") if "indicator" in row
    }
    assert not named - parts


def test_a_publisher_has_one_name() -> None:
    assert publisher_name("NBS") == publisher_name("国家统计局") == "National Bureau of Statistics of China"
    assert publisher_name("Kettle Office (press)") == publisher_name("kettle office")
