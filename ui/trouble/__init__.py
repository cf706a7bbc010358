"""Pages shown while the book is damaged, lost, or has the log of another book beside it."""
