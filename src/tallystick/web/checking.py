"""Checking while somebody waits: done in a process of the pool, from the draft to the page or the JSON."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from typing import Any

import msgspec

from tallystick.aligning.compare import compare
from tallystick.ledger import Ledger
from tallystick.ledger.answering import Reply
from tallystick.ledger.embargoes import zone
from tallystick.model import Comparison, Reading, Release
from tallystick.reading import read
from tallystick.reconciling.finding_rows import finding_to_dict
from tallystick.reconciling.report import handed_to_dict
from tallystick.releases import from_text
from tallystick.releases.decode import decode
from tallystick.reporting.draft_page import render_draft
from tallystick.reporting.page import clean, contents
from tallystick.reporting.page_images import PageImages
from tallystick.reporting.pair_page import pair_contents
from tallystick.reporting.pictures import EmbeddedPictures
from tallystick.web import drafts
from tallystick.web.drafts import LARGEST_ORIGINAL, Checked, Draft, Viewer
from tallystick.web.rendering import figure_link, fragment
from tallystick.web.verdicts import Verdicts, verdicts

LARGEST_PICTURES = 3 * 512 * 1024
LONGEST_DRAWING = 4.0
"""Bytes of all crops of a draft's page, and seconds that drawing them may take while somebody waits."""

CSRF = "csrf-of-the-visitor-comes-here"
"""Stands in a page for what its visitor's forms carry: pages are made where nobody is known, and may be kept."""


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """The main part of the page of a checked draft, its title, and what the check comes to."""

    main: str
    title: str
    verdicts: Verdicts


class Side(msgspec.Struct, frozen=True, kw_only=True):
    """A text as it can be edited: its words, the seal that tells whether they were, and the file it came in."""

    words: str
    seal: str
    original: str
    name: str
    media_type: str


def page(address: str, draft: Draft, viewer: Viewer) -> Result:
    """The page of a checked draft, against the ledger at an address."""
    return result(drafts.examine(_ledger(address), draft), viewer, draft.released)


def text_of(draft: Draft) -> tuple[str, str]:
    """The words of a draft and of its translation; empty where there are none."""
    texts = [drafts.opened(sent).release.text if sent else "" for sent in (draft.original, draft.translation)]
    return texts[0], texts[1]


def download(address: str, draft: Draft, language: str) -> str:
    """A checked draft as one page that needs no other file."""
    checked = drafts.examine(_ledger(address), draft)
    return render_draft(checked.reading, checked.findings, language, checked.original, checked.translation)


def claim(address: str, words: str, area: str, language: str) -> Sequence[Reply]:
    """What is known of a claim as of today: one reply a figure."""
    book = _ledger(address)
    where = book.area(area) if area else ""
    reading = read(from_text(words, "claim", released=date.today()))
    return list(book.replies(reading, area=where, language=language))


def answer(address: str, draft: Draft) -> bytes:
    """The same as JSON."""
    checked = drafts.examine(_ledger(address), draft)
    told: dict[str, Any] = {
        "observations": [observation.to_dict() for observation in checked.reading],
        "unread": msgspec.to_builtins(checked.reading.unread),
        "findings": [finding_to_dict(finding) for finding in checked.findings],
        **handed_to_dict([checked.reading]),
    }
    if checked.translation is not None:
        told["comparison"] = compare(checked.reading, checked.translation).to_dict()
    return msgspec.json.encode(told)


def result(checked: Checked, viewer: Viewer, released: date | None = None) -> Result:
    """The annotated draft: what was found first, then the text beside its words to edit, then its translation."""
    own = {o.id for o in checked.reading.observations}
    comparison = compare(checked.reading, checked.translation) if checked.translation is not None else None
    shown = contents(checked.reading, checked.findings, viewer.language, _pictures(checked))
    told = verdicts(len(checked.reading), checked.findings, comparison)
    against = [f for f in checked.against_ledger if f.kind != "implied" and f not in shown["problems"]]
    main = fragment(
        viewer.language,
        "checked.html.j2",
        **shown,
        place=lambda figure: f"#figure-{figure.rpartition(':')[2]}" if figure in own else figure_link(figure),
        against=against,
        verdicts=told,
        released=released.isoformat() if released else "",
        pair=_pair(checked.reading, checked.translation, comparison),
        text=_side(checked.reading.release, checked.original, checked.media_type),
        translation=_translation(checked),
        handed=base64.b64encode(checked.observations).decode(),
        read_by=checked.read_by,
        viewer=viewer,
        csrf=CSRF,
        zone=zone(),
    )
    return Result(main=main, title=shown["title"], verdicts=told)


def _pair(original: Reading, translation: Reading | None, comparison: Comparison | None) -> dict[str, Any]:
    return {} if translation is None or comparison is None else pair_contents(original, translation, comparison)


def _translation(checked: Checked) -> Side | None:
    if checked.translation is None:
        return None
    return _side(checked.translation.release, checked.translated_from, checked.translated_type)


def _side(release: Release, original: bytes, media_type: str) -> Side:
    typed = media_type in ("text/plain", "text/markdown")
    words = str(clean(decode(original, name=release.name) if typed else release.text))
    small = len(original) <= LARGEST_ORIGINAL
    return Side(
        words=words,
        seal=drafts.seal(words),
        original=base64.b64encode(original).decode() if small else "",
        name=release.name,
        media_type=media_type,
    )


def _pictures(checked: Checked) -> EmbeddedPictures:
    """Crops inside the page: a draft is nowhere from where they could be asked for."""
    images = PageImages(checked.original) if checked.reading.release.pages else None
    return EmbeddedPictures(images, largest=LARGEST_PICTURES, longest=LONGEST_DRAWING)


@lru_cache(maxsize=4)
def _ledger(address: str) -> Ledger:
    """The ledger of the desk, opened once in each process, to read only."""
    return Ledger(address, create=False, read_only=True)
