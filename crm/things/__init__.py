"""Things with a key, `kind-id`: each is read as one JSON object, edited field by field, and deleted."""
