"""Pairs in the book that may be one person, settled one at a time."""
