"""Use cases and queries for people: lookup, list, details, add, edit, merge and delete."""
