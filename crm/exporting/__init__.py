"""Exports of the book to files, which are read back before they are put in place."""
