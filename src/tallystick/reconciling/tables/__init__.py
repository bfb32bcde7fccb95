"""The prose of a release held against its own tables, and tables against themselves."""

from tallystick.reconciling.tables.checking import check_tables

__all__ = ["check_tables"]
