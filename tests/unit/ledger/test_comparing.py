"""A new release against everything kept."""

from __future__ import annotations

from typing import Any

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
    assert "10 Feb 2023" in finding.statement
    assert finding.citation == earlier.release.id


NBS = "National Bureau of Statistics of China"
PAPER = "The Daily Kettle"


def verdict(
    ledger: Ledger, value: str, period: str, publisher: str = PAPER, day: str = "2023-03-01", **more: Any
) -> str:
    """What the ledger says of one claim."""
    [finding] = ledger.check_against(release("claim", day, said(value, period, **more), publisher=publisher))
    return finding.verdict


def test_a_claim_that_no_vintage_bears_out_contradicts_the_producer(ledger: Ledger) -> None:
    ledger.keep(release("office", "2023-01-17", said("3.6", "2022"), publisher=NBS))
    claim = release("claim", "2023-03-01", said("4.7", "2022"), publisher=PAPER)
    [finding] = ledger.check_against(claim)
    assert finding.verdict == "contradicts"
    assert NBS in finding.reason
    assert "17 Jan 2023" in finding.statement
    assert finding.quotes == ("4.7 %", "3.6 %")
    assert [repair.figure for repair in finding.repairs] == [claim.observations[0].id]
    for far in ("9.5", "15", "-3.6"):
        assert verdict(ledger, far, "2022") == "contradicts"
    assert verdict(ledger, "4.7", "2022", NBS) == "contradicts"  # its own draft, and no word of a revision
    assert verdict(ledger, "4.7", "2022", "") == "contradicts"  # whoever says it


def test_a_claim_within_usual_revisions_cannot_be_checked(ledger: Ledger) -> None:
    ledger.keep(release("office", "2023-01-17", said("3.6", "2022"), publisher=NBS))
    [finding] = ledger.check_against(release("claim", "2023-03-01", said("3.9", "2022"), publisher=PAPER))
    assert (finding.verdict, "would settle it" in finding.reason) == ("cannot check", True)
    assert finding.quotes == ("3.9 %", "3.6 %")


def test_a_claim_that_agrees_with_an_earlier_vintage_is_explained_by_what_superseded_it(ledger: Ledger) -> None:
    ledger.keep(release("first", "2023-01-17", said("3.6", "2022"), publisher=NBS))
    ledger.keep(release("second", "2023-12-29", said("3.4", "2022"), publisher=NBS))
    [finding] = ledger.check_against(release("claim", "2024-03-01", said("3.6", "2022"), publisher=PAPER))
    assert finding.verdict == "explained"
    assert "until 29 Dec 2023" in finding.reason
    assert "second-" in finding.reason
    assert verdict(ledger, "3.4", "2022", day="2024-03-01") == "holds"
    assert verdict(ledger, "3.6", "2022", day="2023-06-01") == "holds"  # it stood then
    assert verdict(ledger, "3.4", "2022", day="2023-06-01") == "cannot check"  # not yet said


def test_between_two_who_do_not_produce_the_series_nothing_is_decided(ledger: Ledger) -> None:
    ledger.keep(release("paper", "2022-01-17", said("4.3", "2021-12"), publisher=PAPER))
    assert verdict(ledger, "6.4", "2021-12", "Kettle Monthly") == "cannot check"
    assert verdict(ledger, "6.4", "2021-12", NBS) == "cannot check"
    assert verdict(ledger, "6.4", "2021-12", PAPER) == "cannot check"


def test_two_producers_do_not_contradict_each_other(ledger: Ledger) -> None:
    exports = {"subject": "exports", "unit": "USD", "measure": "level", "area": "US", "half": "5e8"}
    ledger.keep(
        release("bea", "2023-03-08", said("3000000000000", "2022", **exports), publisher="Bureau of Economic Analysis")
    )
    assert verdict(ledger, "2700000000000", "2022", "Census Bureau", day="2023-03-09", **exports) == "cannot check"
    assert verdict(ledger, "2700000000000", "2022", PAPER, day="2023-03-09", **exports) == "contradicts"
    assert verdict(ledger, "2950000000000", "2022", PAPER, day="2023-03-09", **exports) == "cannot check"


