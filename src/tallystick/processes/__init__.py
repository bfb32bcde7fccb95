"""Processes for work on strangers' texts: whatever a text does, the others are read and the program goes on."""
