"""Whom to sort next, and what comes of it."""
