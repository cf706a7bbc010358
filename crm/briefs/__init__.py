"""Briefs: what to know before one meets somebody."""
