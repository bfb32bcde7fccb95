"""What figures imply is told where it says something, and rests on what the words say."""

from __future__ import annotations

import pytest

from tallystick import read_text
from tallystick.reconciling import check


def _implied(text: str) -> list[str]:
    report = check(read_text(text, released="2022-03-01", reader="fast"))
    return [finding.statement for finding in report.findings if finding.kind == "implied"]


@pytest.mark.parametrize(
    "text",
    [
        "Ferries\n\nFerry passengers numbered 48,350 in 2021, up 12.4% from 2020.\n",
        "渔业\n\n2021年水产品产量为483.5万吨，比上年增长9.3%。\n",
    ],
)
def test_an_amount_and_its_growth_imply_the_amount_before(text: str) -> None:
    assert len(_implied(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        # printed in the same sentence
        "Ferries\n\nFerry passengers numbered 48,350 in 2021, up 12.4%, and 43,016 in 2020.\n",
        # an annual rate of more than one quarter
        "Ferries\n\nFerry traffic grew at an annualised rate of 4.1% year-to-date in December 2021.\n",
        # what is so many times less is named by a word alone
        "Ferries\n\nFerry passengers numbered 48,350 in 2021, three times the number of cars.\n",
        # held against a plan
        "Ferries\n\nFerry revenue was £48.3 million in 2021, £2.1 million lower than the original estimate.\n",
        # told of what went before
        "渔业\n\n2021年水产品产量在连续9年增长的基础上再创新高。\n",
    ],
)
def test_nothing_is_implied_where_words_leave_it_open_or_say_it(text: str) -> None:
    assert not _implied(text)
