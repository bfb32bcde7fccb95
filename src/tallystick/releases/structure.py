"""From lines to blocks: paragraphs joined, headings found, sections, speakers and languages carried along."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from tallystick.model import Block, Speaker
from tallystick.releases import headings, language
from tallystick.releases.dateline import is_dateline
from tallystick.releases.furniture import LONGEST, is_furniture, is_line_of_contents
from tallystick.releases.lines import Line
from tallystick.releases.marks import is_row, mark_of
from tallystick.releases.speakers import Turn, asks, claimed_turn, confirmed, display_name, introduced, role_line
from tallystick.releases.wrapping import Wrapping, single_spaced

_HEAD = 60  # lines among which the people of a release are listed
_SHORT = 400  # a longer line is neither furniture, dateline nor role line
_KIND_OF_MARK = {"heading": "heading", "item": "item", "lettered": "item", "row": "row"}
_ATTRIBUTIONS = ("source:", "note:", "sources:", "notes:")
_TOLD = frozenset({"furniture", "row", "table", "note", "title", "heading"})
_JOINABLE = frozenset({"paragraph", "item"})


@dataclass(slots=True)
class Part:
    """A block on its way: `kind` as far as known, the mark it begins with, and whom it gives the word to."""

    kind: str
    start: int
    end: int
    mark: str = ""
    blank_before: bool = True
    alone: bool = True
    turn: Turn | None = None


@dataclass(slots=True)
class Structure:
    """The blocks of a text and the people who speak in it."""

    blocks: tuple[Block, ...]
    speakers: tuple[Speaker, ...]


def structure(text: str, lines: Sequence[Line], spoken: str, forced: str | None = None) -> Structure:
    """Blocks of `text` from its lines; `spoken` is the language of the whole, `forced` what the user said it is.

    Time is linear in the text.
    """
    lines = single_spaced(text, lines)
    people = _people(text, lines)
    turns = [None if line.hint == "furniture" else claimed_turn(text, line.start, line.end) for line in lines]
    names = _confirmed(text, turns, lines, people)
    parts = _parts(text, lines, [turn if turn and turn.name in names else None for turn in turns])
    _find_headings(text, parts, spoken)
    speakers = _speakers(text, parts, people)
    return Structure(tuple(_blocks(text, parts, spoken, forced)), speakers)


def _people(text: str, lines: Sequence[Line]) -> dict[str, str]:
    """Name → role of the people whom lines near the top introduce."""
    people = {}
    for line in lines[:_HEAD]:
        person = role_line(text[line.start : line.end]) if line.end - line.start < _SHORT else None
        if person:
            people[person.name] = person.role
    return people


def _confirmed(
    text: str, turns: Sequence[Turn | None], lines: Sequence[Line], people: dict[str, str]
) -> frozenset[str]:
    claims = [turn for turn in turns if turn]
    if not claims:
        return frozenset()
    often = {name for name, times in Counter(turn.name for turn in claims).items() if times > 1}
    people = people | {name: role for name in often - people.keys() if " " in name and (role := introduced(text, name))}
    alone = [turn for turn, line in zip(turns, lines, strict=True) if turn and turn.words_start >= line.end]
    return confirmed(claims, alone, people)


def _parts(text: str, lines: Sequence[Line], turns: Sequence[Turn | None]) -> list[Part]:
    """Lines told apart by their marks, and those of one paragraph joined."""
    wrapping = Wrapping(text, lines)
    parts: list[Part] = []
    for i, line in enumerate(lines):
        part = _part_of(text, line, turns[i])
        if (
            part.kind == "paragraph" and not part.mark and not part.turn
            and parts and parts[-1].kind in _JOINABLE and not line.hint and wrapping.continues(i)
        ):  # fmt: skip
            parts[-1].end = part.end
            continue
        if parts and not line.blank_before:
            parts[-1].alone = False
        parts.append(part)
    return parts


def _told(text: str, line: Line) -> Part:
    """What the markup calls a line, where the line does not belie it."""
    start, end, blank_before, _, hint = line
    if hint not in ("title", "heading"):
        return Part(hint, start, end, "", blank_before)
    words = text[start:end] if end - start <= LONGEST else ""
    if words and is_dateline(words):
        return Part("dateline", start, end, "", blank_before)
    if is_line_of_contents(words):
        return Part("furniture", start, end, "", blank_before)
    return Part(hint, start, end, "heading", blank_before)


def _part_of(text: str, line: Line, turn: Turn | None) -> Part:
    start, end, blank_before, _, hint = line
    if hint in _TOLD:
        return _told(text, line)
    if turn:
        return Part("paragraph", start, end, "", blank_before, turn=turn)
    if end - start <= LONGEST:
        words = text[start:end]
        if is_furniture(words):
            return Part("furniture", start, end, "", blank_before)
        if is_dateline(words):
            return Part("dateline", start, end, "", blank_before)
    mark, words_start = mark_of(text, start, end)
    if mark == "heading" and end - words_start <= LONGEST and is_furniture(text[words_start:end]):
        return Part("furniture", start, end, "", blank_before)
    if not mark:
        kind = hint or ("row" if end - start <= _SHORT and is_row(words) else "paragraph")
        return Part(kind, start, end, "", blank_before)
    kind = _KIND_OF_MARK.get(mark, hint or "paragraph")
    if mark in ("heading", "item"):
        start = min(words_start, end - 1)
    return Part(kind, start, end, mark, blank_before)


def _find_headings(text: str, parts: list[Part], spoken: str) -> None:
    """Turn paragraphs that read as headings into headings, and the first of them into the title."""
    titled = any(part.kind == "title" for part in parts)
    for i, part in enumerate(parts):
        if part.kind in ("furniture", "dateline", "title", "table", "note"):
            continue
        if part.kind == "paragraph" and not part.turn and _is_heading(text, part, _next(parts, i), spoken):
            part.kind = "heading"
        if not titled:
            titled = True
            if _is_title(text, part):
                part.kind = "title"


def _next(parts: list[Part], i: int) -> Part | None:
    """The part after `i` that is no page number or other furniture."""
    return next((part for part in parts[i + 1 : i + 4] if part.kind != "furniture"), None)


def _is_heading(text: str, part: Part, following: Part | None, spoken: str) -> bool:
    length = part.end - part.start
    if length > 2 * headings.LONGEST_LABEL:
        return False
    if part.mark in headings.NUMBERED:
        if not headings.is_single_sentence(text, part.start, part.end, spoken):
            return False
        if part.mark != "arabic":
            return True
        return following is not None and following.mark != "arabic" and _names_a_section(text, part)
    if part.mark or following is None:
        return False
    line = text[part.start : part.end]
    if role_line(line) or _goes_on(text, following):
        return False
    if "\n" in line and length > 110:
        return False
    spoken = language.detect(text, part.start, part.end, spoken)
    if headings.looks_like_heading(line, spoken):
        return True
    return part.blank_before and part.alone and headings.looks_like_label(line, spoken)


def _goes_on(text: str, following: Part) -> bool:
    """Whether the next part begins in mid-sentence, behind a page number perhaps."""
    return following.kind in ("furniture", "paragraph") and not following.mark and text[following.start].islower()


def _names_a_section(text: str, part: Part) -> bool:
    """Whether `3. …` is a heading: it states no figure and is short or stands alone."""
    words = text[part.start : part.end].lstrip("0123456789.、．()（） \t")
    if any(char.isdigit() for char in words) or len(words) > 140 or words.lower().startswith(_ATTRIBUTIONS):
        return False
    return words[-1:] not in ".。;；,，" or part.alone or len(words) < 110


def _is_title(text: str, part: Part) -> bool:
    """Whether the first words of a text are its title."""
    if part.turn or part.mark in headings.NUMBERED or part.kind not in ("heading", "paragraph"):
        return False
    words = text[part.start : part.end]
    return part.kind == "heading" or (len(words) <= 200 and words[-1] not in ".:;,。：；，" and not is_row(words))


def _speakers(text: str, parts: list[Part], people: dict[str, str]) -> tuple[Speaker, ...]:
    """Everyone listed with a role, then everyone who takes the word, in the order they first appear."""
    roles = dict(people)
    for part in parts:
        if part.turn and part.turn.name not in roles:
            roles[part.turn.name] = introduced(text, part.turn.name)
    return tuple(Speaker(display_name(name), role) for name, role in roles.items())


def question_label(heading: str, number: int, spoken: str) -> str:
    """The section of a question and its answers, under the heading above.

    >>> question_label("Questions", 2, "en"), question_label("", 1, "zh")
    ('Questions, question 2', '问题1')
    """
    if spoken == "zh":
        return f"{heading}，问题{number}" if heading else f"问题{number}"
    return f"{heading}, question {number}" if heading else f"Question {number}"


def _blocks(text: str, parts: list[Part], spoken: str, forced: str | None) -> list[Block]:
    blocks: list[Block] = []
    section = speaker = heading = ""
    questions = 0
    mixed = not text.isascii()
    previous = forced or spoken
    for part in parts:
        tongue = language.detect(text, part.start, part.end, previous) if mixed else "en"
        start = part.start
        if part.turn:
            if asks(part.turn.name) and not asks(speaker):
                questions += 1
                section = question_label(heading, questions, tongue)
            speaker = display_name(part.turn.name)
            stop = min(part.turn.words_start, part.end)
            blocks.append(Block("turn", start, start + len(text[start:stop].rstrip()), tongue, section, speaker))
            start = stop
            if start >= part.end:
                continue
        elif part.kind == "heading" or part.mark in ("roman", "han", "han_item", "part"):
            section = heading = headings.label(text, part.start, part.end, tongue)
        kind = part.kind
        if kind == "note":
            blocks.append(Block(kind, start, part.end, tongue))
        else:
            blocks.append(Block(kind, start, part.end, tongue, "" if kind == "title" else section, speaker))
        previous = tongue
    return blocks
