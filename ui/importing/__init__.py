"""Import of people from files: everything is previewed, and nothing is written before the user confirms."""
