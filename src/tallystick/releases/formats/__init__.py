"""Formats that releases come in: each file here makes a Draft (text, lines, grids, places) of one of them."""
