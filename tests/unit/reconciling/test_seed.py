"""A press conference like those the project was made for, retold: every tie and what it gives."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tallystick.model import Finding
from tallystick.reconciling import Report, check
from tests.unit.reconciling.build import Draft, verdicts

INDUSTRY = "added value of industries above designated size"
PROFITS = "profits of industrial enterprises above designated size"
MANUFACTURING = "added value of the manufacturing industry"
EXPORTS = "export delivery value of industrial enterprises above designated size"


@pytest.fixture(scope="module")
def report() -> Report:
    draft = Draft()
    draft.say("9.6", INDUSTRY)
    draft.say("6.8", INDUSTRY, "pp", "change")
    draft.say("6.1", INDUSTRY, measure="average_growth", period="2020/2021")
    draft.say("9.8", MANUFACTURING)
    draft.say("6.6", MANUFACTURING, measure="average_growth", period="2020/2021")
    draft.say("27.4", MANUFACTURING, measure="share", base="GDP")
    draft.say("31.4", MANUFACTURING, "CNY", "level", power=12)
    draft.say("12", f"{MANUFACTURING} ranking first", "year", "streak", "2010/2021", exact=True)
    draft.say("34.3", PROFITS)
    draft.say("30.2", PROFITS, "pp", "change")
    draft.say("18.2", PROFITS, measure="average_growth", period="2020/2021")
    draft.say("100", "volume of containers", qualifier=">", text="doubled", exact=True)
    draft.say("110.6", "volume of containers")
    draft.say("17.7", EXPORTS)
    draft.say("8.3", EXPORTS, measure="average_growth", period="2020/2021")
    draft.say("18.2", "added value of the high-tech manufacturing industry")
    draft.say("12.9", "added value of equipment manufacturing")
    whole = "growth of the above-scale industry"
    draft.say("28.6", "high-tech manufacturing industry contribution rate", measure="contribution", base=whole)
    draft.say("45", "equipment manufacturing contribution rate", measure="contribution", base=whole)
    return check(draft.reading())


def implied(report: Report, measure: str, subject: str) -> Finding:
    found = [
        f
        for f in report.findings
        if f.kind == "implied" and f.derived and f.derived.measure == measure and subject in f.derived.subject
    ]
    assert len(found) == 1, [f.statement for f in report.findings]
    return found[0]


@pytest.mark.parametrize(
    ("measure", "subject", "lower", "upper"),
    [
        ("growth", "industr", "2.70", "2.86"),
        ("growth", "manufacturing industry", "3.35", "3.64"),
        ("level", "GDP", "114.21e12", "114.99e12"),
        ("growth", "profits", "4.00", "4.16"),
        ("growth", "export delivery", "-0.48", "-0.21"),
        ("share", "high-tech", "14.94", "15.23"),
        ("share", "equipment", "32.8", "34.2"),
        ("since", "ranking first", "2010", "2010"),
    ],
)
def test_what_the_figures_imply(report: Report, measure: str, subject: str, lower: str, upper: str) -> None:
    names = {"industr": INDUSTRY, "manufacturing industry": MANUFACTURING}
    found = implied(report, measure, names.get(subject, subject))
    assert found.derived is not None
    interval = found.derived.interval
    assert interval.lower is not None
    assert interval.upper is not None
    tolerance = max(abs(Fraction(lower)) / 1000, Fraction(1, 150))
    assert abs(interval.lower - Fraction(lower)) <= tolerance
    assert abs(interval.upper - Fraction(upper)) <= tolerance


def test_what_can_be_checked_holds(report: Report) -> None:
    assert verdicts(report) == ["holds", "holds", "holds"]
    assert not report.contradicts


def test_a_check_shows_its_arithmetic(report: Report) -> None:
    found = next(f for f in report.findings if f.published and f.published.subject == PROFITS)
    assert found.formula == "34.3% − ? = 30.2 percentage points; (1 + 18.2%)^2 = (1 + ?%) × (1 + 34.3%)"
    assert found.statement.startswith("Average growth of profits")
    assert found.quotes == ("34.3%", "30.2", "18.2%")


def test_the_summary_counts_checks_by_verdict_and_what_is_implied(report: Report) -> None:
    assert report.summary["holds"] == 3
    assert report.summary["implied"] == 8
    assert report.to_dict()["summary"] == report.summary
