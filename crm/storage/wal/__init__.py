"""The write-ahead log of the book, examined before SQLite reads it."""
