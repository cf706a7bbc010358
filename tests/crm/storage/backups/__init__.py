"""Backups: copied aside, examined by a child, thinned by numbers."""
