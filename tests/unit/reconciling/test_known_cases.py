"""Cases from published releases, retold figure by figure: what a check must say of each."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tallystick.reconciling import check
from tests.unit.reconciling.build import Draft, finding, verdicts

PROFITS = "profits of industrial enterprises above designated size"
VALUE_ADDED = "added value of industries above designated size"


def test_profits_that_grow_while_their_levels_fall_are_explained_by_the_sample() -> None:
    draft = Draft()
    draft.say("29047.6", PROFITS, "CNY", "level", "2017-01/2017-05", power=8)
    draft.say("27298.3", PROFITS, "CNY", "level", "2018-01/2018-05", power=8)
    draft.say("16.5", PROFITS, period="2018-01/2018-05", base="2017-01/2017-05")
    found = finding(check(draft.reading()), "growth_from_levels")
    assert found.verdict == "explained"
    assert "same enterprises" in found.reason
    assert found.citation


def test_chip_growth_beside_levels_of_unknown_coverage_cannot_be_checked() -> None:
    draft = Draft()
    draft.say("359.4", "output of integrated circuits", "1", "level", power=9)
    draft.say("261.3", "output of integrated circuits", "1", "level", "2020", power=9)
    draft.say("33.3", "output of integrated circuits")
    assert finding(check(draft.reading()), "growth_from_levels").verdict in ("cannot check", "explained")


def test_levels_and_growth_of_one_sentence_that_do_not_fit_contradict() -> None:
    draft = Draft()
    told = "registered drones rose from 52,300 to 81,900, up 36.5 percent"
    draft.say("52,300", "registered drones", "1", "level", "2020", sentence=told)
    draft.say("81,900", "registered drones", "1", "level", "2021", sentence=told)
    draft.say("36.5", "registered drones", sentence=told)
    found = finding(check(draft.reading()), "growth_from_levels")
    assert found.verdict == "contradicts"
    assert found.derived is not None
    assert found.derived.interval.contains(Fraction("56.596"))
    assert {repair.figure for repair in found.repairs} == set(found.figures)


def test_a_growth_that_looks_wrong_but_meets_within_rounding_holds() -> None:
    draft = Draft()
    draft.say("4.07", "coal output", "t", "level", "2021", power=9)
    draft.say("4.5", "coal output", "t", "level", "2022", power=9)
    draft.say("9", "coal output", period="2022", base="2021")
    assert finding(check(draft.reading()), "growth_from_levels").verdict == "holds by rounding"


def test_a_headline_with_the_other_sign_contradicts_its_body() -> None:
    draft = Draft()
    draft.say("6.4", "crude steel output", period="2022-03", sentence="Crude steel output up 6.4% in March")
    draft.say("-6.4", "crude steel output", period="2022-03", sentence="Crude steel output fell 6.4% in March.")
    found = finding(check(draft.reading()), "stated_twice")
    assert found.verdict == "contradicts"
    assert {repair.edit for repair in found.repairs} == {"sign"}
    assert not any(repair.likeliest for repair in found.repairs)


def test_months_that_add_up_but_for_their_last_digit_hold() -> None:
    draft = Draft()
    retail = "total retail sales of consumer goods"
    draft.say("61082", retail, "CNY", "level", "2018-01/2018-02", power=8)
    draft.say("29194", retail, "CNY", "level", "2018-03", power=8)
    draft.say("90275", retail, "CNY", "level", "2018-Q1", power=8)
    assert finding(check(draft.reading()), "to_date").verdict == "holds by rounding"


def test_urban_and_rural_parts_make_up_the_whole_within_rounding() -> None:
    draft = Draft()
    draft.say("25050", "urban retail sales of goods", "CNY", "level", "2018-03", power=8)
    draft.say("4143", "rural retail sales of goods", "CNY", "level", "2018-03", power=8)
    draft.say("29194", "retail sales of goods", "CNY", "level", "2018-03", power=8)
    assert finding(check(draft.reading()), "partition").verdict == "holds by rounding"


def test_of_which_lists_part_of_a_whole_and_is_no_division() -> None:
    draft = Draft()
    told = "retail sales of goods came to 29194, of which retail sales of food 15050, retail sales of clothes 4143"
    draft.say("29194", "retail sales of goods", "CNY", "level", "2018-03", sentence=told)
    draft.say("15050", "retail sales of food", "CNY", "level", "2018-03", sentence=told)
    draft.say("4143", "retail sales of clothes", "CNY", "level", "2018-03", sentence=told)
    assert verdicts(check(draft.reading())) == []


def test_parts_of_a_named_division_that_do_not_add_up_contradict() -> None:
    draft = Draft()
    draft.say("25050", "urban retail sales of goods", "CNY", "level", "2018-03")
    draft.say("4413", "rural retail sales of goods", "CNY", "level", "2018-03")
    draft.say("29194", "retail sales of goods", "CNY", "level", "2018-03")
    found = finding(check(draft.reading()), "partition")
    assert found.verdict == "contradicts"
    assert [r.printed for r in found.repairs if r.edit == "digits swapped"] == ["4143"]


def test_a_share_printed_without_decimals_leaves_room_for_its_change() -> None:
    draft = Draft()
    share = "added value of the manufacturing industry"
    draft.say("27.4", share, "%", "share", "2021", "GDP")
    draft.say("28", share, "%", "share", "2022", "GDP")
    draft.say("0.5", share, "pp", "change", "2022", "2021")
    assert finding(check(draft.reading()), "change_of_share").verdict == "holds by rounding"


def test_an_amount_translated_at_the_wrong_power_contradicts_its_original() -> None:
    day = date(2018, 8, 27)
    chinese, english = Draft("zh", day), Draft("en", day)
    told = "规模以上工业企业利润总额39038.1亿元"
    chinese.say("39038.1", told[:12], "CNY", "level", "2018-01/2018-07", power=8, sentence=told)
    english.say("390.83", PROFITS, "CNY", "level", "2018-01/2018-07", power=9)
    found = finding(check([chinese.reading(), english.reading()]), "stated_twice")
    assert found.verdict == "contradicts"
    assert set(found.figures) == {"zh:0", "en:0"}


def test_a_later_release_that_says_something_else_is_a_revision() -> None:
    first, later = Draft("january", date(2022, 1, 17)), Draft("september", date(2022, 9, 6))
    first.say("44.9", "output of industrial robots")
    later.say("67.9", "output of industrial robots")
    found = finding(check([first.reading(), later.reading()]), "stated_twice")
    assert found.verdict == "explained"
    assert "revis" in found.reason


def test_both_readings_of_times_are_kept_until_one_is_excluded() -> None:
    draft = Draft()
    told = "sales of electric buses rose 1.6 times from 10.0 thousand to 16.0 thousand"
    draft.say("10.0", "sales of electric buses", "1", "level", "2020", power=3, sentence=told)
    draft.say("16.0", "sales of electric buses", "1", "level", "2021", power=3, sentence=told)
    draft.say("160", "sales of electric buses", sentence=told, text="1.6 times")
    found = finding(check(draft.reading()), "growth_from_levels")
    assert found.verdict == "explained"
    assert "1.6 times" in found.reason


def test_a_number_of_times_in_words_is_round() -> None:
    draft = Draft()
    told = "places in night schools increased five-fold from 79,000 to 384,000"
    draft.say("79", "places in night schools", "1", "level", "2020", power=3, sentence=told)
    draft.say("384", "places in night schools", "1", "level", "2021", power=3, sentence=told)
    draft.say("500", "places in night schools", sentence=told, text="five-fold", exact=True)
    assert finding(check(draft.reading()), "growth_from_levels").verdict == "explained"


def test_a_copy_that_lost_the_start_of_a_number_contradicts_its_source() -> None:
    day = date(2022, 1, 17)
    source, copy = Draft("source", day), Draft("copy", day)
    source.say("1.6", "新能源汽车产量", power=2, sentence="新能源汽车产量增长1.6倍。", text="1.6倍")
    copy.say("6", "新能源汽车产量", power=2, sentence="新能源汽车产量增长6倍。", text="6倍")
    assert verdicts(check([source.reading(), copy.reading()])) == ["contradicts"]


def test_a_lost_unit_of_output_ties_nothing() -> None:
    draft = Draft()
    draft.say("-5.6", "energy consumption of the added value of enterprises")
    draft.say("9.6", VALUE_ADDED)
    assert check(draft.reading()).findings == ()
