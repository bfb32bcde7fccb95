"""The meaning of cells: a table of a release → observations, and its cells that are no figures.

    label (head, stub, caption) → labels.label_of → Label: unit, kind of number, times, status, what is left
    path of labels → sides.Side: each field from the nearest label
    cell + its sides → units_of_cells.measured, periods.dated, subjects.subject_of → cells.figure_of → Figure

`reader.read_tables` does so for all tables of a release. The words are data: `knowledge/cells`.
"""

from tallystick.reading.tables.reader import read_tables

__all__ = ["read_tables"]
