"""Stories of the importing page through the real window."""
