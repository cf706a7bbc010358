"""Stories of the daily list."""
