"""Briefs: what to know before a meeting."""
