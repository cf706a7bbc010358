"""Possible duplicates: pairs of entries that may be one person, settled one at a time."""
