"""Promises by and to the user: add, keep, release, list, and format as titles."""
