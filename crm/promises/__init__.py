"""Promises: what is owed, by me or to me, until it is kept or honestly let go."""
