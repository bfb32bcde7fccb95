"""The plan of a briefing: sections, what each tells of which indicator, and words that a person wrote."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import msgspec

from tallystick.briefing.soundness import LARGEST, known_groups, unsound
from tallystick.briefing.times import named
from tallystick.knowledge.briefing_groups import Groups, briefing_groups
from tallystick.knowledge.forms import forms
from tallystick.knowledge.indicators import catalogue
from tallystick.knowledge.loader import load_topics
from tallystick.model import KnowledgeError, Period, PeriodError
from tallystick.model.period_words import period_words

LANGUAGES = ("en", "zh")
USUAL = (
    "growth", "change", "growth_streak", "change_alone", "average_growth", "contribution", "level", "change_of_level",
    "since", "record", "rank", "streak", "share", "change_of_level",
)  # fmt: skip
"""What is told of an indicator where its entry does not say, as far as the ledger holds it, in this order."""

REFERENCE = re.compile(r"\{([a-z0-9_.]{1,120})\.([a-z_]{1,24}) (\d{4}[0-9A-Z/-]{0,16})\}")
_NAME = re.compile(r"[A-Za-z]+-?\d+[A-Za-z0-9-]*|\d+[A-Za-z]+[A-Za-z0-9-]*")
_DATE = re.compile(r"\b(?:19|20)\d{2}\b(?!\s*%)|(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?|\d{1,2}月(?:\d{1,2}日)?")
_OF_PERSONS = """\
# Problems, tasks, targets and milestones are words of yours, in both languages; their figures are references.
# Words that give a cause (because, 由于) are somebody's view: say whose, with `by`.
#   [[section]]
#   heading = {{ en = "Problems", zh = "存在的问题" }}
#   [[section.item]]
#   by = "the ministry"
#   en = "Costs are high because raw materials are dear; still, profits rose by {{industry.profits.growth {0}}}."
#   zh = "由于原材料价格高，成本压力依然较大，但利润仍增长{{industry.profits.growth {0}}}。"
#   [[section]]
#   heading = {{ en = "Tasks", zh = "下一步工作" }}
#   [[section.item]]
#   en = "We will keep industry running steadily."
#   zh = "下一步，将促进工业经济平稳运行。"
#   [[section]]
#   heading = {{ en = "Targets and milestones", zh = "目标和里程碑" }}
#   [[section.item]]
#   en = "We start from a growth of {{industry.value_added.growth {0}}} in industrial value added."
#   zh = "我们的起点是工业增加值{{industry.value_added.growth {0}}}的增速。"
"""
_ADVICE = "begin with the one that `tallystick brief --new FILE` writes"


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words in both languages."""

    en: str
    zh: str

    def told(self, language: str) -> str:
        """Those of `en` or `zh`."""
        return self.zh if language == "zh" else self.en


