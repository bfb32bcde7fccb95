"""What a finding says, as data and in the reader's language."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from tallystick.model import Finding, Interval, Place
from tallystick.model.message import (
    Amount,
    At,
    By,
    Change,
    Formula,
    Measured,
    Message,
    Part,
    Printed,
    Said,
    Several,
    Time,
)
from tallystick.reconciling import check
from tallystick.reconciling.wording import because, in_language, reasons_of, say
from tests.unit.reconciling.build import Draft


@pytest.mark.parametrize(
    ("part", "english", "chinese"),
    [
        (Amount(Interval.of(Decimal("-4.2713"), Decimal("-4.2711")), "%", Fraction(1, 10)), "about −4.27%", "约−4.27%"),
        (Amount(Interval.of(Decimal("2.7"), Decimal("2.86")), "%"), "between 2.70 and 2.86%", "2.70%至2.86%"),
        (Amount(Interval.of(5, None), "year"), "above 5 years", "高于5年"),
        (Amount(Interval.of(None, None), "%"), "anything", "任何数"),
        (Amount(Interval.point(4_400_000), "CNY"), "4.4 million yuan", "440万元"),
        (Said("4.3%", minus=True), "−4.3%", "−4.3%"),
        (Said("1.43 million", ">", means=Printed(Decimal(1430000))), "more than 1.43 million", "超过143万"),
        (Said("54亿元", means=Printed(Decimal("5.4E9"), "CNY")), "5.4 billion yuan", "54亿元"),
        (By("ONS"), "ONS", "英国国家统计局"),
        (Said("1.43 million", ">"), "more than 1.43 million", "超过1.43 million"),
        (Printed(Decimal("30.2"), "pp"), "30.2 percentage points", "30.2个百分点"),
        (Printed(Decimal(2), high=Decimal(3)), "2…3", "2…3"),
        (Change(Decimal("0.2"), "pp"), "+0.2 percentage points", "+0.2个百分点"),
        (
            Measured("growth", "profits", "2023-01/2023-04"),
            "growth of profits in Jan–Apr 2023",
            "2023年1—4月“profits”增速",
        ),
        (Measured("level", "产量", "2021"), "产量 in 2021", "2021年产量"),
        (Measured("level", "产量", "2021-12-31"), "产量 on 31 Dec 2021", "2021年12月31日产量"),
        (Measured("growth", "GDP", "", "gdp"), "growth of GDP", "国内生产总值增速"),
        (
            At("Exports", ("Ireland", "2020"), Place(page=3)),
            "“Exports”, page 3: Ireland › 2020",
            "“Exports”（第3页）：Ireland › 2020",
        ),
        (At("", ()), "a table: a cell", "一张表：某一单元格"),
        (Several(("a", Time("2023-01-17"))), "a, 17 Jan 2023", "a、2023年1月17日"),
        (Formula("{} = {} − {}", (Printed(Decimal("9.6"), "%"), "?", Said("3"))), "9.6% = ? − 3", "9.6% = ? − 3"),
        (Message("no such sentence, {as it is}"), "no such sentence, {as it is}", "no such sentence, {as it is}"),
        (Message("revised by", {"than": "now"}), "revised by …", "修订…"),
    ],
)
def test_parts_are_told_in_both_languages(part: Part, english: str, chinese: str) -> None:
    assert (say(part), say(part, "zh")) == (english, chinese)


@pytest.fixture
def found() -> Finding:
    """A growth that does not follow from its levels."""
    draft = Draft()
    draft.say("7.1", "出口额")
    draft.say("107.1", "出口额", "CNY", "level", "2021", "", power=8)
    draft.say("110", "出口额", "CNY", "level", "2020", "", power=8)
    return next(one for one in check(draft.reading()).findings if one.kind == "check")


def test_a_finding_is_told_in_the_language_asked_for(found: Finding) -> None:
    assert found.statement.startswith("Growth of 出口额 in 2021: published 7.1%")
    told = in_language(found, "zh")
    assert told.statement.startswith("2021年出口额增速：公布7.1%")
    assert told.formula == "107.1亿 = 110亿 × (1 + 7.1%)"
    assert told.reason != found.reason
    assert in_language(found, "en") == found


def test_a_reason_put_in_later_is_told_in_both_languages(found: Finding) -> None:
    again = because(found, *reasons_of(found), Message("not converged"))
    assert again.reason.endswith("not converged within the cap on rounds")
    assert in_language(again, "zh").reason.endswith("在限定轮数内未收敛")
