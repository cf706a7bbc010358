"""Examining a book, and the repairs that follow."""
