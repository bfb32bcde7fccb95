"""What the system knows, as data: indicators, units, phrases, identities, sources."""

from tallystick.knowledge.indicators import Indicator, catalogue, find_indicator
from tallystick.knowledge.loader import load_topics

__all__ = ["Indicator", "catalogue", "find_indicator", "load_topics"]
