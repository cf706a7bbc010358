"""The book on disk: the only folder that knows which database it is. Reached through the book and the unit of work."""
