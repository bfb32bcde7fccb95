"""Original and translation side by side, their aligned figures linked, as one self-contained page."""

from __future__ import annotations

from typing import Any

from tallystick.model import Comparison, Reading
from tallystick.reporting.annotate import annotate
from tallystick.reporting.page import asset, csp_hash, environment


def render_pair(original: Reading, translation: Reading, comparison: Comparison, language: str = "en") -> str:
    """The page as HTML; `comparison` is the one of these two readings."""
    style, script = asset("report.css"), asset("pair.js")
    return (
        environment(language)
        .get_template("pair.html.j2")
        .render(
            **pair_contents(original, translation, comparison),
            style=style,
            script=script,
            style_hash=csp_hash(style),
            script_hash=csp_hash(script),
        )
    )


def pair_contents(original: Reading, translation: Reading, comparison: Comparison) -> dict[str, Any]:
    """What the templates of a pair show, by the names they use; `o` is the original, `t` the translation."""
    return {
        "title": original.release.title or original.release.name,
        "comparison": comparison,
        "sides": (
            ("o", "t", original.release.language, annotate(original)),
            ("t", "o", translation.release.language, annotate(translation)),
        ),
        "linked": {
            "o": {link.original.start: link for link in comparison.aligned},
            "t": {link.translation.start: link for link in comparison.aligned},
        },
        "undated": [side for side, one in (("o", original), ("t", translation)) if not one.release.is_dated],
        "from_language": original.release.language,
        "to_language": translation.release.language,
    }