def test_the_producers_own_later_word_is_its_revision(ledger: Ledger) -> None:
    ledger.keep(release("first", "2023-01-17", said("3.6", "2022"), publisher=NBS))
    [finding] = ledger.check_against(release("later", "2023-12-29", said("3.4", "2022"), publisher=NBS))
    assert (finding.verdict, finding.identity) == ("explained", "revision")
    assert "−0.2 percentage points" in finding.reason
    title = "Industry in 2022 (corrected)"
    [told] = ledger.check_against(release("c", "2023-01-17", said("6.3", "2022"), publisher=NBS, title=title))
    assert (told.verdict, told.identity) == ("explained", "revision")


def test_a_bound_that_one_side_alone_tells_is_no_agreement(ledger: Ledger) -> None:
    ledger.keep(release("office", "2023-01-17", said("3.6", "2022"), said("5", "2021", qualifier=">"), publisher=NBS))
    assert verdict(ledger, "3", "2022", qualifier=">") == "cannot check"
    assert verdict(ledger, "9.6", "2021") == "cannot check"
    assert verdict(ledger, "5", "2021", qualifier=">") == "holds"  # the same words
    assert verdict(ledger, "7", "2022", qualifier=">") == "contradicts"


def test_other_prices_are_no_evidence(ledger: Ledger) -> None:
    gdp = {"subject": "gross domestic product", "area": "CN"}
    ledger.keep(release("office", "2023-01-17", said("3.0", "2022", **gdp), publisher=NBS))
    for value in ("3.0", "4.8"):
        words = said(value, "2022", **gdp)
        nominal = release("paper", "2023-03-01", words | {"lead": "in nominal terms"}, publisher=PAPER)
        [finding] = ledger.check_against(nominal)
        assert (finding.verdict, "current prices here" in finding.reason) == ("cannot check", True)


def test_growth_at_constant_prices_is_not_held_against_levels(ledger: Ledger) -> None:
    gdp = {"subject": "gross domestic product", "area": "CN"}
    level = {**gdp, "unit": "CNY", "measure": "level", "half": "5e10"}
    ledger.keep(release("y", "2023-01-17", said("121e12", "2022", **level), publisher=NBS))
    ledger.keep(release("z", "2024-01-17", said("126e12", "2023", qualifier=">", **level), publisher=NBS))
    found = ledger.check_against(release("claim", "2024-03-01", said("5.4", "2023", **gdp), publisher=PAPER))
    assert not [f for f in found if f.verdict.startswith("holds")]


def test_a_value_told_as_replaced_is_no_claim(ledger: Ledger) -> None:
    ledger.keep(release("office", "2023-01-17", said("3.6", "2022"), publisher=NBS))
    words = "In 2022, growth of value added of industry was revised from 3.6 % to 4.8 %.\n"
    old, new = (said(v, "2022") | {"at": words.index(v)} for v in ("3.6", "4.8"))
    found = ledger.check_against(release("paper", "2023-12-30", old, new, text=words, publisher=PAPER))
    assert [f.verdict for f in found] == ["cannot check", "holds"]


def test_a_text_of_no_day_is_held_against_all_there_is(ledger: Ledger) -> None:
    ledger.keep(release("office", "2023-01-17", said("3.6", "2022"), publisher=NBS))
    [finding] = ledger.check_against(release("claim", None, said("5.2", "2022"), publisher=PAPER))
    assert finding.verdict == "contradicts"
    [own] = ledger.check_against(release("draft", None, said("5.2", "2022"), publisher=NBS))
    assert (own.verdict, "--released" in own.reason) == ("cannot check", True)


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
    assert "15 Jul 2022" in finding.reason
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
