"""Storage of the book in SQLite. Other packages reach it through the book and the unit of work."""
