"""The page of asks: what was asked of whom, what is being written, and the answers."""
