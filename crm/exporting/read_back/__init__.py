"""Reads exported files back, and compares them with the book."""
