"""Returns as they come, in files and cells as people write them, and as dense panels of a link group."""
