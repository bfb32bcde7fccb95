"""Of when a figure is and what it is compared with, by rules over the times of its sentence."""
