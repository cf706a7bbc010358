"""The page of one person: story, open promises, and all details, edited in place."""
