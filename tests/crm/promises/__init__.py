"""Stories of promises."""
