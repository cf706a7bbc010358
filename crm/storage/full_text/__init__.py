"""The full-text index over all text."""
