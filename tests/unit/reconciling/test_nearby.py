"""Loose links: what stands together and agrees may hold, nothing that merely stands together is ever contradicted."""

from __future__ import annotations

from decimal import Decimal
from time import process_time

import msgspec
import pytest

from tallystick import read_text
from tallystick.reconciling.links import prove
from tallystick.reconciling.nearby import near_links
from tallystick.reconciling.nearby.figures import near_figures
from tallystick.reconciling.nearby.inside import within_sentence
from tallystick.reconciling.nearby.weighing import agree, chance


def _links(text: str) -> dict[str, list[set[str]]]:
    found: dict[str, list[set[str]]] = {}
    for link in near_links(read_text(text, released="2022-03-01", reader="fast")):
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
    (link,) = near_links(read_text(text, released="2022-03-01", reader="fast"))
    (change,) = link.roles["change"]
    assert (change.unit, change.value) == ("pp", Decimal("-0.65"))


def _chance(growth: str, new: str, old: str) -> float:
    text = f"Kettles\n\nSales of kettles rose by {growth}% to £{new} in 2021, from £{old} in 2020.\n"
    (figures,) = near_figures(read_text(text, released="2022-03-01", reader="fast"))
    return min(chance(triple) for triple in within_sentence(figures) if agree(triple))


def test_the_finer_figures_are_told_the_less_likely_they_agree_by_chance() -> None:
    assert _chance("12.04", "112.04", "100.00") < _chance("12.0", "112.0", "100.0") < _chance("12", "112", "100") / 3


def test_figures_of_sentences_apart_are_linked_where_subject_and_time_are_told() -> None:
    text = (
        "Ferries\n\nFerry passengers numbered 48,350 in 2021. Tickets became dearer.\n\n"
        "Ferry passengers rose by 12.40% in 2021. Ferry passengers had numbered 43,016 in 2020.\n"
    )
    assert {"12.40%", "48,350", "43,016"} in _links(text).get("growth_from_levels", [])


def test_parts_that_add_up_are_linked_with_their_whole() -> None:
    text = (
        "Harbour\n\nCargo through the harbour came to 87,412 tonnes in 2021. Cargo landed was 51,806 tonnes and "
        "cargo shipped 35,606 tonnes.\n"
    )
    assert {"87,412 tonnes", "51,806 tonnes", "35,606 tonnes"} in _links(text).get("partition", [])


def test_an_amount_and_what_is_left_of_it_are_a_sum_about_the_larger() -> None:
    text = (
        "Harbour\n\nRevenue of the harbour stood at £481.58 million and expenditure at £498.93 million in 2021, "
        "leaving a deficit of £17.35 million.\n"
    )
    assert {"£481.58 million", "£498.93 million", "£17.35 million"} in _links(text).get("partition", [])


def test_parts_of_a_total_listed_behind_it_are_its_parts() -> None:
    text = "Fleet\n\nThe port served a total of 1,406 ships in 2021: 932 ferries, 326 tugs and 148 tankers.\n"
    assert {"1,406", "932", "326", "148"} in _links(text).get("partition", [])


def test_a_share_is_linked_with_a_whole_that_another_sentence_tells() -> None:
    text = (
        "Ferries\n\nTotal spending on ferries was £324.6 million in 2021. Crews were hard to find.\n\n"
        "Spending on harbours was £54.5 million in 2021, accounting for 16.8% of total spending on ferries.\n"
    )
    assert {"£54.5 million", "16.8%", "£324.6 million"} in _links(text).get("share_of_whole", [])


def test_shares_of_one_whole_speak_for_each_other() -> None:
    one = "Ferry traffic came to 96,530 passengers in all of 2021.\n\nMost of them were tourists with 19,926 or 21%."
    more = " Pupils on their way to school were 9,150 or 9.5%. Nurses on their way to work were 7,222 or 7.5%."
    assert not _links(f"Ferries\n\n{one}\n").get("share_of_whole")
    assert len(_links(f"Ferries\n\n{one}{more}\n").get("share_of_whole", [])) == 3


