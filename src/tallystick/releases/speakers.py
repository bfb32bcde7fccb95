"""Who speaks: lines that give the word to someone, and the roles a release gives its people."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from tallystick.knowledge.loader import load_topics
from tallystick.model import Speaker

_REACH = 90  # characters of a line in which a name and its mark must stand
_COLON = re.compile(
    r"\*{0,2}(?P<name>(?:[A-Z][\w.'’&-]*\s(?:(?:of|the|and|for|de|van)\s)?){0,6}\(?[A-Z][\w.'’()-]*)\*{0,2}\s?[:：]\*{0,2}(?=\s|\Z)\s*"
)
_OFFICE = re.compile(
    r"\*{0,2}(?:The\s)?(?P<role>[A-Z][\w,\s]{3,70}?)\s\((?P<name>(?:Mr|Mrs|Ms|Dr|Prof)\.?\s[^()]{3,50})\)\s?[:：]?\*{0,2}\s*"
)
_CAPITALS = re.compile(r"(?P<name>(?:[A-Z][A-Z.'’-]{0,20}\s){1,4}(?:Mc|Mac|De|La)?[A-Z][A-Z'’-]{1,20})[.:]\s+(?=\S)")
_HAN = re.compile(r"\*{0,2}(?P<name>[\u4e00-\u9fff·]{1,16}(?:[（(][^）)]{1,20}[）)])?)\*{0,2}[：:]\*{0,2}\s*")
_ROLE_LINE = re.compile(r"(?P<name>(?:[A-Z][\w.'’-]*\s){1,3}[A-Z][\w.'’-]*),\s(?P<role>[^.!?:]{4,220})\Z")
_HAN_ROLE_LINE = re.compile(
    r"(?P<role>[\u4e00-\u9fff、（）()]{2,60})[\s\u3000]+(?P<name>[\u4e00-\u9fff·]{2,12}(?:\s[\u4e00-\u9fff])?)\Z"
)
_HAN_NAME_FIRST = re.compile(
    r"(?P<name>[\u4e00-\u9fff·]{2,12})[\s\u3000，,]+(?P<role>[\u4e00-\u9fff、，（）()\s]{3,80})\Z"
)


class Turn(NamedTuple):
    """A line's claim that someone begins to speak: the name, and where the words behind it start."""

    name: str
    words_start: int


@cache
def _words() -> dict[str, frozenset[str]]:
    topic = load_topics("sources/writing")["speech"]
    return {key: frozenset(value) for key, value in topic.items() if not key.endswith("examples")}


def claimed_turn(text: str, start: int, end: int) -> Turn | None:
    """The turn a line may begin, still to be confirmed by `confirmed`."""
    reach = min(end, start + _REACH)
    if text[start] > "\u2e7f" or text[start] == "*":
        found = _HAN.match(text, start, reach)
        if found and found["name"] not in _words()["zh_not_names"]:
            return Turn(found["name"], found.end())
        if text[start] != "*":
            return None
    if not (text[start].isupper() or text[start] == "*"):
        return None
    head = text[start:reach]
    if ":" not in head and "：" not in head and not (head[1:2].isupper() and ". " in head):
        return None
    found = _CAPITALS.match(text, start, reach) or _COLON.match(text, start, reach)
    if found is None or not _may_name(found["name"]):
        return None
    return Turn(found["name"], found.end())


def _may_name(name: str) -> bool:
    words = name.lower().replace("(", " ").replace(")", " ").split()
    return bool(words) and not _words()["not_names"] & set(words)


def confirmed(turns: Iterable[Turn], alone: Iterable[Turn], people: dict[str, str]) -> frozenset[str]:
    """The names that really speak.

    A name counts when the release lists the person with a role, when it bears a title or is a usual voice
    (`Q`, `答`), or when it takes the word more than once as a person would. Once one name counts, the
    others that stand `alone` on their line (a paper, a broadcaster) count too.
    """
    seen = Counter(turn.name for turn in turns)
    sure = {name for name, times in seen.items() if _is_sure(name, times, people)}
    standing = {turn.name for turn in alone}
    words = _words()
    if any(name.lower() not in words["voices"] and name not in words["zh_voices"] for name in sure & standing):
        sure |= standing
    if sum(name.isupper() and seen[name] > 1 for name in sure) > 1:  # a transcript that names in capitals
        sure |= {name for name in seen if name.isupper() and 2 <= len(name.split()) <= 4}
    return frozenset(sure)


