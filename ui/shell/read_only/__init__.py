"""The window over a book that can only be read: a line that says why, and everything that writes greyed."""
