"""Plain sentences in, what was understood out: pure functions of text, today and the names in the book."""
