"""Calendars going out."""
