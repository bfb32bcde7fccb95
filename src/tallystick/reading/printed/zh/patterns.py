"""The patterns of the lexer, in the order in which they are tried. Every repeat is bounded or runs out at once."""

from __future__ import annotations

from tallystick.reading.printed.zh import dates

HAN = "零〇一二两三四五六七八九十百千万亿"
_ONES = "一二三四五六七八九"
_TENS = "一二两三四五六七八九十百"
_FORMAL = "零壹贰叁肆伍陆柒捌玖拾佰仟貳參陸萬"
AMOUNT = rf"(?:\d{{1,8}}|[{HAN}几]{{1,12}})"


def either(*patterns: str) -> str:
    """One pattern for any of several, tried in turn."""
    return "|".join(patterns)


# 兆 is 10^12 where money follows it (Taiwan's budget), else a prefix (兆瓦).
_TRILLION = rf"兆(?=[{HAN}\d]{{0,9}}亿|元|圆|美元|日元|日圆|欧元|新台币)"
_SCALE = rf"(?:万亿|[十百千]?[万亿]|[百千](?![瓦克米伏卡赫兆升])|{_TRILLION})"
_TAIL = r"\d(?![\d.,%年月日号时点季\-—–~～至到]|\s?[万亿千百十])"  # 13万2

NUMBER = (
    # Digits set apart by scanning (7 4 7 7 2 亿元) count as one number where a unit follows.
    r"(?:\d(?:\s\d){1,9}(?:\s?\.\s?\d(?:\s\d){0,3})?(?=\s?[^\s\d,.;:，。；：、])|\d+(?:,\d{3}){0,8}(?:\s?\.\s?\d+)?)"
    rf"(?:\s?[多余]?{_SCALE}"
    rf"(?:\d{{1,4}}(?:\.\d{{1,4}})?[万千百亿][多余]?(?![瓦克米伏])万?|{_TAIL})?)?[多余几]?亿?"
)

# A character of a numeral in words: 百 not of 百分之, 千 not of 千瓦, 两 only before a scale word (二十两 is a weight).
_ATOM = (
    rf"(?:[零〇{_ONES}十亿]|两(?=[{_ONES}]?[百千万亿])|百(?!\s{{0,3}}分\s{{0,3}}之)|万(?!\s{{0,3}}分\s{{0,3}}之)"
    rf"|千(?!\s{{0,3}}分\s{{0,3}}之|[瓦克米伏卡赫兆]|字节|比特)|{_TRILLION})"
)
_POINT = rf"\s?点\s?[零〇{_ONES}壹贰叁肆伍陆柒捌玖]{{1,8}}[十百千万亿]{{0,2}}"
HAN_NUMBER = (
    rf"(?:(?:{_ATOM}|两)(?:{_ATOM}|几){{0,23}}|[{_FORMAL[1:-1]}](?:[{_FORMAL}]|{_ATOM}){{1,20}})"
    rf"(?:{_POINT})?[多余]?[万亿]?"
    rf"|[{_ONES}十](?:\s{{1,3}}[零十百千{_ONES}]){{1,9}}(?=\s{{0,4}}个\s{{0,4}}百\s{{0,4}}分)"
)

_ADDRESS = either(
    r"https?://[!-~]{1,300}",
    r"www\.[!-~]{1,300}",
    r"(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9_.\-]{0,40}(?:/[A-Za-z0-9_.\-]{1,40}){1,8}",
    r"(?<![A-Za-z0-9._])[A-Za-z0-9._]{1,40}@[A-Za-z0-9.]{1,60}",
    r"(?<!\d)\d{3,4}-\d{7,8}(?!\d)",
)