@pytest.mark.parametrize(
    ("text", "identity", "figures"),
    [
        (
            (
                "Trade\n\nExports of tea came to 23.5 million kina in 2021. Ports were open.\n\n"
                "Imports of tea came to 32.9 million kina in 2021.\n\n"
                "The deficit in tea was 9.4 million kina in 2021.\n"
            ),
            "partition",
            {"23.5 million kina", "32.9 million kina", "9.4 million kina"},
        ),
        (
            (
                "Cash\n\nCash from operations of the mill was $84 million in 2021. Weather was mild.\n\n"
                "Capital expenditures of the mill were $56 million in 2021. "
                "Free cash of the mill was $28 million in 2021.\n"
            ),
            "partition",
            {"$84 million", "$56 million", "$28 million"},
        ),
        (
            (
                "Pupils\n\nPupils in schools numbered 23,504 in 2021. Lessons were long.\n\n"
                "Male pupils in schools numbered 12,013 in 2021.\n\n"
                "Meals were free. Female pupils in schools numbered 11,491 in 2021.\n"
            ),
            "partition",
            {"23,504", "12,013", "11,491"},
        ),
        (
            (
                "Results\n\nRevenue of the group was $610.24 million in 2021. Staff were hard to find.\n\n"
                "Operating profit was $60.43 million in 2021. The operating margin was 9.90% in 2021.\n"
            ),
            "share_of_whole",
            {"$610.24 million", "$60.43 million", "9.90%"},
        ),
    ],
)
def test_what_names_say_of_one_another_ties_figures_apart(text: str, identity: str, figures: set[str]) -> None:
    assert figures in _links(text).get(identity, [])


def test_margins_of_one_profit_are_not_shares_of_another() -> None:
    text = (
        "Results\n\nSales of lamps were $380.2 million in 2021. Overheads were $213.4 million in 2021.\n\n"
        "The gross margin was 56.1% in 2021.\n"
    )
    assert not _links(text).get("share_of_whole")


def test_what_follows_from_figures_tied_already_is_tied_with_them() -> None:
    text = (
        "Births\n\nThe number of mill births rose by 8,000 (3.1%) between 2020 and 2021.\n\n"
        "In 2021 there were 270,000 mill births. This compares with 261,000 mill births in 2020.\n"
    )
    links = _links(text)
    told = set().union(*(figures for name in links for figures in links[name] if name != "stated_again"))
    assert told == {"8,000", "3.1%", "270,000", "261,000"}


@pytest.mark.parametrize(
    "text",
    [
        (
            "Looms\n\nLooms sold rose from 1.61 million in 2020 to 2.11 million in 2021, an increase of 31.2%. "
            "Looms of other makes sold by 31.1% more in 2021 than in 2020.\n"
        ),
        (
            "Clinics\n\nA total of 12,658 women were seen in clinics in 2021. Of 775 women sent on from clinics in "
            "2021, 214 women (27.6%) stayed and 9 women (1.7%) left.\n"
        ),
    ],
)
def test_nor_are_figures_of_sentences_apart_that_have_their_own_beside_them(text: str) -> None:
    links = near_links(read_text(text, released="2022-03-01", reader="fast"))
    assert not [link for link in links if len({figure.sentence for figure in link.figures}) > 1]


def test_a_part_so_small_that_it_might_be_missing_proves_no_sum() -> None:
    text = (
        "Harbour\n\nCargo came to 87 million tonnes in 2021. Coal was 87 million tonnes and salt 300 thousand tonnes.\n"
    )
    assert "partition" not in _links(text)


