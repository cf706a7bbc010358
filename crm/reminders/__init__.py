"""The morning notification: when it is due, its text, and at most one per day."""