# 十五 without quotation marks is a number, 十二五 is none and names a plan.
_PLAN = (
    rf"[“\"]十[{_ONES}]?五[”\"](?!(?:时期|期间|以来|末|期末|规划期|前))(?:规划)?"
    rf"|十[{_ONES}]五(?!年|家|个|项|名|条|件|人|亿|(?:时期|期间|以来|末|期末|规划期|前))(?:规划)?|十五(?:规划|计划)"
)
_QUOTED = (
    rf"[“\"][^“”\"，。]{{0,8}}(?:\d{{1,8}}|[{_TENS}]{{1,4}})[个条项大张件]?[^“”\"，。\d连]{{0,4}}[”\"]"
    r"(?!末|时期|期间|以来|规划期|前[一两二三四]年)"
)
_NAME = either(
    _PLAN,
    r"(?<![A-Za-z0-9])[A-Za-z]{1,12}\d{1,6}[A-Za-z]{1,6}\d[A-Za-z0-9]{0,30}",
    r"(?<![A-Za-z])[A-Za-z]{1,12}[\-—]?\d{1,6}(?:\.\d{1,4}){0,2}[A-Za-z+]{0,6}",
    r"(?<![\d.])\d{1,6}(?:\.\d{1,4}){0,2}(?:[GD](?![BW])|[AaDdKXx+](?![A-Za-z])|版|国道|省道|号(?!码))",
    r"(?<![\d.])\d{1,6}(?:\+(?:\d{1,6}|[NX])){1,6}",
    r"(?<!\d)\d{1,4}·\d{1,4}",
    rf"{AMOUNT}次(?:、{AMOUNT}次){{0,4}}(?:全[体会]|会议|党代会|代表大会|常务|中央)",
    r"[二八]十国集团|七国集团",
    r"第[一二三](?:[、和]第[二三]){0,2}产业",
    _QUOTED,
    r"[“\"]\d{1,6}(?:[+N\-·]\d{0,4}){0,4}[”\"]",
    rf"(?:神舟|嫦娥|天问|天舟|长征|天宫|北斗){AMOUNT}号?",
    r"[二三四五六七八九十百]{1,4}届",
    rf"{AMOUNT}号(?!码)",
)

_ITEM = either(
    r"[（(]\d{1,2}[）)]",
    r"[［\[]\d{1,3}[］\]]",
    r"第\s?\d{1,3}(?:\.\d{1,3}){1,3}\s?[条款节章项]",  # 第7.11条
    r"(?<=[表图附])\d{1,3}(?:[.\-－]\d{1,3}){1,3}(?=[，。、；：）)\s所中的为和与至]|\Z)",  # 表3-1
)

_CLOCK = either(
    r"(?:\d{1,2}|[一二十]{1,3})世纪(?:\d0年代|[二三四五六七八九]十年代)?",
    r"\d0年代",
    r"[’']\d\d(?!\d)",
    r"(?<!\d)\d{1,2}[:：]\d{2}(?!\d)",
    r"(?:上午|下午|凌晨|晚上?|中午)?(?<!\d)\d{1,2}[时点](?:\d{1,2}分|整|半|许)?(?=[，,。；左举召开起止前后至到]|$)",
)

_RANK = either(
    rf"第{AMOUNT}(?:位|名)?",
    r"(?:全[国省球市]|世界|居|列|位|排名?|亚洲|并列|稳居|行业|之)?[首榜]位",
    "榜首",
    rf"前(?:{AMOUNT})(?=[，。；、名位强的大]|$)(?:名|位|强)?",
)

_SPAN = rf"[\d{_ONES}十]{{1,4}}(?:多|余)?"
_STREAK = either(
    r"(?:已经?)?连续了?第?",
    rf"(?<![争首原独])创下?了?近?(?={_SPAN}(?:年|个月|个季度))",
    rf"为近?(?={_SPAN}年(?:同期|来|以来))",
)