class Item(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An indicator with the forms told of it, or words of a person; `by` names whose view they are.

    Those with the lower `order` come first; what has `emphasis` is told in the lead, and stands out in the page.
    """

    indicator: str = ""
    say: tuple[str, ...] = ()
    en: str = ""
    zh: str = ""
    by: str = ""
    order: int = 0
    emphasis: bool = False
    publisher: str = ""


class Section(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a briefing: a group of the groups' file with all its indicators, or a heading with items."""

    group: str = ""
    heading: Words | None = None
    item: tuple[Item, ...] = ()
    order: int = 0


class Outline(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a briefing tells, in order. `lead` names the indicators of the first paragraph.

    `names` are words with digits that are no figures (`14th Five-Year Plan`).
    """

    title: Words
    period: str
    area: str = "CN"
    released: date | None = None
    groups: str = ""
    publisher: str = ""
    names: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    section: tuple[Section, ...] = ()

    def leading(self) -> list[str]:
        """The indicators of the first paragraph: those of `lead`, then those that have emphasis."""
        return list(dict.fromkeys((*self.lead, *sorted(self.emphasised(), key=self._place))))

    def emphasised(self) -> frozenset[str]:
        """The indicators whose figures stand out."""
        items = (item for one in self.section for item in one.item)
        return frozenset(item.indicator for item in items if item.emphasis and item.indicator)

    def _place(self, indicator: str) -> int:
        return [item.indicator for one in self.section for item in one.item].index(indicator)

    def chosen_groups(self, folder: Path) -> Groups:
        """The file of groups it names, beside the outline, or the one that ships."""
        groups = briefing_groups(folder / self.groups if self.groups else None)
        return known_groups(groups, [section.group for section in self.section if section.group])

    def publisher_of(self, indicator: str) -> str:
        """Whose figures are told of an indicator: those that its entry or the outline chooses; empty for anybody's."""
        items = (item for section in self.section for item in section.item)
        return next((one.publisher for one in items if one.indicator == indicator and one.publisher), self.publisher)


def read_outline(path: Path) -> Outline:
    """An outline from a TOML file; KnowledgeError says what is wrong in it and what to do."""
    try:
        with path.open("rb") as stream:
            return outline_of(stream.read(LARGEST + 1), str(path))
    except OSError as error:
        raise KnowledgeError(f"cannot read {path}: {error.strerror}", _ADVICE) from None


def outline_of(data: bytes, name: str) -> Outline:
    """The same from the bytes of a file; `name` is what errors call it."""
    if len(data) > LARGEST:
        raise KnowledgeError(f"{name} is larger than {LARGEST:,} bytes", "a briefing is short: make several outlines")
    try:
        outline = msgspec.convert(tomllib.loads(data.decode("utf-8")), Outline)
    except UnicodeDecodeError as error:
        raise KnowledgeError(f"{name} is not written in UTF-8: byte {error.start + 1}", "save it as UTF-8") from None
    except (ValueError, RecursionError, msgspec.ValidationError) as error:
        raise KnowledgeError(f"{name} is no outline: {error}", _ADVICE) from None
    for problem, advice in _problems(outline):
        raise KnowledgeError(f"{name}: {problem}", advice)
    return outline


def five_groups(period: str, area: str = "CN") -> Outline:
    """The outline that ships: the five groups, of each whatever the ledger holds of the period.

    >>> outline = five_groups("2021")
    >>> outline.title.en, [section.group for section in outline.section][:2]
    ('How the industrial and ICT economy stood in 2021', ['industrial growth', 'supply chains'])
    """
    title = Words(
        en=f"How the industrial and ICT economy stood in {named(Period.parse(period))}",
        zh=f"{period_words(period, 'zh')}工业和信息通信业运行情况",
    )
    sections = tuple(Section(group=group.name) for group in briefing_groups().group)
    return Outline(title=title, period=period, area=area, lead=briefing_groups().headline, section=sections)


def chosen(path: Path | None, period: str | None, area: str, *, template: bool) -> Outline:
    """The outline of a file, or the one that ships for a period; KnowledgeError where neither or both are named."""
    if bool(path) == template:
        advice = "give a file, or --template five-groups --year 2021"
        raise KnowledgeError("a briefing follows one outline: a file, or one that ships", advice)
    if path:
        return read_outline(path)
    if not period:
        raise KnowledgeError("a template tells of a period", "give it, like --year 2021")
    for problem, advice in unsound(area, 0, 0, ()):
        raise KnowledgeError(problem, advice)
    return five_groups(_checked(period), area)


def _checked(period: str) -> str:
    try:
        Period.parse(period)
    except PeriodError as error:
        raise KnowledgeError(error.problem, "write it like 2021, 2021-Q3 or 2021-01/2021-09") from None
    return period


def outline_text(period: str, area: str = "CN") -> str:
    """A file to edit that tells what `five_groups` tells."""
    plan = five_groups(_checked(period), area)
    lines = [
        "# What a briefing tells, in order. See docs/briefing.md.",
        f'title = {{ en = "{plan.title.en}", zh = "{plan.title.zh}" }}',
        f'period = "{plan.period}"',
        f'area = "{plan.area}"',
        "",
        "# The indicators of the first paragraph; an item with `emphasis = true` is told there, too, and stands out.",
        "lead = [",
        *(f'  "{one}",' for one in plan.lead),
        "]",
        "",
        "# A section is a group of `tallystick groups`, or has a heading and items of its own:",
        "#   [[section]]",
        '#   heading = { en = "Tasks", zh = "下一步工作" }',
        "#   [[section.item]]",
        '#   indicator = "industry.value_added"',
        '#   say = ["growth", "change"]   # which forms tell it, in this order',
        "#   order = -1                   # before the others of its section, which have 0",
        "#   emphasis = true",
        "#",
        *_OF_PERSONS.format(plan.period).splitlines(),
    ]
    for section in plan.section:
        lines += ["", "[[section]]", f'group = "{section.group}"']
    return "\n".join(lines) + "\n"


def _problems(outline: Outline) -> Iterator[tuple[str, str]]:
    _checked(outline.period)
    items = [item for section in outline.section for item in section.item]
    words = [outline.title, *(section.heading for section in outline.section if section.heading)]
    spoken = [each for one in words for each in (one.en, one.zh)]
    spoken += [each for item in items for each in (item.en, item.zh, item.by)]
    yield from unsound(outline.area, len(outline.section), len(items), spoken)
    for section in outline.section:
        if bool(section.group) == bool(section.heading):
            advice = "give it `group = …` or `heading = { en = …, zh = … }`"
            yield "a section has a group or a heading, one of them", advice
        for item in section.item:
            yield from _of_item(item, outline.names)


def _of_item(item: Item, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if bool(item.indicator) == bool(item.en or item.zh):
        yield "an item has an indicator or words, one of them", "give it `indicator = …`, or `en = …` and `zh = …`"
    if item.indicator:
        yield from _unknown(item.indicator, item.say)
    elif not (item.en and item.zh):
        yield f"words in one language only: {item.en or item.zh}", "give them in `en` and `zh`"
    if not item.by and (cause := caused(item.en, "en") or caused(item.zh, "zh")):
        advice = 'a cause is somebody\'s view: add `by = "the ministry"`, or take the cause out'
        yield f"the words give a cause ({cause}) and nobody says so: {item.en}", advice
    for words in (item.en, item.zh):
        for indicator, measure, _ in REFERENCE.findall(words):
            yield from _unknown(indicator, (measure,))
        if bare := bare_digits(words, names):
            advice = "write a figure as {industry.value_added.growth 2021}; a name with digits goes into `names`"
            yield f"the digits {bare} stand bare in: {words}", advice


def caused(words: str, language: str) -> str:
    """The words that give a cause; empty where none do.

    >>> caused("Profits fell because costs rose.", "en"), caused("利润下降。", "zh"), caused("受疫情影响下降。", "zh")
    ('because', '', '受疫情影响')
    """
    for pattern in load_topics("printing")["causes"][language]:
        if found := re.search(pattern, words, re.IGNORECASE):
            return found[0]
    return ""


def _unknown(indicator: str, measures: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    if indicator not in catalogue():
        near = get_close_matches(indicator, catalogue(), n=3, cutoff=0.5)
        advice = f"do you mean {' or '.join(near)}?" if near else "`tallystick find WORDS` shows the ids of indicators"
        yield f"no indicator {indicator} in the catalogue", advice
    for measure in measures:
        if measure not in forms():
            yield f"{measure} cannot be told", f"give one of {', '.join(sorted(forms()))}"


def bare_digits(words: str, names: tuple[str, ...] = ()) -> str:
    """The first digits that are no reference, name, year or date; empty where there are none.

    >>> bare_digits("5G grew in 2021 by {telecom.users_5g.growth 2021}"), bare_digits("it grew by 9.6%")
    ('', '9.6')
    """
    left = REFERENCE.sub(" ", words)
    for name in names:
        left = left.replace(name, " ")
    left = _DATE.sub(" ", _NAME.sub(" ", left))
    found = re.search(r"\d[\d.,]*", left)
    return found[0].rstrip(".,") if found else ""
