"""Two readings of one release, original and translation: which figures say the same, and which should but do not.

`compare(original, translation)` scores pairs of figures by what they mean (likeness), links them as an
assignment problem (assignment), and says of each link whether it agrees and, if not, what slip explains it
(slips).
"""

from tallystick.aligning.compare import compare

__all__ = ["compare"]
