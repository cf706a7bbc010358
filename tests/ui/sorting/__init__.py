"""Sorting people by keys."""
