"""The API under /api/v1: the same answers as the pages, as JSON and CSV, for programs."""
