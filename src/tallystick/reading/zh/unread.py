"""The numbers of a block that no figure carries, each with the reason why."""

from __future__ import annotations

import re

from tallystick.model import Unread
from tallystick.reading.figure import Figure
from tallystick.reading.printed.zh.lexer import Token
from tallystick.reading.printed.zh.numbers import parse_number
from tallystick.reading.printed.zh.quantities import DURATIONS, Quantity, quantity
from tallystick.reading.printed.zh.units import unit_at
from tallystick.reading.printed.zh.vocabulary import counting

_ORDINAL = r"[一二三四五六七八九十\d]{1,3}"
_SECTION = re.compile(rf"\s*(?:[（(]?{_ORDINAL}[）)、．.](?!\d)|第{_ORDINAL}[章节条部]|[一二三四五六七八九十]是)")
_SECTION_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){1,3}(?:[、．]|本|[一-鿿]{2,12}$)", re.MULTILINE)
_FEW = 2  # 一 is an article more often than a number
_CIRCLE = re.compile(r"[^，。、]{0,8}圈")
_YEAR = re.compile(r"(?:19|20)\d\d")
_AVERAGED = re.compile(r"(?:\d{1,2}|[一二两三四五六七八九十]{1,3})年(?=平均|年均)")
_DEFINED = re.compile(r"(?:及|含)?以[上下](?:的)?[^，。；、）)\s]")
_NO_NUMBERS = frozenset(("word", "stop", "joint", "streak"))
_BY_KIND = {
    "date": "date",
    "clock": "date",
    "name": "name",
    "aside": "name",
    "address": "address",
    "rank": "numbering",
    "item": "numbering",
    "vague": "vague",
}


def unread_of(
    tokens: list[Token], text: str, original: str, start: int, figures: list[Figure], reason: str = ""
) -> list[Unread]:
    """What is left of the tokens of a block that begins at `start`; `text` is folded, `original` as published.

    A `reason` given holds for all of them.
    """
    spans = [(figure.start, figure.end) for figure in figures]
    section = _SECTION.match(text, start)
    numbered = section.end() if section else start
    found: list[Unread] = []
    at, covered = 0, start
    for token in tokens:
        if token.start >= covered and (years := _years_averaged(token)):
            stop = token.start + years
            found.append(Unread(token.start, stop, original[token.start : stop], "date"))
        if token.kind in _NO_NUMBERS or token.start < covered:
            continue
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at < len(spans) and spans[at][0] < token.end:
            continue
        amount = quantity(token, text)
        stop = max(token.end, amount.end) if amount else token.end
        why = "numbering" if token.end <= numbered else _reason(token, amount, text, stop)
        if why and _is_number(token, amount, why):
            found.append(Unread(token.start, stop, original[token.start : stop], reason or why))
            covered = stop
    return found


def _years_averaged(token: Token) -> int:
    """The length of the number of years that a word of means tells, too: 两年 in 两年平均; 0 where it tells none."""
    found = _AVERAGED.match(token.text) if token.kind == "word" else None
    return found.end() if found else 0


def _is_number(token: Token, amount: Quantity | None, why: str) -> bool:
    """Whether there is a number to list: 去 or 同期 alone are none."""
    if (
        amount
        or token.kind == "han"
        or token.kind in ("name", "vague")
        or why == "text part"
        or any(char.isdigit() for char in token.text)
    ):
        return True
    return token.kind in ("rank", "date") and len(token.text) > 1


def _reason(token: Token, amount: Quantity | None, text: str, stop: int) -> str:
    if token.kind in _BY_KIND:
        return _BY_KIND[token.kind]
    if amount and amount.unit in ("CNY", "USD", "year") and _DEFINED.match(text, stop):
        return "definition"
    if amount and amount.unit in DURATIONS:
        return "date"
    if text.startswith((*counting("text_parts"), "大类"), token.end) and not (amount and amount.word not in ("", "个")):
        return "text part"
    if token.kind == "han":
        return "not understood" if amount or _states_number(token, text) else ""
    return _reason_of_digits(token, amount, text, stop)


def _states_number(token: Token, text: str) -> bool:
    """Whether a numeral in words is a number of things and no part of a word: 三家, 一百二十, but not 一 of 一家."""
    number = parse_number(token.text)
    if number is None or number.value < _FEW or token.text[0] in "百千万亿":
        return False
    return len(token.text) > 1 or bool(unit_at(text, token.end).code)


def _reason_of_digits(token: Token, amount: Quantity | None, text: str, stop: int) -> str:
    if _SECTION_NUMBER.match(text, token.start):
        return "numbering"
    before, behind = text[max(token.start - 1, 0) : token.start], text[token.end : token.end + 2]
    if _YEAR.fullmatch(token.text):
        return "date"
    if behind.startswith(("热线", "强", "号")) or text[stop - 1 : stop] in "伏条" or _CIRCLE.match(text, stop):
        return "name"
    if before == "每":
        return "definition"
    named = before in ("第", "“", '"', "《") or re.match(r"[A-Za-z级型]", behind)
    return "name" if named and not (amount and amount.unit) else "not understood"
