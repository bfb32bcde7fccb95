"""A reading made elsewhere, by a person or a program: each figure held against the text, what is not there refused."""

from tallystick.handed.holding import hand_in
from tallystick.handed.rows import Row, rows_of

__all__ = ["Row", "hand_in", "rows_of"]
