"""Tests of what is said about other years."""
