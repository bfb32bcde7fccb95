"""Words read from images of pages, each with a place and with the odds that it is right."""
