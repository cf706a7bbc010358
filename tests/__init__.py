"""Stories from the product, told to the real program."""
