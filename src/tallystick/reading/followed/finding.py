"""Which sentences of a release state a problem, a commitment, a target or a milestone: by the phrases they use.

A sentence is one of them or none; where forms of several stand in it the first of target, milestone, commitment and
problem counts. What is in doubt is left out: a statement that is not found is missed by few, one that is none misleads.
"""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from tallystick.model import Block, Release
from tallystick.reading.followed.days import due_in
from tallystick.reading.followed.forms import Kind, kind_of
from tallystick.reading.followed.naming import named_in
from tallystick.releases.sentences import sentences

PROBLEM, COMMITMENT, TARGET, MILESTONE = KINDS = ("problem", "commitment", "target", "milestone")
_FIRST = (TARGET, MILESTONE, COMMITMENT, PROBLEM)
_TOLD = frozenset({"paragraph", "item", "note"})
_LEAST = {"en": 16, "zh": 8}
_MOST = 1200
"""Characters that a sentence has at least, and at most: what is longer is no sentence but a text without full stops."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """A statement: its kind, its words `text[start:end]`, the form it was found by, the day (ISO) it names as its end.

    `indicators` are the ids of the catalogue's indicators that its words name.
    """

    kind: str
    start: int
    end: int
    quote: str
    rule: str
    due: str = ""
    indicators: tuple[str, ...] = ()


def said_in(release: Release) -> tuple[Said, ...]:
    """The statements of a release, in their order. Time is linear in its text.

    >>> from tallystick.releases import from_text
    >>> text = "Demand remains weak. We will further support small firms. We aim to build 500 schools by 2030."
    >>> [(one.kind, one.due) for one in said_in(from_text(text, "plan"))]
    [('problem', ''), ('commitment', ''), ('target', '2030-12-31')]
    """
    return tuple(_found(release))


def _found(release: Release) -> Iterator[Said]:
    stretches = _Stretches()
    year = (release.released or release.event).year if release.is_dated else 0  # type: ignore[union-attr]
    for block in release.blocks:
        if block.kind == "heading":
            stretches.heading(release.text[block.start : block.end], block.language)
        if block.kind not in _TOLD or block.language not in _LEAST:
            continue
        stretches.block()
        for start, end in sentences(release.text, block.start, block.end, block.language):
            words = " ".join(release.text[start:end].split())
            if _LEAST[block.language] <= len(words) <= _MOST:
                told = kind_in(words, block.language) or stretches.told(words, block)
                stretches.passed(words, block.language)
                if told:
                    kind, rule = told
                    yield Said(
                        kind=kind,
                        start=start,
                        end=end,
                        quote=release.text[start:end],
                        rule=rule,
                        due="" if kind == PROBLEM else due_in(words, block.language, year),
                        indicators=named_in(words, block.language),
                    )


def kind_in(words: str, language: str) -> tuple[str, str] | None:
    """The kind of a sentence by its own words, and the name of the form; None where it is none.

    >>> kind_in("We will build three hospitals.", "en")
    ('commitment', 'commitment.1')
    >>> kind_in("工业生产增长3%。", "zh") is None
    True
    """
    for kind in _FIRST:
        told = kind_of(kind, language)
        if told.never.search(words) or (told.done and told.done.search(words)):
            continue
        for form in told.forms:
            if form.pattern.search(words) and not (form.unless and form.unless.search(words)):
                return kind, form.name
    return None


class _Stretches:
    """Whether what is read now lies behind words that announce problems (their paragraph) or tasks (their part)."""

    def __init__(self) -> None:
        self._problems = self._tasks = False

    def heading(self, words: str, language: str) -> None:
        stretch = kind_of(COMMITMENT, language).stretch
        if stretch and stretch.closes and stretch.closes.search(words):
            self._tasks = False
        elif stretch and stretch.heading and stretch.heading.search(words):
            self._tasks = True

    def block(self) -> None:
        self._problems = False

    def told(self, words: str, block: Block) -> tuple[str, str] | None:
        """A sentence within a stretch, that has what each of it has and nothing that makes it none."""
        problem, task = (kind_of(kind, block.language) for kind in (PROBLEM, COMMITMENT))
        if (
            self._problems
            and problem.stretch
            and problem.stretch.each.search(words)
            and not problem.never.search(words)
        ):
            return PROBLEM, "problem.listed"
        if self._tasks and _is_task(words, task):
            return COMMITMENT, "commitment.listed"
        return None

    def passed(self, words: str, language: str) -> None:
        """Take notice of what a sentence announces."""
        problem, task = (kind_of(kind, language).stretch for kind in (PROBLEM, COMMITMENT))
        if problem and problem.opens.search(words):
            self._problems = True
        elif self._problems and (told := kind_in(words, language)) and told[0] != PROBLEM:
            self._problems = False
        if task and task.opens.search(words):
            self._tasks = True


def _is_task(words: str, task: Kind) -> bool:
    if task.never.search(words) or (task.done and task.done.search(words)):
        return False
    return task.stretch is not None and task.stretch.each.match(words) is not None
