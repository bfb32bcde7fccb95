"""A briefing as a Word file that a press desk can edit, its evidence in endnotes; and such a file as it comes back."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from importlib.resources import files

from tallystick.briefing import Draft
from tallystick.briefing.backing import Backing
from tallystick.model import Release
from tallystick.reporting.briefing_charts import sections_of
from tallystick.reporting.briefing_linking import Linking
from tallystick.reporting.briefing_notes import Note, notes_of, numbers_of
from tallystick.reporting.briefing_page import day_words
from tallystick.reporting.page import environment
from tallystick.reporting.words import word

_WRITTEN = {
    "docProps/core.xml": "core.xml.j2",
    "word/document.xml": "document.xml.j2",
    "word/endnotes.xml": "endnotes.xml.j2",
    "word/styles.xml": "styles.xml.j2",
}
_AS_THEY_ARE = {
    "[Content_Types].xml": "content_types.xml",
    "_rels/.rels": "package_rels.xml",
    "word/_rels/document.xml.rels": "document_rels.xml",
    "word/settings.xml": "settings.xml",
    "word/footer.xml": "footer.xml",
}
_DAY = (1980, 1, 1, 0, 0, 0)
"""The day of every part, the first that a zip knows: the same briefing makes the same bytes."""


def word_file(
    drafts: Mapping[str, Draft], language: str, backing: Backing | None = None, *, released: date | None = None
) -> bytes:
    """One of the drafts as DOCX: title, day, headings, paragraphs, and an endnote a figure."""
    draft, linking = drafts[language], Linking(numbers_of(drafts), language)
    known = {
        "title": draft.title,
        "day": day_words(released, language) if released else "",
        "sections": [linking.section(one) for one in sections_of(draft)],
        "notes": note_words(notes_of(drafts, language, backing), language),
    }
    templates = environment(language)
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, source in _AS_THEY_ARE.items():
            content = files("tallystick.reporting").joinpath("templates", "word", source).read_text(encoding="utf-8")
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
        for name, source in _WRITTEN.items():
            content = templates.get_template(f"word/{source}").render(known)
            archive.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED)
    return held.getvalue()


def note_words(notes: Iterable[Note], language: str) -> dict[int, str]:
    """Number of each figure → its endnote: what it is, how surely, the quote, and where that comes from."""
    clause, comma = word("clause", language), word("list comma", language)
    found = {}
    for note in notes:
        source = comma.join(part for part in (note.place, note.publisher, note.title, note.day) if part)
        quote = word("quoted", language, words=" ".join(note.words.split()))
        for one in note.figures:
            head = f"{one.printed}{word('colon', language)}{one.about}"
            found[one.number] = clause.join((head, one.known, quote, source))
    return dict(sorted(found.items()))


def without_notes(release: Release) -> tuple[str, list[str]]:
    """The text of a release up to its notes, and the words of each note without its mark."""
    notes = [block for block in release.blocks if block.kind == "note"]
    if not notes:
        return release.text, []
    words = [release.text[block.start : block.end] for block in notes]
    return release.text[: notes[0].start].rstrip() + "\n", words


def changed_notes(notes: Iterable[str], written: Mapping[int, str]) -> list[str]:
    """The notes that are none of those that were written."""
    known = {_plain(one) for one in written.values()}
    return [one for one in notes if _plain(one) not in known and _plain(one.partition(" ")[2]) not in known]


def _plain(words: str) -> str:
    return "".join(words.split())
