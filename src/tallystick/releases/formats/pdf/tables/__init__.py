"""The tables of a page: pieces of lines, grids that lines draw, rows and columns that words make, cells."""
