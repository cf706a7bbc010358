"""Sort people: whom to look at next, what speaks for keeping up with them, and what the answers add up to."""
