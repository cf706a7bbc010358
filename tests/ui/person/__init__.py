"""Stories of the person page through the real window."""
