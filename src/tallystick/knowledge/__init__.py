"""What the system knows, as data: indicators, units, phrases, identities, sources."""

from tallystick.knowledge.areas import area_name, find_area
from tallystick.knowledge.indicators import Indicator, catalogue, find_indicator
from tallystick.knowledge.loader import load_topics
from tallystick.knowledge.naming import told_as

__all__ = ["Indicator", "area_name", "catalogue", "find_area", "find_indicator", "load_topics", "told_as"]
