"""One module per page of the desk; each has handlers that take a `Visit` and answer with a page."""
