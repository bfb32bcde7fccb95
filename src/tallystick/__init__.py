"""Tallystick reads, proves and reports official figures."""
