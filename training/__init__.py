"""Labelled texts: where they lie, how wrong labels are mended, how well they are read."""
