"""A briefing of a ledger goes out whole, and no draft that was changed by hand in a figure."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from tallystick.briefing import Drafts, Outline, draft, five_groups, prove
from tallystick.briefing.outline import Item, Section, Words
from tallystick.ledger import Ledger
from tallystick.pipeline import read_text

DAY = date(2022, 2, 28)
RELEASE = """China: industry in 2021

Beijing, February 28, 2022

In 2021, the added value of industries above designated size increased by 9.6%, an increase of 6.8 percentage points
over 2020. The added value of the manufacturing industry increased by 9.8%, and its total was 31.4 trillion yuan.
The profits of industrial enterprises above designated size increased by 34.3%. The national industrial capacity
utilization rate was 77.5%. The production of industrial robots increased by 44.9%. Energy consumption per unit of
industrial value added decreased by 5.6%. Software business revenue increased by 17.7%.
"""
FAULTS = {
    "en": """
        9.6% → 9.5% | 9.6% → 6.9% | 34.3% → 3.43% | increased by 44.9% → decreased by 44.9%
        increased by 44.9% → increased to 44.9% | 31.4 trillion → 31.4 billion | trillion yuan → trillion US dollars
        6.8 percentage points → 6.8% | than in 2020 → than in 2019 | In 2021 → In 2020 | per unit of value added →
        profits of industrial → revenue of industrial | stood at 77.5% → is expected to reach 77.5%
        decreased by 5.6% → increased by 5.6%
    """,
    "zh": """
        9.6% → 9.5% | 31.4万亿元 → 31.4亿元 | 增长44.9% → 下降44.9% | 6.8个百分点 → 6.8% | 比2020年提高 → 比2019年提高
        31.4万亿元 → 31.4万亿美元 | 下降5.6% → 增长5.6% | 企业利润 → 企业营业收入 | 单位增加值能耗 → 能耗
        增长34.3% → 增长34.3倍
    """,
}


def faults() -> Iterator[tuple[str, str, str]]:
    """Language, words, and what stands for them in a draft that was changed by hand."""
    for language, told in FAULTS.items():
        for one in told.replace("\n", "|").split("|"):
            before, arrow, after = one.partition("→")
            if arrow:
                yield language, before.strip(), after.strip()


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("briefing") / "ledger.db") as ledger:
        ledger.keep(read_text(RELEASE, released=DAY, language="en", reader="fast"))
        yield ledger


@pytest.fixture(scope="module")
def drafts(book: Ledger) -> Drafts:
    return draft(five_groups("2021"), book, sure=0)


def failures(book: Ledger, drafts: Drafts, language: str, before: str = "", after: str = "") -> list[str]:
    """What holds a draft back where some of its words were changed."""
    text = drafts.drafts[language].text
    assert before in text
    texts = {language: text.replace(before, after, 1)}
    written = {language: [told.fact for told in drafts.drafts[language].figures]}
    return [f"{one.figure}: {one.why}" for one in prove(texts, written, book, released=DAY, reader="fast")]


def test_what_the_ledger_holds_is_told_in_both_languages_and_proves(book: Ledger, drafts: Drafts) -> None:
    texts = {language: one.text for language, one in drafts.drafts.items()}
    written = {language: [told.fact for told in one.figures] for language, one in drafts.drafts.items()}
    assert [len({fact.observation for fact in one}) for one in written.values()] == [9, 9]
    assert all(one.text[told.start : told.end] for one in drafts.drafts.values() for told in one.figures)
    assert not prove(texts, written, book, released=DAY, reader="fast")
    assert "innovation.rd_intensity" in {lack.indicator for lack in drafts.lacks}


def test_a_name_that_says_its_measure_is_told_and_what_cannot_be_written_is_listed(tmp_path: Path) -> None:
    said = (
        "我国2021年经济运行情况\n\n2021年，我国制造业采购经理指数为50.5%，清洁能源消费占比达25.5%，粮食单产为5毫克/升，"
        "制造业增加值占GDP比重达27.4%。"
    )
    told = ("pmi.manufacturing", "energy.clean_share", "agriculture.grain.yield", "gdp.manufacturing.share")
    items = tuple(Item(indicator=one) for one in told)
    heading = Words(en="Output", zh="产量")
    outline = Outline(title=heading, period="2021", section=(Section(heading=heading, item=items),))
    with Ledger(tmp_path / "ledger.db") as ledger:
        ledger.keep(read_text(said, released=DAY, language="zh"))
        made = draft(outline, ledger, sure=0)
        texts = {language: one.text for language, one in made.drafts.items()}
        written = {language: [each.fact for each in one.figures] for language, one in made.drafts.items()}
        assert not prove(texts, written, ledger, released=DAY, reader="fast")
    assert "清洁能源消费比重为25.5%" in texts["zh"]
    assert "制造业增加值占GDP的比重为27.4%" in texts["zh"]
    why = "agriculture.grain.yield.level cannot be written in English: its unit mg/L has no words; in Chinese: "
    assert any(lack.why.startswith(why) for lack in made.lacks)


@pytest.mark.parametrize(("language", "before", "after"), list(faults()))
def test_a_draft_changed_by_hand_is_held_back(
    book: Ledger, drafts: Drafts, language: str, before: str, after: str
) -> None:
    assert failures(book, drafts, language, before, after)


def test_a_figure_that_nobody_wrote_from_the_ledger_is_held_back(book: Ledger, drafts: Drafts) -> None:
    told = failures(book, drafts, "en", "Supply chains\n\n", "Supply chains\n\nExports of ships rose by 3.1% in 2021. ")
    assert [one for one in told if one.startswith("3.1%: a figure that is not written from the ledger")]
