"""Workbooks (.xlsx, .xls, .ods): what their cells print, and which of them are a table or lines of words."""
