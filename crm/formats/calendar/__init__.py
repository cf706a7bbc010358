"""Calendars: what is due, as a file that calendar programs subscribe to."""
