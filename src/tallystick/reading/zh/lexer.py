"""One pass of one linear pattern over a sentence: typed tokens, and nothing lost between them."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from tallystick.reading.zh import dates
from tallystick.reading.zh.vocabulary import phrases, trie

# Characters folded to one form, one for one, so that offsets stay those of the text.
FOLD = str.maketrans(
    "０１２３４５６７８９％．＋／億萬個點兩幾餘約長減較達過為與從萎縮擴穩實現總額進業產費資國際貿稅務員輛條樓項倉輸車噸連續創歷書週歲預計劃標務爭確資佔貢獻帶動調漲寬關開發間後來對佈種類雙單歐韓數據顯門時",
    "0123456789%.+/亿万个点两几余约长减较达过为与从萎缩扩稳实现总额进业产费资国际贸税务员辆条楼项仓输车吨连续创历书周岁预计划标务争确资占贡献带动调涨宽关开发间后来对布种类双单欧韩数据显门时",
)

_HAN = "零〇一二两三四五六七八九十百千万亿"
_AMOUNT = rf"(?:\d+|[{_HAN}几]+)"
NUMBER = (
    r"\d+(?:,\d{3})*(?:\s?\.\s?\d+)?"
    r"(?:\s?[多余]?(?:万亿|[十百千]?[万亿]|[百千](?![瓦克米伏卡赫兆]))(?:\d+(?:\.\d+)?[万千百](?![瓦克米伏]))?)?[多余几]?"
)
_HAN_NUMBER = rf"[{_HAN}几]+(?:点[零〇一二三四五六七八九]+[万亿]*)?[多余]?[万亿]?(?![{_HAN}])"
_PARTS = (
    ("aside", r"[（(](?:[^（）()\d%，。；]|[A-Za-z]\d){1,20}[）)]"),
    ("address", r"https?://[!-~]+|www\.[!-~]+|[\w.]+@[\w.]+|(?<!\d)\d{3,4}-\d{7,8}(?!\d)"),
    (
        "name",
        r"[“\"]?十[一二三四五六七八]?五[”\"]?(?!年|家|个|项|名|条|件|人|亿|[”\"]?(?:时期|期间|以来|末|期末|规划期|前))(?:规划)?|[A-Za-z]+[\-—]?\d[\d.]*[A-Za-z+]*|\d+[.\d]*(?:[GD](?![BW])|[AaDdKXx+](?![A-Za-z])|版|国道|省道|号(?!码))|\d+(?:\+\d+)+|\d+·\d+|\d+\+[NX]"
        rf"|{_AMOUNT}次(?:全[体会]|会议|党代会|代表大会|常务|中央)|[二八]十国集团|七国集团|[“\"][^“”\"，。]{{0,8}}(?:\d+|[一二两三四五六七八九十百]+)[个条项大张件]?[^“”\"，。\d连]{{0,4}}[”\"](?!末|时期|期间|以来|规划期)|[“\"]\d+(?:[+N\-·]\d*)*[”\"]|(?:神舟|嫦娥|天问|天舟|长征|天宫|北斗){_AMOUNT}号?|[二三四五六七八九十百]+届|{_AMOUNT}号(?!码)|{_AMOUNT}月[份]?(?=牙)",
    ),
    ("clock", r"(?:\d+|[一二十]+)世纪(?:\d0年代|[二三四五六七八九]十年代)?|\d0年代|[’'']\d\d(?!\d)|\d{1,2}[:：]\d{2}(?!\d)|(?:上午|下午|凌晨|晚上?|中午)?\d{1,2}[时点](?:\d{1,2}分|整|半|许)?(?=[，,。；左举召开起止前后至到]|$)"),
    ("rank", rf"第{_AMOUNT}(?:位|名)?|(?:全[国省球市]|世界|居|列|位|排名?|亚洲|并列|稳居|行业|之)?[首榜]位|榜首|前(?:{_AMOUNT})(?=[，。；、名位强]|$)(?:名|位|强)?"),
    ("row", r"[一二三四五六七八九十\d]+连[丰增升涨冠跌降]"),
    ("streak", r"(?:已经?)?连续了?第?|创下?了?近?(?=[\d一二三四五六七八九十]+(?:多|余)?(?:年|个))|为近?(?=[\d一二三四五六七八九十]+(?:多|余)?年(?:同期|来|以来))"),
    ("date", rf"(?<!续)(?<!创)(?<!创近)(?<!为近){dates.PATTERN}"),
    ("fraction", rf"[百千万]分之(?:\d+(?:\.\d+)?|[{_HAN}点]+)|[二两三四五六七八九十\d]{{1,2}}分之[一二三四五六七八九十\d]{{1,2}}|\d{{1,3}}/\d{{1,3}}(?![\d/])|(?:\d(?:\.\d)?|[一二两三四五六七八九])成(?:[半一二三四五六七八九](?![个家]))?(?![立果为功效员分长绩都品本套交])|一半(?!以上的?时间)|过半(?!数)|[超近约]?半数"),
    ("double", rf"翻了?[{_HAN}\d]*番|翻了?[{_HAN}\d]+倍"),
    ("ratio", r"\d+(?:\.\d+)?[∶:：]1(?!\d)"),
    ("number", NUMBER),
    ("word", "{words}"),
    ("han", _HAN_NUMBER),
    ("stop", r"[，；：。！？,;!?（）()\n]|——"),
    ("joint", r"[、]"),
)
_AFTER = r"(?=[了约近超逾到在达过有为是共均]{0,2}(?:超过|达到|突破|接近|不足|低于|高于|高|低)?[\d一二三四五六七八九十百千万两半])"


class Token(NamedTuple):
    """A typed piece of a sentence; offsets count from the release's first character."""

    kind: str
    start: int
    end: int
    text: str


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Word → the kinds it may have."""
    kinds: dict[str, set[str]] = {}
    for name, words in phrases().items():
        topic, _, kind = name.partition(".")
        if topic in ("direction", "predicates", "relations", "qualifiers") and kind != "direction":
            for word in words:
                kinds.setdefault(word, set()).add(kind.rpartition(".")[2] if topic != "qualifiers" else name.removeprefix("qualifiers."))
        elif name in ("names.words", "links.link", "status.target", "status.forecast", "status.not_target"):
            for word in words:
                kinds.setdefault(word, set()).add(kind if topic != "names" else "decoy")
    return {word: frozenset(found) for word, found in kinds.items()}


# Words that mean what they seem to mean only right before a number.
_ONLY_BEFORE = frozenset(
    "增 降 涨 跌 升 减 为 是 报 计 达 有 可 能 要 须 应 在 于 的 新 净 各 共 约 近 超 逾 上 数 破 高 快 多 低 少 慢 长 短 再 又 仅 只 更 则 略 还 连 和 与 及 到 至 从 自 由 就 其 使 令 让 单 年 且 即 且 而 并 同 了 拟".split()
)


@cache
def _pattern() -> re.Pattern[str]:
    words = set(_kinds())
    long = trie(word for word in words if word not in _ONLY_BEFORE)
    short = trie(word for word in words if word in _ONLY_BEFORE)
    parts = dict(_PARTS) | {"word": f"{long}|{short}{_AFTER}"}
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in parts.items()))


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, which must be folded; words in between belong to no token.

    >>> [(t.kind, t.text) for t in tokens("产量增长5%。", 0, 7)]
    [('word', '增长'), ('number', '5'), ('stop', '。')]
    """
    return [
        Token(found.lastgroup or "", found.start(), found.end(), found[0])
        for found in _pattern().finditer(text, start, end)
    ]


def kinds(word: str) -> frozenset[str]:
    """The kinds of a word of the vocabulary."""
    return _kinds().get(word, frozenset())
