"""What a figure is about: its own words, or those carried over from what was said before."""

from __future__ import annotations

import re
from functools import cache

from tallystick.knowledge import load_topics
from tallystick.reading.printed.zh.lexer import Token, kinds
from tallystick.reading.printed.zh.vocabulary import phrases, trie
from tallystick.reading.zh.clauses import Clause, words

LONGEST = 60  # characters of a subject
_SHORT = 10  # characters of a thing in a list
_LEAD = re.compile(
    r"^(?:以[^，]{2,8}计|按[^，]{2,10}?(?:口径|价格|汇率|年率)(?:计算|折算)?|(?:扣除|剔除|考虑|按可比)[^，]{2,8}(?:因素|口径)(?:后|影响)?|我们(?=[^，]{2}))"
    r"|^(?:[^，]{0,12}(?:数据|统计|测算|核算|核查)(?:显示|表明)|(?:经|据)?初步(?:核算|统计|测算)|以来|期间|来看|看)(?=.)"
)
_ASIDE = re.compile(r"(?<=[^，]{2})(?:扣除|剔除|考虑)[^，]{2,8}(?:因素|影响)$")
_SLOGAN = re.compile(
    r"有新[^，]{1,4}$|(?:取得|迈出|实现|展现|呈现|迈上|开创)[^，]{0,3}新|(?:效|势|活力|质量|质效)[^，]{0,4}(?:明显|显著|不断|持续)"
)
_PREPOSITION = re.compile(r"[对与向从](?=[^，]{2,})")
_DONE = re.compile(
    r"(?<=[^，]{2})(?:共|累计|合计|总共|已|已经)?(?:实现|完成)(?:了|的)?(?=[^，]{2})"
)  # 企业实现利润, 铁路完成投资
_RECORD = re.compile(
    r"(?<=[^，]{2})(?:再|屡|均|又|齐)?创(?:下|出)?(?:了)?(?:历史|同期|历年)?(?:历史|同期|单月|年度)?新高$"
)
_TRADE = ("出口", "进口", "进出口", "出口额", "进口额")
_INDUSTRY = re.compile(r"[^，]{1,20}(?<![就企创作专事农])业")
_ROUTES = re.compile(r"(?:国际|国内|地区|港澳台|内河|沿海|远洋|国家)?(?:航线|铁路|公路|水路|航空|民航)")


@cache
def compounds() -> dict[str, list[str]]:
    """Compound head → the parts it stands for, in order: 产销 → 产量, 销量."""
    return dict(load_topics("phrases/zh")["subjects"]["compounds"])


@cache
def _head() -> re.Pattern[str]:
    return re.compile(rf"(?:{trie(phrases()['subjects.heads'])})$")


def head_of(subject: str) -> str:
    """The noun of quantity a subject ends with: 增加值, 出口 …"""
    found = _head().search(subject[-8:])
    return found[0] if found else ""


def tidy(subject: str) -> str:
    """Cut what is no part of a subject: leads, loose brackets, all beyond a reasonable length."""
    subject = _LEAD.sub("", subject)
    subject = subject.strip("，。；：、,; 　—-·").removesuffix("的").removeprefix("的").rstrip("从由自再又")
    subject = _ASIDE.sub("", subject) if subject.endswith(("因素", "影响")) else subject
    if subject.endswith("新高"):
        subject = _RECORD.sub("", subject)
    done = _DONE.search(subject) if "实现" in subject or "完成" in subject else None
    if done and head_of(subject):
        subject = subject[: done.start()] + subject[done.end() :]
    if subject.startswith("在") and subject.endswith(("中", "中的")):
        subject = subject.removesuffix("的")[1:-1]
    return subject[-LONGEST:] if len(subject) > 1 else ""


def is_generic(subject: str) -> bool:
    """Whether the words say only what kind of quantity, not of what."""
    return subject in phrases()["subjects.generic"]


def compose(whole: str, part: str, within: bool, fresh: bool = False) -> str:
    """The part named after its whole: `我国外贸进出口总值` and `出口` → `我国外贸出口`.

    `within` tells that the text itself says so (其中), `fresh` that the same sentence named the whole.

    >>> compose("我国外贸进出口总值", "出口", True), compose("粮食", "产量", False)
    ('我国外贸出口', '粮食产量')
    >>> compose("机电产品出口", "汽车", True)
    '汽车出口'
    """
    if not part or not whole:
        return part or whole
    if part in _TRADE and whole.endswith(tuple(phrases()["subjects.macro"])):
        return part
    if is_generic(part):
        at = whole.find(part[:2]) if len(part) > 3 else 0
        return whole[:at] + part if at > 0 else _in_whole(whole, part)
    if part in whole:
        return part
    head = head_of(whole)
    if head and (
        _ROUTES.fullmatch(part)
        or (fresh and head != whole and head in phrases()["subjects.by_industry"] and _INDUSTRY.fullmatch(part))
    ):
        return part + head
    overlap = _overlap(whole, part) if len(part) <= 5 and (within or fresh) else 0
    if overlap and not _doing().match(whole[:overlap]):
        return whole[:overlap] + part
    if not within:
        return part
    prepared = _PREPOSITION.match(part)
    if prepared:
        at = whole.find(part[0])
        opening = whole[: at if at >= 0 else 0]
        part = (opening if len(opening) <= 4 else "") + part
    if head and not head_of(part) and len(part) <= 24 and not part.endswith(("率", "比重", "比例", "数")):
        part += head
    return part


def _overlap(whole: str, part: str) -> int:
    """Where in the whole the part begins, if its first two characters stand there: 电信业务总量, 业务收入."""
    return max(whole.find(part[:2]), 0)


@cache
def _doing() -> re.Pattern[str]:
    return re.compile(rf"^.{{0,14}}?(?:{trie(phrases()['subjects.doing'])})")


