"""The page of a brief."""
