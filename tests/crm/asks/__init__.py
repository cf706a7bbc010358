"""Asks and the ask checker."""
