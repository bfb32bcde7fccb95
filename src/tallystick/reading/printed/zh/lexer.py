"""One pass of one linear pattern over a sentence: typed tokens, and nothing lost between them."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from tallystick.knowledge.known_names import counted_names
from tallystick.reading.printed.zh.dates import PATTERN as TIME
from tallystick.reading.printed.zh.patterns import BEFORE_NUMBER, NUMBER, PARTS
from tallystick.reading.printed.zh.units import symbol_pattern
from tallystick.reading.printed.zh.vocabulary import phrases, trie

# Characters folded to one form, one for one, so that offsets stay those of the text.
_TRADITIONAL = (
    "億萬個點兩幾餘約長減較達過為與從縮擴穩實現總額進業產費資國際貿稅務員輛條樓項倉輸車噸連續創歷書週歲預計劃標爭確佔貢獻帶動"
    "調漲寬關開發間後來對佈種類雙單歐韓數據顯門時糧鐵鋼電氣銀貸東農區縣鄉鎮會術機網體衛學護環補設場廠線險價報訂購銷濟運營"
)
_SIMPLIFIED = (
    "亿万个点两几余约长减较达过为与从缩扩稳实现总额进业产费资国际贸税务员辆条楼项仓输车吨连续创历书周岁预计划标争确占贡献带动"
    "调涨宽关开发间后来对布种类双单欧韩数据显门时粮铁钢电气银贷东农区县乡镇会术机网体卫学护环补设场厂线险价报订购销济运营"
)
_WIDE = {0xFEE0 + code: chr(code) for code in range(0x30, 0x7B) if chr(code).isalnum()}
FOLD = _WIDE | str.maketrans("％．＋／＄￥￡" + _TRADITIONAL, "%.+/$¥£" + _SIMPLIFIED)


class Token(NamedTuple):
    """A typed piece of a sentence; offsets count from the release's first character."""

    kind: str
    start: int
    end: int
    text: str


_TYPED = ("direction", "predicates", "relations", "qualifiers")
_LISTED = ("names.words", "links.link", "status.target", "status.forecast", "status.not_target")


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Word → the kinds it may have."""
    kinds: dict[str, set[str]] = {}
    for name, words in phrases().items():
        topic, _, kind = name.partition(".")
        if topic in _TYPED and kind != "only_before":
            for word in words:
                kinds.setdefault(word, set()).add(kind if topic == "qualifiers" else kind.rpartition(".")[2])
        elif name in _LISTED:
            for word in words:
                kinds.setdefault(word, set()).add(kind if topic != "names" else "decoy")
    return {word: frozenset(found) for word, found in kinds.items()}


@cache
def _pattern() -> re.Pattern[str]:
    words, near = set(_kinds()), phrases()["predicates.only_before"]
    ratios = {word for word in phrases()["names.words"] if word.endswith("比")}  # 收入比, but not in 收入比上年增长
    long, short, ratio = trie(words - near - ratios), trie(words & near), trie(ratios)
    parts = dict(PARTS) | {
        "word": f"(?:{ratio})(?!{TIME})|{long}|{short}{BEFORE_NUMBER}",
        "money": symbol_pattern() + NUMBER,
    }
    parts["name"] = f"{trie(counted_names())}|{parts['name']}"
    return re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in parts.items()))


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The tokens of `text[start:end]`, which must be folded; words in between belong to no token.

    >>> [(t.kind, t.text) for t in tokens("产量增长5%。", 0, 7)]
    [('word', '增长'), ('number', '5'), ('stop', '。')]
    """
    lexed: list[Token] = []
    for found in _pattern().finditer(text, start, end):
        if found.lastgroup == "parts":
            lexed += _parts(found)
        elif found.lastgroup == "pair":
            lexed += _pair(found)
        else:
            lexed.append(Token(found.lastgroup or "", found.start(), found.end(), found[0]))
    return lexed


_MEMBER = re.compile(r"[\d.]+")
_WHOLE = (Decimal("99.5"), Decimal("100.5"))  # shares as printed may miss a hundred by their rounding


def _parts(found: re.Match[str]) -> list[Token]:
    """6.8:77.3:15.9 is three shares where they make a whole, else numbers by themselves."""
    members = list(_MEMBER.finditer(found[0]))
    total = sum((Decimal(member[0]) for member in members), Decimal(0))
    kind = "share" if _WHOLE[0] <= total <= _WHOLE[1] else "number"
    start = found.start()
    tokens = [Token(kind, start + m.start(), start + m.end(), m[0]) for m in members]
    joints = [Token("joint", start + m.end(), start + m.end() + 1, "、") for m in members[:-1]]
    return sorted(tokens + joints, key=lambda token: token.start)


_COMPOSED = re.compile(r"(?:结构|构成|占比|比重|比例|之比|比|优化|变化|演变|转变|调整|改善|由|从|的|为|是|到|至)$")
_BEFORE = 12  # characters before a pair that may say what it is


def _pair(found: re.Match[str]) -> list[Token]:
    """31.3：68.7 behind a word like 比重 or 结构 is two shares where they make a whole; else (14：30) two numbers."""
    said = found.string[max(0, found.start() - _BEFORE) : found.start()]
    whole = _parts(found)
    if whole[0].kind == "share" and _COMPOSED.search(said.rstrip("为是达约")):
        return whole
    start, (first, last) = found.start(), _MEMBER.finditer(found[0])
    mark = Token("stop", start + first.end(), start + last.start(), found[0][first.end() : last.start()])
    return [
        Token("number", start + first.start(), start + first.end(), first[0]),
        *([mark] if mark.text in ":：" else []),
        Token("number", start + last.start(), start + last.end(), last[0]),
    ]


def kinds(word: str) -> frozenset[str]:
    """The kinds of a word of the vocabulary."""
    return _kinds().get(word, frozenset())