def test_ten_thousand_figures_are_linked_in_a_time_that_grows_with_them() -> None:
    line = "Ferry passengers of line {0} rose by 12.4% to 48,{0:03} in 2021, from 43,{0:03} in 2020."
    text = "Ferries\n\n" + "\n\n".join(line.format(number) for number in range(1000))
    reading = read_text(text, released="2022-03-01", reader="fast")
    seconds = []
    for part in (len(reading.observations) // 4, len(reading.observations)):
        some = msgspec.structs.replace(reading, observations=reading.observations[:part])
        start = process_time()
        list(near_links(some))
        seconds.append(process_time() - start)
    assert seconds[1] < 8 * seconds[0] + 0.5


def test_a_figure_told_again_is_the_same_figure() -> None:
    text = (
        "Ferries\n\nFerry passengers numbered 48,350 in 2021, more than ever.\n\n"
        "The number of ferry passengers was 48,350 in 2021 and is expected to grow.\n"
    )
    (link,) = near_links(read_text(text, released="2022-03-01", reader="fast"))
    assert link.identity == "stated_again"
    found = prove(link)
    assert found is not None
    assert found.verdict == "holds"


@pytest.mark.parametrize("figure", ["40", "48,000"])
def test_a_round_figure_told_again_proves_nothing(figure: str) -> None:
    text = f"Ferries\n\nPassengers numbered {figure} in 2021.\n\nThe number of ferry passengers was {figure} in 2021.\n"
    assert not _links(text)


def test_what_surely_belongs_together_and_does_not_agree_cannot_be_checked() -> None:
    text = "Ferries\n\nFerry passengers rose by 6.8% to 56.8 million in 2021 from 52.9 million in 2020.\n"
    (link,) = near_links(read_text(text, released="2022-03-01", reader="fast"))
    found = prove(link)
    assert found is not None
    assert (found.verdict, found.identity) == ("cannot check", "growth_from_levels")


def test_a_level_that_words_put_before_is_not_the_new_one() -> None:
    text = "Berths\n\nBerths let made up 18% in 2021, down from 19% in 2020, but up 4.5 points from 14% in 2018.\n"
    assert {"4.5 points", "19%", "14%"} not in _links(text).get("change_of_share", [])


@pytest.mark.parametrize("words", ["in real terms ", "on a comparable basis "])
def test_nor_is_that_told_where_words_say_why(words: str) -> None:
    text = f"Ferries\n\nFerry fares rose {words}by 6.8% to £56.8 million in 2021 from £52.9 million in 2020.\n"
    assert "growth_from_levels" not in _links(text)


@pytest.mark.parametrize(
    "text",
    [
        "价格\n\n2021年水产品价格指数为103.4，同比上涨3.4%。\n",
        "价格\n\n2021年工业生产者出厂价格指数为97.4，同比下降2.6%。\n",
    ],
)
def test_an_index_told_with_the_year_before_as_100_holds_with_its_growth(text: str) -> None:
    assert "index_of_year_before" in _links(text)


def test_a_value_of_two_digits_is_told_again_only_of_the_very_same_thing() -> None:
    text = "Ferries\n\nThe ferry fares rose by 4.3% in 2021.\n\nOver the whole year the {} rose by 4.3% in 2021.\n"
    assert "stated_again" in _links(text.format("ferry fares"))
    assert "stated_again" not in _links(text.format("bus fares"))


@pytest.mark.parametrize(
    ("text", "identity", "figures"),
    [
        (
            "外贸\n\n2021年全市出口352.6亿元，增长4.1%。\n\n机电产品出口211.3亿元，增长6.2%，占出口总值的59.9%。\n",
            "share_of_whole",
            {"352.6亿元", "211.3亿元", "59.9%"},
        ),
        (
            (
                "综合\n\n2021年全县实现地区生产总值214.37亿元，增长5.1%。"
                "其中，第一产业增加值38.21亿元，第二产业增加值81.04亿元，第三产业增加值95.12亿元。"
                "三次产业结构为17.8：37.8：44.4。\n"
            ),
            "share_of_whole",
            {"214.37亿元", "81.04亿元", "37.8"},
        ),
        (
            "快递\n\n2021年，城内、省内、省外包裹量分别占全部包裹量的12.4%、30.1%和57.5%。\n",
            "parts_of_all",
            {"12.4%", "30.1%", "57.5%"},
        ),
        (
            "投资\n\n2021年，甲乙两区投资比重为31.4：68.6，甲区投资比重提高2.3个百分点，乙区投资比重下降2.3个百分点。\n",
            "changes_of_shares",
            {"2.3个百分点"},
        ),
        (
            "存款\n\n2021年各项存款增加48.36亿元。分部门看，住户存款增加51.27亿元，企业存款减少2.91亿元。\n",
            "sum_of_changes",
            {"48.36亿元", "51.27亿元", "2.91亿元"},
        ),
        (
            (
                "投资\n\n2021年全市完成投资486.3亿元。\n\n矿区恢复生产，道路通车，港口扩建。\n\n"
                "从城乡看，城区投资391.7亿元，增长3.1%；乡镇投资94.6亿元，增长2.2%。\n"
            ),
            "partition",
            {"486.3亿元", "391.7亿元", "94.6亿元"},
        ),
        (
            "税收\n\n2021年全市税收152.63亿元。其中，国税94.31亿元，包括增值税61.2亿元、消费税12.4亿元；地税58.32亿元。\n",
            "partition",
            {"152.63亿元", "94.31亿元", "58.32亿元"},
        ),
        (
            "投资\n\n2021年全市完成投资312.4亿元，增长4.0%。从城乡看，城区投资105.1亿元，增长5.0%；乡镇投资207.3亿元，增长3.5%。\n",
            "growth_of_sum",
            {"312.4亿元", "4.0%", "105.1亿元", "5.0%", "207.3亿元", "3.5%"},
        ),
        (
            "投资\n\n2021年全市固定资产投资210.0亿元，增长5.0%。民间投资55.0亿元，增长10.0%，拉动全市投资增长2.5个百分点。\n",
            "points_of_levels",
            {"210.0亿元", "5.0%", "55.0亿元", "10.0%", "2.5个百分点"},
        ),
        (
            (
                "综合\n\n2021年，民营经济增加值88.2亿元，增长5.0%。国有与民营经济比重为58.0：42.0，"
                "民营经济比重提高2.0个百分点，拉动全县经济增长2.0个百分点。\n"
            ),
            "points_of_share",
            {"5.0%", "42.0", "2.0个百分点"},
        ),
        (
            (
                "外贸\n\n2021年全市进出口400.0亿元，增长2.0%。民营企业进出口88.0亿元，增长12.2%，"
                "占进出口总值的22.0%，比重比上年提高2.0个百分点。\n"
            ),
            "move_of_share",
            {"2.0%", "12.2%", "22.0%", "2.0个百分点"},
        ),
        (
            "服务\n\n2021年，全市服务进出口增长2.6%。\n\n知识服务进出口增长10.7%，高于服务进出口整体增速8.1个百分点。\n",
            "gap_of_growth",
            {"2.6%", "10.7%", "8.1个百分点"},
        ),
        (
            "收支\n\n2021年一季度，经常账户顺差751亿美元，其中，货物贸易顺差1187亿美元，服务贸易逆差436亿美元。\n",
            "partition",
            {"751亿美元", "1187亿美元", "436亿美元"},
        ),
        (
            "汽车\n\n2021年末，全市汽车保有量310.4万辆。\n\n新能源汽车在汽车中的占比为3.2%，新能源汽车保有量9.93万辆。\n",
            "share_of_whole",
            {"310.4万辆", "9.93万辆", "3.2%"},
        ),
        (
            "服务\n\n2021年，全市服务出口比2019年同期增长28.5%，两年平均增长13.4%。\n",
            "growth_and_mean",
            {"28.5%", "13.4%"},
        ),
        (
            "工业\n\n2021年，全市38个行业中，化工、建材等26个行业增长，12个行业下降。\n",
            "partition",
            {"38个", "26个", "12个"},
        ),
        (
            "外汇\n\n2021年末，全省对外净资产124.6亿元。对外资产503.8亿元，其中债券21.4亿元；对外负债379.2亿元。\n",
            "difference_of_levels",
            {"124.6亿元", "503.8亿元", "379.2亿元"},
        ),
    ],
)
def test_what_chinese_tells_of_parts_and_wholes_apart_is_linked(text: str, identity: str, figures: set[str]) -> None:
    assert figures in _links(text).get(identity, [])


@pytest.mark.parametrize(
    "text",
    [
        "外贸\n\n2021年全市出口352.6亿元。\n\n机电产品出口211.3亿元，占出口总值的63.4%。\n",
        "用户\n\n2021年末，快线用户达5.1亿户，比上年末净增1.55亿户，占全部用户的30.3%。\n",
        "民生\n\n2021年改造小区18.3万户。全年新建车位5.5万个、充电口12.8万个。\n",
    ],
)
def test_nor_does_chinese_bind_what_does_not_agree_or_is_of_other_things(text: str) -> None:
    assert not {"share_of_whole", "partition"} & _links(text).keys()
