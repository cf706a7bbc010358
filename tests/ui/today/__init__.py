"""Stories of the today page through the real window."""
