"""The full-text index over everything written."""
