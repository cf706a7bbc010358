"""Sorting people: one person at a time, decided by one key."""
