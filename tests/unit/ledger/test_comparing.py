"""A new release against everything kept."""

from __future__ import annotations

from tallystick.ledger import Ledger
from tallystick.model import Finding
from tests.unit.ledger.build import ROBOTS, release, said

KETTLES = "output of tea kettles"


def found(findings: tuple[Finding, ...], identity: str) -> list[Finding]:
    return [finding for finding in findings if finding.identity == identity]


def test_the_same_figure_said_before_holds_with_both_quotes_and_the_day(ledger: Ledger) -> None:
    earlier = release("january", "2023-02-10", said("4.6", "2023-01"))
    ledger.keep(earlier)
    new = release("february", "2023-03-10", said("4.6", "2023-01"))
    [finding] = ledger.check_against(new)
    assert (finding.verdict, finding.identity) == ("holds", "said_before")
    assert finding.figures == (new.observations[0].id, earlier.observations[0].id)
    assert finding.quotes == ("4.6 %", "4.6 %")
    assert "2023-02-10" in finding.statement
    assert finding.citation == earlier.release.id


def test_a_changed_figure_is_told_as_a_revision(ledger: Ledger) -> None:
    ledger.keep(release("first", "2022-01-20", said("44.9", "2021", subject=ROBOTS)))
    [finding] = ledger.check_against(release("later", "2022-09-30", said("67.9", "2021", subject=ROBOTS)))
    assert (finding.verdict, finding.identity) == ("explained", "revision")
    assert "+23.0 %" in finding.reason


def test_one_agency_that_says_otherwise_within_days_contradicts_itself(ledger: Ledger) -> None:
    ledger.keep(release("monday", "2022-01-17", said("4.3", "2021-12")))
    [finding] = ledger.check_against(release("tuesday", "2022-01-18", said("3.4", "2021-12")))
    assert finding.verdict == "contradicts"
    [other] = ledger.check_against(release("paper", "2022-01-18", said("3.4", "2021-12"), publisher="The Daily Kettle"))
    assert (other.verdict, "different publishers" in other.reason) == ("cannot check", True)


def test_what_no_revision_would_do_is_doubted(ledger: Ledger) -> None:
    ledger.keep(release("first", "2022-01-20", said("5", "2021"), said("7.7", "2020")))
    [far] = ledger.check_against(release("far", "2022-09-30", said("11.5", "2021")))
    assert (far.verdict, "farther apart" in far.reason) == ("cannot check", True)
    [vague] = ledger.check_against(release("vague", "2022-09-30", said("8", "2020", qualifier=">")))
    assert (vague.verdict, "no exact figure" in vague.reason) == ("cannot check", True)
    [undated] = ledger.check_against(release("undated", None, said("5.2", "2021")))
    assert (undated.verdict, "does not tell its day" in undated.reason) == ("cannot check", True)


def test_a_rounder_telling_agrees_with_a_finer_one(ledger: Ledger) -> None:
    ledger.keep(release("fine", "2022-01-17", said("4.34", "2021-12", half="0.005")))
    [finding] = ledger.check_against(release("round", "2022-03-05", said("4.3", "2021-12")))
    assert finding.verdict == "holds by rounding"


def test_targets_are_not_set_against_what_happened(ledger: Ledger) -> None:
    ledger.keep(release("plan", "2022-03-05", said("5.5", "2022", status="target")))
    assert not ledger.check_against(release("year", "2023-01-17", said("3.6", "2022")))


def test_growth_faster_than_before_is_held_against_the_growth_said_then(ledger: Ledger) -> None:
    earlier = release("half", "2022-07-15", said("3.4", "2022-S1"))
    ledger.keep(earlier)
    faster = {"unit": "pp", "measure": "change", "base": "2022-S1"}
    new = release("three", "2022-10-24", said("3.9", "2022-01/2022-09"), said("0.5", "2022-01/2022-09", **faster))
    [finding] = found(ledger.check_against(new), "change_of_growth")
    assert finding.verdict == "holds"
    assert earlier.observations[0].id in finding.figures
    assert "2022-07-15" in finding.reason
    off = release("off", "2022-10-24", said("3.9", "2022-01/2022-09"), said("0.9", "2022-01/2022-09", **faster))
    # Growth said months ago may have been revised since: doubt at most, never a contradiction.
    assert {f.verdict for f in ledger.check_against(off)} <= {"cannot check", "explained"}


def test_totals_are_held_against_the_months_kept(ledger: Ledger) -> None:
    level = {"subject": ROBOTS, "unit": "1", "measure": "level", "half": "50"}
    ledger.keep(release("two", "2022-03-15", said("76000", "2022-01/2022-02", **level)))
    ledger.keep(release("three", "2022-04-15", said("44000", "2022-03", **level)))
    holding = release("quarter", "2022-04-18", said("120000", "2022-Q1", **level))
    assert any(f.verdict.startswith("holds") for f in ledger.check_against(holding))
    off = release("quarter", "2022-04-18", said("150000", "2022-Q1", **level))
    assert {f.verdict for f in ledger.check_against(off)} <= {"cannot check", "explained"}


def test_only_what_was_published_by_then_counts(ledger: Ledger) -> None:
    ledger.keep(release("later", "2023-05-10", said("4.6", "2023-01")))
    assert not ledger.check_against(release("february", "2023-03-10", said("4.9", "2023-01")))


def test_figures_without_a_series_are_found_by_their_very_words(ledger: Ledger) -> None:
    ledger.keep(release("january", "2023-02-10", said("4.6", "2023-01", subject=KETTLES)))
    [same] = ledger.check_against(release("february", "2023-03-10", said("4.6", "2023-01", subject=KETTLES)))
    assert same.verdict == "holds"
    assert not ledger.check_against(release("other", "2023-03-10", said("7.7", "2023-01", subject=KETTLES)))


def test_a_streak_counts_on(ledger: Ledger) -> None:
    years = {"unit": "year", "measure": "streak", "base": "world", "half": "0"}
    years["subject"] = "value added of manufacturing"
    ledger.keep(release("first", "2022-02-28", said("12", "2021", **years)))
    [on] = ledger.check_against(release("second", "2023-02-28", said("13", "2022", **years)))
    assert (on.verdict, on.identity) == ("holds", "streak")
    off = ledger.check_against(release("third", "2023-02-28", said("15", "2022", **years)))
    assert {f.verdict for f in off} <= {"cannot check", "explained"}
