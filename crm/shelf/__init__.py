"""The shelf: items worth sharing, and the people they were sent to."""
