"""Stories of introductions."""
