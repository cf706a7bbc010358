"""Imports files into the book: matching, preview, the user's choices, and writing."""
