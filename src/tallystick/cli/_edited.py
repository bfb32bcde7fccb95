"""Drafts of a briefing that were edited by hand, as texts or Word files: what they say, which notes were changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tallystick.briefing import Drafts, Fact, Failure
    from tallystick.briefing.backing import Backing


def edited_texts(
    paths: Sequence[Path], drafts: Drafts, behind: Callable[[], Backing], day: date
) -> tuple[dict[str, str], list[Failure]]:
    """Language → text without its endnotes, and the endnotes that say something else than was written.

    `behind` gives what the endnotes were written from; it is asked only where there are some.
    """
    from tallystick.model import KnowledgeError
    from tallystick.releases import open_release
    from tallystick.releases.language import language_of
    from tallystick.reporting.briefing_word import changed_notes, note_words, without_notes

    texts: dict[str, str] = {}
    failures: list[Failure] = []
    for path in paths:
        text, notes = without_notes(open_release(path, released=day))
        language = language_of(text)
        if language in texts:
            problem = f"{path} is another text in the language of one before it ({language})"
            raise KnowledgeError(problem, "give one English and one Chinese text")
        texts[language] = text
        if notes:
            from tallystick.reporting.briefing_notes import notes_of

            written = note_words(notes_of(drafts.drafts, language, behind()), language)
            failures += [_changed(one, language) for one in changed_notes(notes, written)]
    return texts, failures


def unlike_outline(failures: Sequence[Failure], written: Mapping[str, Sequence[Fact]]) -> Iterator[str]:
    """What is to be said of edited texts: that one stands alone, that one seems to be of another period.

    KnowledgeError where not one figure of the outline comes back.
    """
    from tallystick.model import KnowledgeError

    if len(written) == 1:
        other = "Chinese" if "en" in written else "English"
        yield f"not compared with the {other} text: give both files with --prove"
    for language, facts in written.items():
        wrong = [one.fields for one in failures if one.language == language]
        elsewhen = sum("period" in fields for fields in wrong)
        lost = sum(not {"added", "twice", "checks", "languages"} & {*fields} for fields in wrong)
        if len(facts) > 1 and lost >= len(facts) and elsewhen <= len(facts) / 2:
            problem = f"none of the {len(facts)} figures of the outline comes back from the {language} text"
            raise KnowledgeError(problem, "give the text that was written from this outline and ledger")
        if len(facts) > 1 and elsewhen > len(facts) / 2:
            yield f"the {language} text tells of another period than the outline: {elsewhen} of {len(facts)} figures"


def _changed(note: str, language: str) -> Failure:
    from tallystick.briefing import Failure
    from tallystick.knowledge.wording import sentence

    figure = note.partition("：" if language == "zh" else ":")[0]
    why = {each: sentence("note changed", each) for each in ("en", "zh")}
    return Failure(language=language, sentence=note, figure=figure, why=why["en"], why_zh=why["zh"], fields=("note",))
