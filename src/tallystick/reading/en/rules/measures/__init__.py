"""Level, growth, change, share and their sign, by rules over what governs a quantity."""
