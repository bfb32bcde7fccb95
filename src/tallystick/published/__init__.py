"""Published series: tables in the formats and conventions of statistical offices, as observations.

tables   a file becomes rows of texts under our names of columns (`read_table`)
units, measures, periods, cells, columns   what the words in those rows mean, as `knowledge/importing` tells
series   rows become observations (`load_series`, `told`)
"""

from tallystick.published.series import Series, Told, load_series, told
from tallystick.published.tables import Table, read_table

__all__ = ["Series", "Table", "Told", "load_series", "read_table", "told"]
