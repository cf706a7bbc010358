"""Imports an archive of Goodturn: people are matched by UID, rows by UID or content."""
