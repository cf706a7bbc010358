"""The page of everyone in the book."""
