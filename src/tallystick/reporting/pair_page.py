"""Original and translation side by side, their aligned figures linked, as one self-contained page."""

from __future__ import annotations

from tallystick.model import Comparison, Reading
from tallystick.reporting.annotate import annotate
from tallystick.reporting.page import asset, csp_hash, environment


def render_pair(original: Reading, translation: Reading, comparison: Comparison, language: str = "en") -> str:
    """The page as HTML; `comparison` is the one of these two readings."""
    style, script = asset("report.css"), asset("pair.js")
    linked = {
        "o": {link.original.start: link for link in comparison.aligned},
        "t": {link.translation.start: link for link in comparison.aligned},
    }
    sides = (
        ("o", "t", original.release.language, annotate(original)),
        ("t", "o", translation.release.language, annotate(translation)),
    )
    return (
        environment(language)
        .get_template("pair.html.j2")
        .render(
            title=original.release.title or original.release.name,
            comparison=comparison,
            sides=sides,
            linked=linked,
            from_language=original.release.language,
            to_language=translation.release.language,
            style=style,
            script=script,
            style_hash=csp_hash(style),
            script_hash=csp_hash(script),
        )
    )