# Parts of a hundred, a thousand, a million: 百分之五点六, 千分之3, 百分之1,120, 百分之三至五.
_IN_WORDS = rf"(?:{_ATOM}|[两{_FORMAL}])(?:{_ATOM}|[{_FORMAL}]|\s(?=[十百千万])){{0,14}}(?:{_POINT})?"
_PARTS = rf"(?:\d{{1,3}}(?:,\d{{3}}){{1,3}}|\d{{1,8}})(?:\.\d{{1,8}})?|{_IN_WORDS}"
_OF = r"\s{0,3}分\s{0,3}之\s{0,3}"
_TENTH = rf"(?:十|10|半|\d(?:\.\d)?|[{_ONES}两]{{1,2}}(?:\s?点\s?[{_ONES}])?)"
_TENTHS_GOING_ON = "[立果为功效员分长绩都品本套交千百万]"  # 一成立, 三成员
_FRACTION = either(
    rf"[百千万亿佰仟萬]{{1,3}}{_OF}负?(?:{_PARTS})(?:\s?[—–\-－~～至到]\s?(?:[百千万]{_OF})?(?:{_PARTS})(?![\d年月元美个家人吨{HAN}]))?",
    r"[二两三四五六七八九十\d]{1,2}分之[一二三四五六七八九十\d]{1,2}",
    r"(?<![\d/])\d{1,3}/\d{1,3}(?![\d/])",
    rf"(?:{_TENTH}\s?[至到\-—~～]\s?)?{_TENTH}\s?成(?:\s?(?:半|[{_ONES}](?![个家{_ONES}])))?(?!{_TENTHS_GOING_ON})",
    r"一半(?!以上的?时间)",
    r"过半(?!数)",
    r"[超近约]?半数",
)

_NEARLY = "(?:将近|接近|超过|近|超|约|逾)?"
_DOUBLE = either(rf"翻了?{_NEARLY}[{HAN}\d]{{0,6}}番", rf"翻了?{_NEARLY}[{HAN}\d]{{1,6}}倍")

# 数十, 几百, 数以亿计: no number is stated. 人数十… and 总数百… end a word before.
_VAGUE = either(
    r"(?<![人总户次系参基指岁天倍函级度家件个日例位分台套多少倍])数[十百千万亿]{1,4}[多余]?(?![二三四五六七八九])",
    r"(?<![十百千万亿\d第零〇一二三四五六七八九])[几好]几?[十百千万亿]{1,4}[多余]?(?![二三四五六七八九])",
    r"数以[十百千万亿]{1,3}计",
    r"成[百千]上[千万]",
)

# 31.3：68.7, that nothing but a mark or a word for a change follows.
_MEMBER = r"\d{1,2}(?:\.\d{1,3})?"
_PAIR = rf"(?<![\d.:：∶]){_MEMBER}[:：∶]{_MEMBER}(?=[，。；、,;（()）\s]|[变调优转演改]|$)"

PARTS = (
    ("aside", r"[（(](?:[^（）()\d%，。；]|[A-Za-z]\d(?:\.\d)?){1,20}[）)]"),
    ("address", _ADDRESS),
    ("money", "{symbols}"),
    ("name", _NAME),
    ("item", _ITEM),
    ("clock", _CLOCK),
    ("rank", _RANK),
    ("row", rf"(?<!\d)[{_ONES}十\d]{{1,4}}连[丰增升涨冠跌降]"),
    ("streak", _STREAK),
    ("date", rf"(?<!续)(?<!创)(?<!创近)(?<!为近){dates.PATTERN}"),
    ("fraction", _FRACTION),
    ("double", _DOUBLE),
    ("vague", _VAGUE),
    ("parts", r"(?<![\d.:：∶])\d{1,3}(?:\.\d{1,3})?(?:[:：∶]\d{1,3}(?:\.\d{1,3})?){2,4}(?![\d.:：∶])"),
    ("ratio", r"(?<![\d.])\d{1,6}(?:\.\d{1,4})?[∶:：]1(?![\d.])"),
    ("pair", _PAIR),
    ("number", rf"(?!\d{{1,2}}年(?:平均|年均)){NUMBER}"),
    ("word", "{words}"),
    ("han", HAN_NUMBER),
    ("stop", r"[，；：。！？,;!?（）()\n]|——"),
    ("joint", "、"),
)

# What may stand between a short word and the number it governs.
BEFORE_NUMBER = (
    r"(?=[了约近超逾到在达过有为是共均]{0,2}(?:超过|达到|突破|接近|不足|低于|高于|高|低)?"
    r"[-－−–负$¥€£]?[\d一二三四五六七八九十百千万两半壹贰叁肆伍陆柒捌玖拾])"
)
