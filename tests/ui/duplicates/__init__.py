"""The page of possible duplicates."""
