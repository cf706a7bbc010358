"""The ways out of a damaged book: a new book of all that can still be read, and what is newer than a restored backup.

The damaged file is read page by page by our own reader of SQLite's file format, never by SQLite itself: SQLite gives up a
whole table where one page of its tree is broken, and would run whatever a file's schema says.
"""
