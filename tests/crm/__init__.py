"""Stories about the book."""
