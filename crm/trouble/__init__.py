"""Recovery from a damaged or lost book: what is damaged, the ways out, and taking one of them."""
