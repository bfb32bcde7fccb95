"""Chinese print: tokens, quantities and times."""
