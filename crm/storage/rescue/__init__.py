"""Rescue: building a new book from the readable parts of a damaged one, and finding steps newer than a
backup. A page reader of our own reads the damaged file, never SQLite: SQLite gives up a whole table where one
page of its b-tree is broken, and would execute whatever the file's schema contains.
"""
