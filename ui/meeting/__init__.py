"""The page of one meeting, where everything can be put right."""
