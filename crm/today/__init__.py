"""Today: the short list of the next good turns to do, why each is there, and what happens when one is done."""
