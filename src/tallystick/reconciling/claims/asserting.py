"""From a form found in a line to what is asserted: window, direction, length, and the words that belong to it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from tallystick.model import Window
from tallystick.model.finding import EVER
from tallystick.reconciling.claims import since as times
from tallystick.reconciling.claims.amounts import amount, count
from tallystick.reconciling.claims.vocabulary import Form, Vocabulary

LONGEST = 200  # periods; what claims to have held longer is no streak
_SLOTS = ("superlative", "peak", "zone", "place", "move", "run", "beyond", "outcome", "height", "side", "inside", "end")
_AVERAGE = re.compile(r"average|mean|norm|median|均", re.IGNORECASE)
_NTH = {"第二": 2, "次": 2, "第三": 3, "第四": 4, "第五": 5, "第六": 6}
_PLACED = re.compile(rf"({'|'.join(_NTH)})(?:最|[高低大多少小好快])")
_OVER = {"exceed": "above", "surpass": "above", "above": "above", "over": "above", "short": "missed", "miss": "missed"}
_OVER |= {"below": "below", "under": "below", "met": "kept", "achieved": "kept", "reached": "kept", "attained": "kept"}


@dataclass(frozen=True, slots=True)
class Asserted:
    """What the words `text[start:end]` of a line assert, of no figure yet."""

    start: int
    end: int
    kind: str
    window: Window | None
    direction: str
    n: int | None = None
    unit: str = ""
    line: Decimal | None = None
    place: int = 1


def asserted(form: Form, found: re.Match[str], known: Vocabulary, language: str, day: date | None) -> Asserted | None:
    """What a found form asserts; None where it asserts nothing that could be tested."""
    groups = {name: words for name, words in found.groupdict().items() if words}
    window, end = _window(form, found, groups, known, language, day)
    direction, line = _direction(form, groups, known, found[0])
    if form.told.get("needs") == "predicate" and not direction:
        return None
    n, unit = _length(form, groups, known)
    if n is not None and not 0 < n < LONGEST:
        return None
    if form.told.get("window") == "line":
        if line is None:
            return None
        window = Window(below=line) if direction.endswith("below") else Window(above=line)
        line = None
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    return Asserted(start, end, form.kind, window, direction, n, unit, line, _place(groups, found[0]))


def _window(
    form: Form, found: re.Match[str], groups: dict[str, str], known: Vocabulary, language: str, day: date | None
) -> tuple[Window | None, int]:
    """The window, and where the claim's words end."""
    told, end = form.told.get("window", ""), found.end()
    if "since" in groups:
        if language == "zh":
            return times.chinese(groups["since"], day), end
        if (read := times.english(groups["since"])) is not None:
            return read[0], found.start("since") + read[1]
    if told == "decade":
        return (Window(words="multi-decade") if "multi" in found[0] else Window(n=10, unit="year")), end
    if told in ("span", "since or span") and "n" in groups:
        return _span(groups, known), end
    if told == "words":
        return Window(words=groups.get("words", form.told.get("words", ""))), end
    return (EVER if told == "ever" else None), end


def _span(groups: dict[str, str], known: Vocabulary) -> Window:
    n, unit = count(groups["n"]), known.meaning("unit", groups.get("unit", ""))
    if n is None:
        apart = " " if groups["n"].isascii() else ""
        return Window(words=f"{groups['n']}{apart}{groups.get('unit', '')}")
    near = groups.get("near", "") not in ("", "近")
    q = ">" if "more" in groups else "<" if near else ""
    return Window(n=n * 10, unit="year", q=q) if unit == "decade" else Window(n=n, unit=unit, q=q)


def _length(form: Form, groups: dict[str, str], known: Vocabulary) -> tuple[int | None, str]:
    """The number of periods of a streak or a rank that is kept, and their unit."""
    if form.kind not in ("streak", "rank"):
        return None, ""
    told = next((groups[name] for name in ("nth", "n", "nth_2", "n_2") if name in groups), "")
    unit = next((known.meaning("unit", groups[name]) for name in ("unit", "unit_2", "unit_3") if name in groups), "")
    unit = unit or form.told.get("unit", "") or (known.meaning("every", groups["every"]) if "every" in groups else "")
    return (count(told) if told else None), unit


def _direction(form: Form, groups: dict[str, str], known: Vocabulary, words: str) -> tuple[str, Decimal | None]:
    """The direction, and the line that is kept to or crossed."""
    fixed = form.told.get("direction", "")
    line = amount(groups["number"]) if "number" in groups else None
    beyond = known.meaning("beyond", groups.get("beyond") or groups.get("beyond1") or "")
    move = known.meaning("move", groups.get("move") or groups.get("move2") or _last_move(groups, words, known))
    if fixed == "line":
        under = "下" in groups.get("from", "") or "内" in groups.get("from", "") or beyond == "below"
        return ("below" if under else "above"), line
    if fixed == "first":
        return (f"first {beyond}" if beyond else f"first {move}" if move else "first"), line
    if fixed == "double-digit growth":
        return ("fall", None) if "下降" in words else ("growth >= 10%", Decimal(10))
    if fixed == "turn":
        return {"rise": "fall", "fall": "rise"}.get(move, ""), None
    if fixed == "by word":
        return _by_word(words, known), line
    if fixed:
        return fixed, line
    if form.kind == "streak":
        return _of_streak(groups, known, move, beyond, line)
    return _of_slots(groups, known), line


def _last_move(groups: dict[str, str], words: str, known: Vocabulary) -> str:
    """The movement that stands nearest before the length of a streak (`growth slowed for the third month`)."""
    if "move1" not in groups:
        return ""
    length = groups.get("nth") or groups.get("n") or ""
    told = known.moves.findall(words[: words.rfind(length)]) if length else []
    return told[-1] if told else groups["move1"]


def _of_streak(
    groups: dict[str, str], known: Vocabulary, move: str, beyond: str, line: Decimal | None
) -> tuple[str, Decimal | None]:
    if "zone" in groups:
        return known.meaning("zone", groups["zone"]), Decimal(50)
    if "beyond1" in groups and line is not None:
        return beyond, line
    return move or _of_slots(groups, known) or beyond, None


def _of_slots(groups: dict[str, str], known: Vocabulary) -> str:
    for slot in _SLOTS:
        if slot in groups:
            meaning = known.meaning(slot, groups[slot])
            average = slot in ("side", "beyond") and _AVERAGE.search(groups.get("words", ""))
            return f"{meaning} average" if average else meaning
    return ""


def _by_word(words: str, known: Vocabulary) -> str:
    low = words.lower()
    for word, meaning in known.meanings["superlative"].items():
        if word in low:
            return meaning
    return next((meaning for word, meaning in _OVER.items() if word in low), "")


def _place(groups: dict[str, str], words: str) -> int:
    """Which from the top: 2 for the second highest."""
    if "nth" in groups and "superlative" in groups:
        return count(groups["nth"]) or 1
    found = _PLACED.search(words)
    return _NTH[found[1]] if found else 1
