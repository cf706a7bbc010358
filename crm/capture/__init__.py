"""Parser for log sentences: text, today's date and the names in the book in, a draft out. Pure functions."""
