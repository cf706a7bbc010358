"""Examination of a book, and repair."""
