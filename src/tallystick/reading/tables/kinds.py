"""Kinds of numbers that a label tells: growth, change, share, index and others, and the whole of a share."""

from __future__ import annotations

import re
from functools import cache

from tallystick.reading.tables.units import Claim
from tallystick.reading.tables.vocabulary import Kind, kinds, named, of_a_whole

_WHOLE_ENDS = re.compile(
    r"\s(?:by|in|at|for|from|during|between|on|and their|over)\s.*$"
    r"|\s(?:19|20)\d\d.*$|(?:的|所占)*(?:比重|比例|份额|百分比|之比|比)+$",
    re.IGNORECASE,
)
_SHARE_ZH = re.compile(r"比重|比例|份额|百分比|%|之比")
_MASK = "\ue000"
_ZH = re.compile(r"[\u4e00-\u9fff]")
_BEHIND_ZH = re.compile(r"\s?(?:$|[(),:;、%|/–-]|幅度|比例|百分比|百分点|率|额|预测|预期|目标|预计|\d)")
_BEHIND = re.compile(
    r"[\s-]*(?:$|[(),:;%|/\[–\d]|(?:of|in|on|from|over|since|to|by|vs\.?|versus|for|at|during|between|compared|relative"
    r"|with|and|y/y|q/q|m/m|yoy|mom|qoq|year|month|quarter|week|annual|rates?|percent|per cent|share|points?|pp|p\.p"
    r"|contribution|period|three|twelve|six|latest|annuali[sz]ed|forecasts?|projections?|estimates?|outlook|targets?|expectations?|previous|same|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q[1-4])(?![a-z]))",
    re.IGNORECASE,
)
_OF = re.compile(r"(?:of|in)\s(?:the\s)?", re.IGNORECASE)
_PERCENT_OF_ZH = re.compile(r"(?:为|相当于|占|完成)(?P<whole>[\u4e00-\u9fff]{2,14}?)的?(?:%|百分比)")
_WHO = re.compile(r"\s(?:who|that|which|with|whose)\s", re.IGNORECASE)
_RATE = re.compile(r"\brates?\b|率$", re.IGNORECASE)
BY_UNIT = {"y/y": "year before", "m/m": "before", "q/q": "before", "growth on the period before": "before"}
"""Measure of a unit's name → what it is counted from."""


def share_in(words: str) -> tuple[tuple[bool, str] | None, str]:
    """`(% of GDP)`, `占GDP比重`: whether percent is printed, the whole, and the words without both."""
    of = _PERCENT_OF_ZH.search(words)
    if of:
        return (True, of["whole"]), f"{words[: of.start()]} {words[of.end() :]}".strip()
    found = of_a_whole().search(words)
    if not found or (found[0].startswith("占") and not _SHARE_ZH.search(words[found.start() :])):
        return None, words
    whole = _WHOLE_ENDS.sub("", found["whole"].strip()).strip()
    if not whole or whole.casefold().startswith(("which", "change", "growth")):
        return None, words
    if clause := _WHO.search(whole):  # `proportion of people who feel well`: what is measured is all of it
        printed = "%" in found[0] or "per" in found[0][:14].casefold()
        return (printed, whole[: clause.start()]), f"{words[: found.start()]} {words[found.start('whole') :]}".strip()
    start, end = found.start(), found.start("whole") + len(found["whole"])
    if start and words[start - 1] in "([" and words[end : end + 1] in (")", "]"):
        start, end = start - 1, end + 1
    elif found[0].startswith("占"):
        end = len(words)
    else:
        end = found.start("whole") + found["whole"].find(whole) + len(whole)
    printed = "%" in found[0] or "per" in found[0][:14].casefold() or "pct" in found[0].casefold()
    return (printed, whole), f"{words[:start].rstrip()} {words[end:].lstrip()}".strip()


@cache
def _apart() -> re.Pattern[str]:
    return named("measures", "apart")


def kind_in(words: str) -> tuple[Kind | None, str]:
    """The kind of numbers that words tell; the words that only tell it go."""
    masked = _apart().sub(lambda found: _MASK * len(found[0]), words)
    for form, kind in kinds():
        found = next((one for one in form.finditer(masked) if kind.is_name or _told_of(masked, one)), None)
        if found is None:
            continue
        if kind.is_name:
            return kind, words
        left = _OF.sub("", words[found.end() :].lstrip(), count=1)
        return kind, f"{words[: found.start()].rstrip()} {left}".strip()
    return None, words


def _told_of(masked: str, found: re.Match[str]) -> bool:
    """Whether a word of a kind stands where it tells one: at the end of a label, or before what moves."""
    behind = masked[found.end() :]
    return _BEHIND_ZH.match(behind) is not None if _ZH.match(found[0]) else _BEHIND.match(behind) is not None


def settled(
    words: str, kind: Kind | None, share: tuple[bool, str] | None, reference: str, claims: tuple[Claim, ...]
) -> Kind | None:
    """The kind, where other words of the label tell it better."""
    if share and kind is not None and kind.is_name and kind.unit == "%" and _RATE.search(words):
        return kind  # `unemployment rate (% of labour force)`: a named rate, whatever it is counted of
    if share and (kind is None or kind.is_name or kind.measure in ("growth", "change")):
        return Kind("share", "%", is_name=False)
    if (kind is None or kind.is_name) and any(claim.measure in BY_UNIT for claim in claims):
        return Kind("growth", "%", is_name=False)
    if reference and (kind is None or kind.is_name):
        return Kind("index", "point", is_name=False)
    return kind
