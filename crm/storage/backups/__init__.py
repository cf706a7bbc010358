"""Backups: copying, examining, naming, listing and thinning; the child processes that do it and what they note."""
