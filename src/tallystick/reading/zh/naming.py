"""Which subject each number of a row has, and what the clauses after it may carry on."""

from __future__ import annotations

import re
from functools import cache

from tallystick.knowledge.indicators import find_indicator
from tallystick.knowledge.known_names import name_up_to
from tallystick.reading.printed.zh.lexer import kinds
from tallystick.reading.printed.zh.quantities import Quantity
from tallystick.reading.printed.zh.vocabulary import phrases, trie
from tallystick.reading.zh import subjects
from tallystick.reading.zh.clauses import Left, words
from tallystick.reading.zh.context import Context
from tallystick.reading.zh.decoys import is_ratio
from tallystick.reading.zh.lists import AND
from tallystick.reading.zh.measures import Meaning, left_text, meaning
from tallystick.reading.zh.members import items
from tallystick.reading.zh.relations import goes_on_with_verb
from tallystick.reading.zh.sharing import completed, counted_in

Named = tuple[Quantity, Meaning, str]

_TOTALS = ("总数", "总量", "总规模", "总数量")
_RATE_NOUN = re.compile(r"(?:同比|环比)?(?:增速|增幅|涨幅|降幅|占比|比重)")
_COLLECTIVE = re.compile(r"(?:上述|以上|这)?[两三四五六七八九十][大项个类种者]")
_BRACKETS = re.compile(r"[（(][^（）()]{0,12}(?:[）)]|$)")
_BRACKETED = re.compile(r"[^，的、（(]{0,12}[（(][^（）()]{1,12}[）)]")
_AIMED = re.compile(r"的?(?:年度|预期|预定|既定)?(?:目标|任务)")
_HAPPENS = re.compile(r"已|正在|均|获|被|入选|通过|进入|建成|投产|开工|完工|达标|完成|实现")
_RATES = ("%", "pp", "bp", "times", "rank")
_OF_THINGS = ("N成的", "N%X")
_LISTED = 12  # subjects remembered for a later 分别
_LONGEST_NOUN = 24
_KIND = 4  # characters of the kind of a thing
_THING = 8  # characters of the thing itself


def named(members: list[Quantity], left: Left, behind: str, context: Context) -> list[Named]:
    """Each number of a row with its meaning and its subject; remembers both for what follows."""
    found = meaning(members[0], left, behind, context.falling)
    own = whole_name(subjects.tidy(words(found.subject)), left)
    if own and context.proviso:
        own, context.proviso = context.proviso + own, ""
    if not own and found.rule == "rate" and context.nature:
        found.measure, found.rule, found.base = context.nature, f"as {context.nature} before", context.whole
    if not own and found.rule == "rate" and context.growing and subjects.is_amount(context.topic):
        found.measure, found.rule = "growth", "as grown before"
    subject = _subject(found, own, members, left, behind, context)
    _settle_units(members, own, behind)
    if is_ratio(members[0], left.printed):
        members[0].unit = "1"
    if _COLLECTIVE.match(own) and len(context.listed) >= len(members) > 1:
        own = ""
    names = [counted_in(name, left.printed) for name in _names(members, own, subject, left, context)]
    passing = _takes_noun(subject, own, behind) or (bool(context.counted[1]) and subject == own + context.counted[1])
    context.unit = context.unit if members[-1].unit in _RATES else members[-1].unit
    _remember(found, subject, passing, names, left, context)
    against = [other for other in re.split("[、和与]", found.base) if other] if found.measure == "gap" else []
    if len(against) == len(members) > 1:  # 比工业、建筑业分别高4.5个和1.3个百分点
        names = [subject] * len(members)
    meanings = [found, *(_like(found, member, left, behind, context) for member in members[1:])]
    if len(against) == len(members) > 1:
        for each, other in zip(meanings, against, strict=True):
            each.base = other
    return list(zip(members, meanings, names, strict=True))


def whole_name(own: str, left: Left) -> str:
    """A subject, or the name of an indicator that the text prints whole: words that elsewhere tell when, how or of
    what may open it (名义国内生产总值, 全部工业增加值, 以修正总吨计造船完工量)."""
    at = left.printed.rfind(own) if own else -1
    return (name_up_to(at + len(own), left.printed, at) if at > 0 else "") or own


def _like(found: Meaning, member: Quantity, left: Left, behind: str, context: Context) -> Meaning:
    """The meaning of a later number of the row, as that of the first where it tells nothing itself."""
    each = meaning(member, left, behind, context.falling)
    if each.rule == "rate":
        each.measure, each.rule = found.measure, found.rule
    each.base = each.base or found.base
    return each


def _settle_units(members: list[Quantity], own: str, behind: str) -> None:
    """A scale word without a unit counts money where the subject is an amount of money (57万亿).

    Of an indicator that is measured otherwise it counts in its unit (用电量破万亿).
    """
    for member in members:
        if member.bare:
            known = find_indicator(own, "zh")
            money = "万亿" in member.digits or _money().search(own[-10:])
            member.unit = "CNY" if money and not _noun(behind) else "1"
            if member.unit == "CNY" and known and known.kind in ("flow", "stock") and known.unit not in ("1", "%"):
                member.unit = known.unit


