"""Random words planted wherever a user's words go, and a search for them wherever none may be found."""
