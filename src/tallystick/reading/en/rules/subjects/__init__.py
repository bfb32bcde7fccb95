"""What is measured, by rules over noun phrases."""
