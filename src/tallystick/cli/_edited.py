"""Drafts of a briefing that were edited by hand, as texts or Word files: what they say, which notes were changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallystick.briefing import Drafts, Failure
    from tallystick.briefing.backing import Backing


def edited_texts(
    paths: Sequence[Path], drafts: Drafts, behind: Callable[[], Backing], day: date
) -> tuple[dict[str, str], list[Failure]]:
    """Language → text without its endnotes, and the endnotes that say something else than was written.

    `behind` gives what the endnotes were written from; it is asked only where there are some.
    """
    from tallystick.releases import open_release
    from tallystick.releases.language import language_of
    from tallystick.reporting.briefing_word import changed_notes, note_words, without_notes

    texts: dict[str, str] = {}
    failures: list[Failure] = []
    for path in paths:
        text, notes = without_notes(open_release(path, released=day))
        language = language_of(text)
        texts[language] = text
        if notes:
            from tallystick.reporting.briefing_notes import notes_of

            written = note_words(notes_of(drafts.drafts, language, behind()), language)
            failures += [_changed(one, language) for one in changed_notes(notes, written)]
    return texts, failures


def _changed(note: str, language: str) -> Failure:
    from tallystick.briefing import Failure
    from tallystick.knowledge.wording import sentence

    figure = note.partition("：" if language == "zh" else ":")[0]
    why = {each: sentence("note changed", each) for each in ("en", "zh")}
    return Failure(language=language, sentence=note, figure=figure, why=why["en"], why_zh=why["zh"], fields=("note",))
