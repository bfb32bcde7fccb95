"""Laws of reading Chinese that hold for any text whatever."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tallystick.model import Reading
from tallystick.model.reading import REASONS
from tests.unit.reading.zh.reading import reading_of

WORDS = [
    "去年",
    "前三季度",
    "12年年均",
    "两年平均",
    "1—2月份",
    "上年末",
    "同比",
    "环比",
    "比上年",
    "增长",
    "下降",
    "回落",
    "提高到",
    "达到",
    "为",
    "超过",
    "近",
    "约",
    "分别",
    "其中",
    "占",
    "的比重",
    "贡献率",
    "拉动",
    "连续",
    "位居全国",
    "第一",
    "首位",
    "翻两番",
    "三成",
    "一半",
    "三分之二",
    "百分之九点一",
    "12.5%",
    "3.4",
    "１２.５％",
    "142.",
    "5万",
    "1",
    "9",
    "9",
    "7",
    "年",
    "5G",
    "C919",
    "神舟十二号",
    "“十四五”规划",
    "第三十四条",
    "亿元",
    "万吨",
    "个百分点",
    "亿千瓦时",
    "载重吨",
    "倍",
    "家",
    "人次",
    "左右",
    "以上",
    "，",
    "。",
    "；",
    "、",
    "（",
    "）",
    "和",
    "与",
    "：",
    "粮食产量",
    "工业增加值",
    "出口",
    "全省",
    "力争",
    "预计",
    "目标",
    "亿",
    "万",
    "千",
    "百",
    "十",
    "億元",
    "個百分點",
    "https://example.org/2024/1.html",
    "12:30",
    "2.04∶1",
    "1/4",
    "10—60",
    "每10万人",
    "-3.0%",
    "为－2",
    "负",
    "壹佰贰拾",
    "13万2",
    "三四十",
    "数十",
    "几百",
    "$20",
    "HK$3.5",
    "元5角",
    "吨半",
    "七成",
    "六",
    "百 分 之",
    "file/6871/18712ogr",
    "a1b2c3",
    "87：9：4",
    "前三",
    "的城市",
    "2.2本计划",
    "2018-2020年",
    "兆",
]
OPENING = "全省统计资料和各地区的数据显示"  # a text that is Chinese, whatever follows
texts = st.lists(st.sampled_from(WORDS), max_size=40).map(lambda words: f"{OPENING}{''.join(words)}") | st.text(
    alphabet="0123456789０９%.,，。；、（）亿万千百十一二三两半成翻第年月日季度比占同增降为的近超 \n", max_size=80
).map(lambda text: OPENING + text)


@given(texts)
@settings(max_examples=250, deadline=None)
def test_digits_are_figures_or_listed_as_unread_and_spans_are_apart_and_explained(text: str) -> None:
    reading = reading_of(text)
    _assert_every_run_of_digits_is_covered(reading)
    _assert_spans_are_inside_the_text_apart_and_explained(reading)


def _assert_every_run_of_digits_is_covered(reading: Reading) -> None:
    whole = reading.release.text
    covered = [(o.start, o.end) for o in reading] + [(u.start, u.end) for u in reading.unread]
    for block in reading.release.blocks:
        for run in re.finditer(r"[0-9０-９]+", whole[block.start : block.end]):
            start, end = block.start + run.start(), block.start + run.end()
            cells = {at for a, b in covered for at in range(max(a, start), min(b, end))}
            assert len(cells) == end - start, whole[max(start - 9, 0) : end + 9]


def _assert_spans_are_inside_the_text_apart_and_explained(reading: Reading) -> None:
    whole, end = reading.release.text, 0
    for observation in reading:
        assert end <= observation.start < observation.end <= len(whole)
        assert observation.text == whole[observation.start : observation.end]
        assert {"value", "unit"} <= {evidence.field for evidence in observation.evidence}
        if observation.lower is not None and observation.upper is not None:
            assert observation.lower <= observation.upper
        end = observation.end
    assert {unread.reason for unread in reading.unread} <= set(REASONS)


MONSTERS = (
    "9", "亿", "一", "　", "增长", "1,", "“", "（", "第", "、", "2 ", "比上年", "年", "0.", "、5个", "和5",
    "“3", "第三", "5万吨茶叶", "百分之五", "百分之", "2023年", "3%、", "三至", "-3",
    "茶叶3吨。", "壹", "a1", "a/", "3元5角",
    "绿茶、红茶、白茶产量分别增长3%、4%、5%，", "（同比为-3%", "茶",
)  # fmt: skip
COPIES, MOST = 16, 40  # a quadratic reader would take 256 times as long


@pytest.mark.parametrize("unit", MONSTERS)
def test_time_is_linear_in_monstrous_texts(unit: str) -> None:
    def seconds(length: int) -> float:
        text = "产量" + unit * (length // len(unit)) + "元。"
        began = time.process_time()
        reading_of(text)
        return time.process_time() - began

    small = min(seconds(1_000) for _ in range(3))
    # A machine may falter once: the second reading decides where the first was slow.
    assert any(seconds(1_000 * COPIES) < MOST * max(small, 0.01) for _ in range(2))
