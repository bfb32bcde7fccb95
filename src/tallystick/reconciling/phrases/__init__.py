"""Fixed phrases: the words of one sentence that say how its figures belong together, beyond doubt.

The phrases are data (`knowledge/ties/<language>`): a template of words, classes of words, gaps and figures.
"""

from tallystick.reconciling.phrases.finding import phrase_links

__all__ = ["phrase_links"]
