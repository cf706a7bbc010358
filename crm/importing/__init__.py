"""Bringing files into the book: matching, preview, the choices of the user, and writing."""