def _names(members: list[Quantity], own: str, subject: str, left: Left, context: Context) -> list[str]:
    """One subject for each number: of its own list, of the list announced before, or of those last spoken of."""
    count = len(members)
    if count == 1 or len(left.bases) == count:
        context.pending = "" if own else context.pending
        return [subject] * count
    if own and "分别" in left_text(left) and _RATE_NOUN.fullmatch(own) and len(context.listed) >= count:
        names = context.listed[-count:]
    elif own:
        names, context.pending = items(subject, count), ""
    else:
        names = items(context.pending, count) or items(subject, count)
        if context.pending and names:
            context.pending = ""
        elif members[0].unit != "1" or "分别" in left_text(left):
            names = context.listed[-count:] if len(context.listed) >= count else names
    return names if len(names) == count else [subject] * count


def _subject(found: Meaning, own: str, members: list[Quantity], left: Left, behind: str, context: Context) -> str:
    counted = members[-1].unit not in _RATES
    if (counted or found.rule in _OF_THINGS) and found.measure != "change":
        things = _things(own, members[-1], behind, context)
        if things:
            return things
    if _AIMED.match(behind) and context.topic and counted:
        return context.topic + "目标"
    if not own or own in phrases()["subjects.doing"]:
        return context.topic + (context.phrase if found.measure == "change" else "")
    if counted and context.listed and _joined(left) and not subjects.is_generic(own):
        return subjects.shared_verb(context.listed[-1], own)
    told = _of_the_same(own, left, context)
    if told:
        return told
    shared = completed(own, context.topic, members[0].unit if counted else "") if context.fresh else own
    if shared != own:
        return shared
    part = any("part" in kinds(token.text) for token in left.content if token.kind == "word")
    if context.scene and not part:
        placed = subjects.under(context.scene, own)
        if placed != own:
            return placed
    alike = members[-1].unit in (*_RATES, context.unit)
    return subjects.compose(context.topic, own, part or (context.within and alike), context.fresh)


def _things(own: str, member: Quantity, behind: str, context: Context) -> str:
    """What is counted: the noun behind the number, what befell those counted before, or a kind of them."""
    if not own and context.counted[0] == member.word and _HAPPENS.match(behind):  # 60个项目中，42个已开工
        return subjects.tidy(context.counted[1].removesuffix("中") + behind)
    noun = _noun(behind) or (behind[:_LONGEST_NOUN] if member.word == "次" and not own else "")
    if noun:
        context.counted = (member.word, noun)
        return subjects.tidy(own + noun)
    return own + context.counted[1] if _is_kind(own, member, context) else ""


def _of_the_same(own: str, left: Left, context: Context) -> str:
    """The total of things just counted (新增茶社3个、总数达20个), or more of one owner (茶行累计买入…，累计卖出…)."""
    if own in _TOTALS and context.counted[1]:
        return context.counted[1] + own
    owner, again, _ = context.topic.partition("累计")
    told = "".join(piece.text for piece in (*left.content, *left.run)).lstrip("，、 ")
    return owner + again + own if again and owner and told.startswith("累计") and "累计" not in own else ""


def _is_kind(own: str, member: Quantity, context: Context) -> bool:
    """Whether the words only say which of the things counted before: 企业20家，其中民营15家、合资5家."""
    counter, noun = context.counted
    short = 2 <= len(own) <= _KIND and not subjects.is_generic(own) and own not in phrases()["subjects.doing"]
    return 0 < len(noun) <= _THING and short and member.word == counter and noun not in own


def _joined(left: Left) -> bool:
    """Whether the words before the number begin with 、 or 和: one more thing of a list."""
    return bool(left.content) and (left.content[0].kind == "joint" or left.content[0].text in AND)


def _takes_noun(subject: str, own: str, behind: str) -> bool:
    """Whether the subject is the thing counted that follows its number."""
    noun = subjects.tidy(_noun(behind)) if behind else ""
    return bool(noun) and subject != own and subject.endswith(noun)


@cache
def _money() -> re.Pattern[str]:
    return re.compile(rf"(?:{trie(phrases()['subjects.money'])})(?:规模|总量|额)?$")


@cache
def _no_noun() -> re.Pattern[str]:
    return re.compile(trie(phrases()["subjects.no_noun"]))


def _noun(behind: str) -> str:
    """The thing counted, where it follows its number."""
    if behind[:1].isspace():
        return ""
    text = behind.strip().removeprefix("的")
    if goes_on_with_verb(text) or _no_noun().match(text):
        return ""
    bracketed = _BRACKETED.match(text)
    if bracketed:
        return bracketed[0]
    text = _BRACKETS.sub("", text)
    text = text.split()[0] if text.split() else ""
    for mark in "，的、":
        first = text.partition(mark)[0]
        text = first if len(first) > 1 else text
    return text.rstrip("和及与")[:_LONGEST_NOUN]


def _remember(found: Meaning, subject: str, noun: bool, names: list[str], left: Left, context: Context) -> None:
    """The topic for the clauses that follow; a thing counted in passing is none."""
    if found.measure == "gap" and not subject:
        return
    if not (noun and context.fresh and context.topic):
        context.topic, context.fresh = subject or context.topic, True
    context.listed = (context.listed + [name for name in names if name not in context.listed])[-_LISTED:]
    context.phrase = found.phrase or (context.phrase if not found.subject else "")
    if found.measure in ("share", "contribution", "index"):
        context.nature, context.whole = found.measure, found.base
    elif found.subject:
        context.nature, context.whole = ("share" if found.phrase else ""), ""
    falling = found.sign < 0 and found.measure in ("growth", "average_growth")
    context.falling = falling or left.marker("rate_down") >= 0 or (context.falling and found.measure == "change")
