"""What measures share: the verb that governs a number, differences from something else, and words cut apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tallystick.reading.printed.zh.lexer import Token, kinds
from tallystick.reading.printed.zh.vocabulary import phrases, trie
from tallystick.reading.zh.clauses import Left

# Verbs of arrival that leave a verb of growth before them in force: 同比上升分别为8.3%.
_COPULAS = frozenset(
    ("为", "达", "达到", "是", "达到了", "分别为", "分别达到", "实现", "完成", "保持在", "有", "累计", "合计", "共计")
)
_LOWER = ("低于", "慢于", "少于", "低出")


@dataclass(slots=True)
class Meaning:
    """A measure with its sign, the words of the subject and of the base, and which rule found it."""

    measure: str
    rule: str
    subject: list[Token]
    sign: int = 1
    base: str = ""
    factor: int = 1
    phrase: str = ""  # the marker words to be said again of a later change: 占GDP的比重
    witness: Token | None = None


def direction(left: Left) -> Token | None:
    """The verb of growth or decline that governs the number; none where 到 makes it a level."""
    for word in reversed(left.run):
        found = kinds(word.text)
        if "arrive" in found and not found & {"up", "down"}:
            if word.text in _COPULAS:
                continue
            return None
        if found & {"up", "down", "near_up", "near_down"}:
            return word
    return None


def sign_of(verb: Token | None, falling: bool) -> int:
    """1 or -1; what is `falling` and narrows, rises (降幅收窄)."""
    if verb is None:
        return 1
    found = kinds(verb.text)
    if falling and found & {"narrow", "widen"}:
        return 1 if "narrow" in found else -1
    return -1 if found & {"down", "near_down"} else 1


def betters_by_falling(left: Left, verb: Token | None) -> bool:
    """Whether an improvement means a fall: PM2.5浓度改善5%."""
    if verb is None or verb.text != "改善":
        return False
    return any(word in left_text(left) for word in phrases()["subjects.lower_is_better"])


def cut(left: Left, index: int) -> tuple[list[Token], str]:
    """The subject before a marker, and the words after it."""
    behind = "".join(piece.text for piece in left.content[index + 1 :])
    return left.content[:index], behind.strip().removeprefix("了").removesuffix("的")


def without_rate(content: list[Token]) -> list[Token]:
    """The content without a noun at its end that only says that a rate of growth is meant (增速)."""
    if content and content[-1].kind == "word" and kinds(content[-1].text) & {"rate_up", "rate_down"}:
        return content[:-1]
    return content


def gap(left: Left, verb: Token | None) -> Meaning | None:
    """`高于全国平均水平`, `比全国高`: a difference from something else at the same time."""
    index = left.marker("gap")
    if index >= 0:
        word = left.content[index]
        sign = -1 if word.text in _LOWER else 1
        subject, base = cut(left, index)
        if base:
            return Meaning("gap", "gap", without_rate(subject), sign, base, witness=word)
        return Meaning("change", "gap with a date", subject, sign, witness=word) if left.bases else None
    index = left.marker("than")
    if index < 0 or verb is None or left.content[index].text not in ("比", "较"):
        return None
    subject, base = cut(left, index)
    if not base:
        return None
    return Meaning("gap", "than", without_rate(subject), sign_of(verb, False), base, witness=left.content[index])


@cache
def _verbs() -> re.Pattern[str]:
    lists = phrases()
    words = lists["predicates.kinds.arrive"] | lists["direction.kinds.up"] | lists["direction.kinds.down"]
    return re.compile(trie(word for word in words if len(word) > 1) + "|[增升降减涨跌扩]")


def goes_on_with_verb(behind: str) -> bool:
    """Whether a verb follows the number, as in 从52.6%提高到58.5%."""
    return bool(_verbs().match(behind))


def left_text(left: Left) -> str:
    """All words before the number."""
    return "".join(piece.text for piece in (*left.content, *left.run))
