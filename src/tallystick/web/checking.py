"""Checking while somebody waits: done in a process of the pool, from the draft to the page or the JSON."""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

import msgspec

from tallystick.aligning.compare import compare
from tallystick.ledger import Ledger
from tallystick.reconciling.report import finding_to_dict, handed_to_dict
from tallystick.reporting.page import contents
from tallystick.reporting.page_images import PageImages
from tallystick.reporting.pictures import EmbeddedPictures
from tallystick.web import drafts
from tallystick.web.desk import AT_ONCE
from tallystick.web.drafts import Checked, Draft
from tallystick.web.pages.releases import pair_fragment
from tallystick.web.rendering import figure_link, fragment

LARGEST_PICTURES = 3 * 512 * 1024
LONGEST_DRAWING = 4.0
"""Bytes of all crops of a draft's page, and seconds that drawing them may take while somebody waits."""


class Viewer(msgspec.Struct, frozen=True):
    """For whom a page is made: the language, and what a form that keeps the draft needs (empty: no form)."""

    language: str
    csrf: str = ""


def page(address: str, draft: Draft, viewer: Viewer) -> str:
    """The main part of the page of a checked draft, against the ledger at an address."""
    return checked_fragment(drafts.examine(_ledger(address), draft), viewer)


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


def checked_fragment(checked: Checked, viewer: Viewer) -> str:
    """The annotated draft, beside its translation if there is one; with a form that keeps it where one may."""
    own = {o.id for o in checked.reading.observations}
    small = viewer.csrf and len(checked.original) <= AT_ONCE
    main = fragment(
        viewer.language,
        "checked.html.j2",
        **contents(checked.reading, checked.findings, viewer.language, _pictures(checked)),
        place=lambda figure: f"#figure-{figure.rpartition(':')[2]}" if figure in own else figure_link(figure),
        against=[f for f in checked.against_ledger if f.kind != "implied"],
        checked=checked,
        original=base64.b64encode(checked.original).decode() if small else "",
        csrf=viewer.csrf,
    )
    if checked.translation is None:
        return main
    return pair_fragment(checked.reading, checked.translation, viewer.language) + main


def _pictures(checked: Checked) -> EmbeddedPictures:
    """Crops inside the page: a draft is nowhere from where they could be asked for."""
    images = PageImages(checked.original) if checked.reading.release.pages else None
    return EmbeddedPictures(images, largest=LARGEST_PICTURES, longest=LONGEST_DRAWING)


@lru_cache(maxsize=4)
def _ledger(address: str) -> Ledger:
    """The ledger of the desk, opened once in each process, to read only."""
    return Ledger(address, create=False, read_only=True)
