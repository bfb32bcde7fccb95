"""Drawing Vega-Lite specifications to SVG on this machine.

Colours are a small palette of hex values. In a drawing for a page each becomes a CSS variable of the same name, so
one drawing serves light, dark and paper; the specification and the downloaded SVG keep the plain values.
"""

from __future__ import annotations

import re
from typing import Any

Spec = dict[str, Any]

PALETTE = {
    "--chart": "#20639b",
    "--chart-old": "#8a9099",
    "--chart-other": "#b4541f",
    "--chart-gap": "#e3b64c",
    "--chart-ink": "#2a2d30",
    "--chart-line": "#d8d4ca",
    "--chart-up": "#1f7a6b",
    "--chart-up-more": "#0b5345",
    "--chart-down": "#c0612b",
    "--chart-down-more": "#8c3310",
    "--chart-same": "#c9c5ba",
}
_BASE = "https://vega.github.io/vega-datasets/"  # the renderer puts this before addresses without a host
_KIND = re.compile(r' aria-roledescription="[^"]*"')
"""What the renderer calls kinds of marks, in English whatever the language of the page."""

_NO_COLOUR = re.compile(r'(fill|stroke)="(#[0-9a-f]{6})"')


def still(spec: Spec) -> Spec:
    """The chart without the marks that are there to be pointed at and not seen: no drawing needs them."""
    seen = [layer for layer in spec.get("layer", ()) if layer.get("mark", {}).get("opacity") != 0]
    return {**spec, "layer": seen} if "layer" in spec else spec


def draw(spec: Spec) -> str:
    """The chart as a free-standing SVG."""
    import vl_convert

    # Addresses of a page have no host here: what the renderer puts before them is taken off again.
    drawn = vl_convert.vegalite_to_svg(still(spec)).replace(f'href="{_BASE}', 'href="')
    return _KIND.sub("", drawn)


def draw_png(spec: Spec, scale: float = 2.0) -> bytes:
    """The chart as a picture of pixels on white, twice as fine as a screen shows it."""
    import vl_convert

    return vl_convert.vegalite_to_png({**still(spec), "background": "#ffffff"}, scale=scale)


def for_page(svg: str) -> str:
    """A drawing whose colours follow the page it stands in."""
    names = {colour: f"var({name})" for name, colour in PALETTE.items()}
    named = _NO_COLOUR.sub(lambda found: f'{found[1]}="{names.get(found[2], found[2])}"', svg)
    return named.replace('xlink:href="', 'href="')
