"""An archive of Goodturn brought into the book: people by UID, rows beside those that are there."""
