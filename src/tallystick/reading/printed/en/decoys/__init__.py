"""Numbers that are no figures: by their `shapes` before they are read, by `refusals` after it, and `list_numbers`."""
