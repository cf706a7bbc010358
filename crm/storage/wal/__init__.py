"""The write-ahead log beside the book, examined before SQLite reads it."""
