"""What the system knows, as data: indicators, units, phrases, identities, sources."""

from tallystick.knowledge.areas import area_name, find_area
from tallystick.knowledge.indicators import Indicator, catalogue, find_indicator
from tallystick.knowledge.loader import load_topics

__all__ = ["Indicator", "area_name", "catalogue", "find_area", "find_indicator", "load_topics"]
