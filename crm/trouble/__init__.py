"""A book in trouble: what is damaged or missing, which ways out there are, and going one of them."""
