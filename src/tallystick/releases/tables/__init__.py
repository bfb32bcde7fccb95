"""Tables of a release: from the grid of cells that a format gives to heads, stubs, caption, notes and paths."""
