"""Benchmarks: `make bench` runs every part and prints its table."""
