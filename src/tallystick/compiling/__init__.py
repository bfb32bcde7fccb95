"""From enterprises' returns to indicators: edited, imputed, added up, compared like for like, and told how."""

from tallystick.compiling.making import Compiled, compile, winsorised  # noqa: A004  the verb users know
from tallystick.compiling.recipe import Recipe
from tallystick.compiling.recipe_loading import load

__all__ = ["Compiled", "Recipe", "compile", "load", "winsorised"]
