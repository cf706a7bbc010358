"""The JSON object of a thing, by its kind."""