def _is_sure(name: str, times: int, people: dict[str, str]) -> bool:
    words = _words()
    if name in people or name.lower() in words["voices"] or name in words["zh_voices"]:
        return True
    if name[0] > "\u2e7f":
        by_office = name.endswith(("记者", "发言人", "主持人"))
        return by_office or (2 <= len(name) <= 4 and name[0] in words["surnames"] and times > 1)
    parts = [part.strip(".").lower() for part in name.split()]
    if len(parts) > 1 and (parts[0] in words["titles"] or " ".join(parts[:2]) in words["titles"]):
        return True
    return times > 1 and 2 <= len(parts) <= 4 and name.isupper()


def asks(name: str) -> bool:
    """Whether somebody of this name puts questions: `Q`, `问`, a paper's 记者.

    >>> asks("Q"), asks("问"), asks("Ms. Oakes")
    (True, True, False)
    """
    words = _words()
    return name.lower() in words["askers"] or name in words["zh_askers"] or name.endswith("记者")


def role_line(line: str) -> Speaker | None:
    """The person a line introduces: `Ann Oakes, chief statistician`, `国家统计局局长 李明`.

    >>> role_line("Ann Oakes, chief statistician of the Harbour Office")
    Speaker(name='Ann Oakes', role='chief statistician of the Harbour Office')
    """
    if not 4 < len(line) < 260:
        return None
    words = _words()
    if line[0] > "\u2e7f":
        return _han_role_line(line, words)
    found = _ROLE_LINE.match(line)
    if found and words["roles"] & {word.strip(",").lower() for word in found["role"].split()[:8]}:
        return Speaker(found["name"], found["role"].strip())
    return None


def _han_role_line(line: str, words: dict[str, frozenset[str]]) -> Speaker | None:
    ends = tuple(words["zh_roles"])
    found = _HAN_ROLE_LINE.match(line)
    if found and found["role"].endswith(ends) and found["name"][0] in words["surnames"]:
        return Speaker(found["name"].replace(" ", ""), found["role"])
    found = _HAN_NAME_FIRST.match(line)
    if found and found["role"].endswith(ends) and found["name"][0] in words["surnames"]:
        return Speaker(found["name"], found["role"].strip())
    return None


def introduced(text: str, name: str) -> str:
    """The role running text gives a person: `Mr. X, minister of …, to`, `……部长X`; empty when it gives none."""
    place = text.find(name)
    while 0 <= place < 20_000:
        if name[0] > "\u2e7f":
            before = re.search(r"[\u4e00-\u9fff]{2,24}\Z", text[max(place - 24, 0) : place])
            for role in sorted(_words()["zh_roles"], key=len, reverse=True) if before else ():
                if before and before[0].endswith(role):
                    return before[0]
        else:
            after = re.match(
                r",\s((?:(?:the|an?)\s)?[a-z][^,.;:!?]{3,120})[,.]", text[place + len(name) : place + len(name) + 140]
            )
            if after and _words()["roles"] & set(after[1].lower().split()[:8]):
                return after[1]
        place = text.find(name, place + len(name))
    return ""


def display_name(name: str) -> str:
    """A name as it is usually written: capitals only become title case.

    >>> display_name("MS. OAKES"), display_name("ANN O’HARA")
    ('Ms. Oakes', 'Ann O’Hara')
    """
    if not name.isupper() or len(name) < 3:
        return name
    usual = re.sub(r"[A-Z]+", lambda word: word[0].capitalize() if len(word[0]) > 1 else word[0], name)
    return re.sub(r"\bMc[a-z]", lambda prefix: f"Mc{prefix[0][2].upper()}", usual)
