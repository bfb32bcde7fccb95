"""Tables that a plain text prints as lines: columns set by space, tabs or strokes, or a cell a line."""

from tallystick.releases.tables.flat.finding import flattened

__all__ = ["flattened"]
