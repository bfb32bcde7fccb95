"""The scorecard for people and programs: its words, lines for a terminal, a page of its own, and flat rows."""

from tallystick.reporting.scorecards.page import line, render_scorecard
from tallystick.reporting.scorecards.rows import rows
from tallystick.reporting.scorecards.text import scorecard_grid
from tallystick.reporting.scorecards.words import Worded, parts, title

__all__ = ["Worded", "line", "parts", "render_scorecard", "rows", "scorecard_grid", "title"]