def _begins_anew(part: str) -> bool:
    return bool(_doing().match(part)) or part.startswith(tuple(phrases()["subjects.acting"]))


def shared_verb(first: str, part: str) -> str:
    """A later thing of a list under the verb of the first: `新认定冠军企业4家、绿色工厂39家`.

    >>> shared_verb("参与新建和改造公路", "港口")
    '参与新建和改造港口'
    """
    found = _doing().match(first)
    if not found or len(found[0]) >= len(first) or len(part) > _SHORT or _begins_anew(part):
        return part
    return found[0] + part


def under(scene: str, part: str) -> str:
    """A short subject said of what a clause before it named: 国家助学贷款提标，惠及学生100万人.

    >>> under("国家助学贷款提标", "惠及学生"), under("农产品加工", "规上企业利润"), under("经济", "城镇新增就业")
    ('国家助学贷款提标惠及学生', '农产品加工规上企业利润', '城镇新增就业')
    >>> under("制造业增加值", "总量")
    '制造业增加值'
    """
    if part in phrases()["subjects.amounts"] and is_amount(scene):
        return scene
    acts = part.startswith(tuple(phrases()["subjects.acting"])) and len(part) <= _SHORT
    told = any(scene[index : index + 2] in part for index in range(len(scene) - 1))  # 贷款规模扩大，人民币贷款…
    plain = not told and scene != "经济" and not urges(scene) and len(scene) <= _SHORT
    short = plain and len(part) <= _SHORTER and not _OF_ITS_OWN.match(part)
    return scene + part if scene and part not in scene and (acts or short) else part


def urges(scene: str) -> bool:
    """Whether a clause tells of deeds and names no topic: 支持汽车消费."""
    return scene.startswith(tuple(phrases()["subjects.urging"]))


_SHORTER = 6
_OF_ITS_OWN = re.compile(
    r"贸易|顺差|逆差|进口|出口|全[国省市区]|我国|[A-Za-z]|城镇|农村|居民|工业|农业|城乡|社会|固定|货物|服务业|粮食|其他|对"
)


@cache
def _areas() -> re.Pattern[str]:
    """Nouns of area that another one replaces: 总面积, 陆域面积."""
    return re.compile(rf"(?:{trie(word for word in phrases()['subjects.generic'] if word.endswith('面积'))})$")


def _in_whole(whole: str, part: str) -> str:
    for compound, parts in compounds().items():
        at = whole.rfind(compound)
        if part in parts and at >= 0:
            return whole[:at] + part
    if whole.endswith(part):
        return whole
    other = _areas().search(whole) if part.endswith("面积") else None
    if other:
        return whole[: other.start()] + part
    if part in phrases()["subjects.money"] and whole.startswith(tuple(phrases()["subjects.trading"])):
        return part
    head = head_of(whole)
    if head and part in phrases()["subjects.amounts"]:
        return whole
    if head and head_of(part) == part:
        return whole.removesuffix(head.removeprefix("工业")) + part
    return whole.removeprefix("新增").removeprefix("累计") + part


def is_slogan(clause: str) -> bool:
    """Whether a clause only praises what the next ones tell: 产业发展取得新进展, 生态质量有新改善.

    >>> is_slogan("产业发展取得新进展"), is_slogan("粮食产量再创新高")
    (True, False)
    """
    return bool(_SLOGAN.search(clause))


_GROUND = ("阶段", "以来", "方面", "背景下", "基础上", "看", "相抵")


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(trie(phrases()["subjects.goes_on"]))


def topic_of(clause: Clause) -> str:
    """What a clause without figures is about: the words before its first verb, empty where it only gives a ground."""
    pieces = [piece for piece in clause.pieces if isinstance(piece, Token)]
    if pieces and pieces[0].text.startswith(tuple(phrases()["links.ground"])):
        return ""
    whole = words(pieces)
    if is_slogan(whole):
        return ""
    found = _goes_on().search(whole, 2)
    before = _before_verb(pieces)
    subject = tidy(whole[: found.start()]) if found else ""
    shorter = min((text for text in (before, subject) if text), key=len, default="")
    return "" if len(shorter) < 2 or shorter.endswith(_GROUND) or len(shorter) > 40 else shorter


@cache
def _manner() -> re.Pattern[str]:
    return re.compile(rf"(?<=[^，]{{2}})(?:{trie(phrases()['subjects.manner'])})$")


def _before_verb(pieces: list[Token]) -> str:
    """The words before the first verb or adverb of the vocabulary."""
    for index, piece in enumerate(pieces):
        if piece.kind != "word":
            continue
        found = kinds(piece.text)
        if found & {"adverb", "up", "down", "arrive"} and not found & {"decoy", "new", "part"}:
            subject = tidy(words(pieces[:index]))
            if subject:
                return _manner().sub("", subject)
    return ""


_PROVISO = re.compile(r"(?:扣除|剔除|不含|不包括)[^，]{2,20}$")


def proviso(clause: str) -> str:
    """What a clause leaves out of the subject after it: 扣除房地产开发投资, but not 扣除价格因素.

    >>> proviso("扣除房地产开发投资"), proviso("扣除价格因素")
    ('扣除房地产开发投资', '')
    """
    found = _PROVISO.match(clause)
    return found[0] if found and not found[0].endswith(("因素", "影响", "后")) else ""


def is_ground(subject: str) -> bool:
    """Whether the words of a clause only tell under which view or on what ground: 分行业看, 进出口相抵."""
    return subject.endswith(_GROUND)


def is_amount(subject: str) -> bool:
    """Whether a subject ends with a noun of amount, whose percentage can only be a growth or a share."""
    head = head_of(subject)
    return bool(head) and not head.endswith(("率", "指数", "价格"))
