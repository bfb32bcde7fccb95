"""HTML: the words of a page in the order a reader sees them, and its tables of data as grids."""
