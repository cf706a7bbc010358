"""The page of one person: the story, what is open, and everything known, edited in place."""
