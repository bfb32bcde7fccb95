"""A checked draft, beside its translation if there is one, as one page that needs no other file, host or network."""

from __future__ import annotations

from collections.abc import Sequence

from tallystick.aligning.compare import compare
from tallystick.model import Finding, Reading
from tallystick.reporting.page import anchor, asset, contents, csp_hash, environment
from tallystick.reporting.page_images import PageImages
from tallystick.reporting.pair_page import pair_contents
from tallystick.reporting.pictures import EmbeddedPictures

LARGEST_PICTURES = 3 * 512 * 1024
LONGEST_DRAWING = 4.0
"""Bytes of all crops of the page, and seconds that drawing them may take while somebody waits."""


def render_draft(
    reading: Reading, findings: Sequence[Finding], language: str, document: bytes = b"", other: Reading | None = None
) -> str:
    """The whole page as HTML: what differs from the translation (`other`), the findings, the annotated text."""
    images = PageImages(document) if document and reading.release.pages else None
    pictures = EmbeddedPictures(images, largest=LARGEST_PICTURES, longest=LONGEST_DRAWING)
    style, scripts = asset("report.css"), [asset("report.js"), *([asset("pair.js")] if other is not None else [])]
    own = {o.id for o in reading.observations}
    return (
        environment(language)
        .get_template("draft.html.j2")
        .render(
            **contents(reading, findings, language, pictures),
            pair=pair_contents(reading, other, compare(reading, other)) if other is not None else {},
            place=lambda figure: f"#{anchor(figure)}" if figure in own else "#left",
            style=style,
            scripts=scripts,
            style_hash=csp_hash(style),
            script_hashes=[csp_hash(script) for script in scripts],
        )
    )
