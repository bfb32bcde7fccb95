"""Loose links: what stands together and agrees may hold, nothing that merely stands together is ever contradicted."""

from __future__ import annotations

import pytest

from tallystick import read
from tallystick.reconciling.nearby import near_links
from tallystick.reconciling.nearby.figures import near_figures
from tallystick.reconciling.nearby.inside import within_sentence
from tallystick.reconciling.nearby.weighing import agree, chance


def _links(text: str) -> dict[str, list[set[str]]]:
    found: dict[str, list[set[str]]] = {}
    for link in near_links(read(text=text, released="2022-03-01", reader="fast")):
        found.setdefault(link.identity, []).append({figure.text for figure in link.figures})
    return found


@pytest.mark.parametrize(
    ("text", "identity", "figures"),
    [
        (
            "Ferries\n\nFerry passengers numbered 48,350 in 2021, a rise of 12.4% on 2020, when there were 43,016.\n",
            "growth_from_levels",
            {"12.4%", "48,350", "43,016"},
        ),
        (
            "Harbour\n\nHarbour dues came to £61.3 million in 2021, up by £4.4 million, or 7.7%.\n",
            "change_and_growth_to",
            {"£61.3 million", "£4.4 million", "7.7%"},
        ),
        (
            "Permits\n\nOf the 1,243 permits sought in 2021, 971 permits (78.1%) were granted.\n",
            "share_of_whole",
            {"1,243", "971", "78.1%"},
        ),
        (
            "Vacancies\n\nThe vacancy rate was 4.35% in 2021, down 65 basis points from 5.00% in 2020.\n",
            "change_of_rate",
            {"4.35%", "65 basis points", "5.00%"},
        ),
        (
            "渔业\n\n2021年水产品产量为483.5万吨，比上年增加41.2万吨，增长9.3%。\n",
            "change_and_growth_to",
            {"483.5万吨", "41.2万吨", "9.3%"},
        ),
    ],
)
def test_what_stands_together_and_agrees_is_linked(text: str, identity: str, figures: set[str]) -> None:
    assert figures in _links(text).get(identity, [])


@pytest.mark.parametrize(
    "text",
    [
        "Ferries\n\nFerry passengers numbered 48,350 in 2021, a rise of 21.4% on 2020, when there were 43,016.\n",
        "Herds\n\nCattle numbered 5 in 2021, goats 4 and sheep grew by 25%.\n",
    ],
)
def test_what_does_not_agree_or_may_agree_by_chance_is_not(text: str) -> None:
    assert not _links(text)


def test_a_link_takes_basis_points_as_points() -> None:
    text = "Vacancies\n\nThe vacancy rate was 4.35% in 2021, down 65 basis points from 5.00% in 2020.\n"
    (link,) = near_links(read(text=text, released="2022-03-01", reader="fast"))
    (change,) = link.roles["change"]
    assert (change.unit, float(change.value)) == ("pp", -0.65)


def _chance(growth: str, new: str, old: str) -> float:
    text = f"Kettles\n\nSales of kettles rose by {growth}% to £{new} in 2021, from £{old} in 2020.\n"
    (figures,) = near_figures(read(text=text, released="2022-03-01", reader="fast"))
    return min(chance(triple) for triple in within_sentence(figures) if agree(triple))


def test_the_finer_figures_are_told_the_less_likely_they_agree_by_chance() -> None:
    assert _chance("12.04", "112.04", "100.00") < _chance("12.0", "112.0", "100.0") < _chance("12", "112", "100") / 3
